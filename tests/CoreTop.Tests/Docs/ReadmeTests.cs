using System.Text.RegularExpressions;
using CoreTop.Settings;

namespace CoreTop.Tests.Docs;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(ExpectedText.Repository, "README.md"));

    [GeneratedRegex("^```\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block { get; }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit { get; }

    [GeneratedRegex("There are ([a-z]+) themes\\.(.*?)\n\n", RegexOptions.Singleline)]
    private static partial Regex AboutThemes { get; }

    [Theory]
    [InlineData("founding-120x40", " CoreTop  ip-10-0-0-7 (captured)   36 CPUs", 7)]
    [InlineData("balance-120x40", " Balance: move 11 tasks", 3)]
    public void Bars_and_headings_are_drawn_as_on_the_screen(string screen, string begin, int least)
    {
        string block = Assert.Single(Block.Matches(Readme).Select(match => match.Groups[1].Value), each => each.StartsWith(begin, StringComparison.Ordinal));
        string expected = File.ReadAllText(Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "screens", $"{screen}.txt"));
        HashSet<string> shapes = [.. expected.Split('\n').Select(Shape)];
        string[] rows = [.. block.Split('\n').Where(row => row.Contains('■', StringComparison.Ordinal) || row.Contains(" COMMAND ", StringComparison.Ordinal) || row.EndsWith(" COMMAND", StringComparison.Ordinal))];

        Assert.True(rows.Length >= least, $"only {rows.Length} rows were found");
        Assert.All(rows, row => Assert.Contains(Shape(row), shapes));
    }

    [Fact]
    public void Every_theme_is_named_and_counted()
    {
        Match themes = AboutThemes.Match(Readme);

        Assert.All(Themes.All, theme => Assert.Contains($"`{theme.Name}`", themes.Groups[2].Value, StringComparison.Ordinal));
        Assert.Equal((9, "nine"), (Themes.All.Length, themes.Groups[1].Value));
    }

    // The captured machine has other numbers than the one of the expected screen.
    private static string Shape(string row) => Digit.Replace(row.TrimEnd(), "0");
}
