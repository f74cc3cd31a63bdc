using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

public sealed partial class ScenariosTests
{
    private static readonly string Tests = Path.Combine(ExpectedText.Repository, "tests");

    [Fact]
    public void Every_scenario_names_tests_or_emulated_cases_that_are_there()
    {
        Dictionary<string, string> classes = Directory.EnumerateFiles(Tests, "*Tests.cs", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, File.ReadAllText);
        var numbers = new List<int>();
        foreach (string line in File.ReadLines(Path.Combine(ExpectedText.Repository, "docs", "scenarios.md")))
        {
            string[] cells = line.Split(" | ", StringSplitOptions.TrimEntries);
            if (!int.TryParse(cells[0].TrimStart('|'), out int number))
            {
                continue;
            }

            numbers.Add(number);
            MatchCollection named = Shown().Matches(cells[^1]);
            Assert.NotEmpty(named);
            foreach (Match each in named)
            {
                Assert.True(IsThere(each, classes), $"scenario {number} names {each.Value}, which is not there");
            }
        }

        Assert.Equal(Enumerable.Range(1, 20), numbers);
    }

    private static bool IsThere(Match named, Dictionary<string, string> classes) =>
        named.Groups["case"] is { Success: true } emulated ? File.Exists(Path.Combine(Tests, "Emulator", "cases", $"{emulated.Value}.py"))
        : named.Groups["script"] is { Success: true } script ? File.Exists(Path.Combine(ExpectedText.Repository, script.Value))
        : classes.TryGetValue(named.Groups["class"].Value, out string? text)
            && (named.Groups["method"] is not { Success: true } method || text.Contains($" {method.Value}(", StringComparison.Ordinal));

    [GeneratedRegex("emulated `(?<case>[a-z_]+)`|`(?<script>tests/[A-Za-z/]+)`|`(?<class>[A-Z][A-Za-z]*Tests)(\\.(?<method>\\w+))?`")]
    private static partial Regex Shown();
}
