using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

public sealed partial class ComparisonTests
{
    [Fact]
    public void What_CoreTop_is_said_to_have_names_tests_that_are_there()
    {
        string tests = Path.Combine(ExpectedText.Repository, "tests");
        HashSet<string> classes =
            [.. Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!)];
        int rows = 0;
        foreach (string line in File.ReadLines(Path.Combine(ExpectedText.Repository, "docs", "comparison.md")))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length < 15 || cells[1] is "Capability" or "---")
            {
                continue;
            }

            rows++;
            string[] named = [.. TestName().Matches(cells[3]).Select(match => match.Groups[1].Value)];
            Assert.True(cells[2].StartsWith('-') || named.Length > 0, $"no test is named for {cells[1]}");
            Assert.All(named, name => Assert.Contains(name, classes));
        }

        Assert.NotEqual(0, rows);
    }

    [GeneratedRegex("`([A-Z][A-Za-z]*Tests)`")]
    private static partial Regex TestName();
}
