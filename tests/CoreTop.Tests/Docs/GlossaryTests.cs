namespace CoreTop.Tests.Docs;

public sealed class GlossaryTests
{
    [Fact]
    public void No_word_is_explained_twice()
    {
        List<string> words =
        [
            .. File.ReadLines(Path.Combine(ExpectedText.Repository, "docs", "glossary.md"))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
                .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)),
        ];

        Assert.True(words.Count > 60, $"only {words.Count} words were found");
        Assert.Empty(words.GroupBy(word => word, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));
    }
}
