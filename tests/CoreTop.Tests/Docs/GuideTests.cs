using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

public sealed partial class GuideTests
{
    // What the exercises make, and names with an X or NAME in them.
    private static readonly string[] Made = ["LowPriority", "XMask", "XRule", "/X.cs", "NAME"];

    [GeneratedRegex("`((?:src|tests|docs)/[^`* ]+)`")]
    private static partial Regex Paths { get; }

    [GeneratedRegex(@"`(\w+Tests)\b")]
    private static partial Regex Classes { get; }

    [Fact]
    public void Every_file_and_every_test_that_the_guide_names_is_there()
    {
        string guide = File.ReadAllText(Path.Combine(ExpectedText.Repository, "CONTRIBUTING.md"));
        string[] paths = [.. Named(Paths, guide)], classes = [.. Named(Classes, guide)];
        HashSet<string> types = [.. typeof(GuideTests).Assembly.GetTypes().Select(type => type.Name)];

        Assert.True(paths.Length > 20 && classes.Length > 10, $"only {paths.Length} paths and {classes.Length} classes were found");
        Assert.DoesNotContain(paths, path => !Path.Exists(Path.Combine(ExpectedText.Repository, path)));
        Assert.DoesNotContain(classes, name => !types.Contains(name));
    }

    private static IEnumerable<string> Named(Regex regex, string guide) => regex.Matches(guide)
        .Select(match => match.Groups[1].Value.TrimEnd('.', '/')).Distinct()
        .Where(name => !Made.Any(made => name.Contains(made, StringComparison.Ordinal)));
}
