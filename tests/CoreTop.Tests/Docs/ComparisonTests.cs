using System.Globalization;
using System.Text.RegularExpressions;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Settings;

namespace CoreTop.Tests.Docs;

public sealed partial class ComparisonTests
{
    private static readonly string Page = Path.Combine(ExpectedText.Repository, "docs", "comparison.md");

    [Fact]
    public void What_CoreTop_is_said_to_have_names_tests_that_are_there()
    {
        string tests = Path.Combine(ExpectedText.Repository, "tests");
        HashSet<string> classes =
            [.. Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!)];
        int rows = 0;
        foreach (string line in File.ReadLines(Page))
        {
            // Of the table beside htop and btop: what, CoreTop, where it is shown, htop, btop. The heads of its parts are in bold.
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 7 || cells[1].Length == 0 || cells[1] == "---" || cells[1].StartsWith("**", StringComparison.Ordinal))
            {
                continue;
            }

            rows++;
            string[] named = [.. TestName().Matches(cells[3]).Select(match => match.Groups[1].Value)];
            Assert.True(
                cells[2].StartsWith('-') || named.Length > 0 || cells[3].Contains("](", StringComparison.Ordinal),
                $"no test and no page is named for {cells[1]}");
            Assert.All(named, name => Assert.Contains(name, classes));
        }

        Assert.True(rows > 50, $"only {rows} rows were found");
    }

    [Fact]
    public void Its_numbers_are_those_of_the_tables()
    {
        string page = File.ReadAllText(Page);

        Assert.Equal([ProcessColumns.All.Length], Numbers(Columns()));
        Assert.Equal([FilterFields.All.Length], Numbers(ShortNames()));
        Assert.Equal([Themes.All.Length], Numbers(ThemeRow()));

        IEnumerable<int> Numbers(Regex regex) =>
            regex.Matches(page).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct();
    }

    [GeneratedRegex("`([A-Z][A-Za-z]*Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\b(?:any of the|\| Y) (\d+) columns")]
    private static partial Regex Columns();

    [GeneratedRegex(@"(\d+) short names")]
    private static partial Regex ShortNames();

    [GeneratedRegex(@"^\| Themes \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ThemeRow();
}
