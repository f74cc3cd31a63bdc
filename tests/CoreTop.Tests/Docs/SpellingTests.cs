using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

public sealed class SpellingTests
{
    [Fact]
    public void Sentences_comments_and_pages_are_in_present_day_English()
    {
        var used = new HashSet<SpellingException>();
        List<string> found = [.. Files().SelectMany(path => Found(path, ReadableText.Of(Path.Combine(ExpectedText.Repository, path)), used))];

        Assert.True(found.Count == 0, $"{found.Count} to be said in other words:\n{string.Join('\n', found)}");
        Assert.Equal([], SpellingList.Exceptions.Except(used).Select(exception => $"{exception.Place} needs no exception any more"));
    }

    [Theory]
    [InlineData("// It is drawn anew.", "anew")]
    [InlineData("/// <summary>That is no\n/// delay.</summary>", "is no\n    delay")]
    [InlineData("string a = \"A limit is \"\n    + $\"no {b} but\";", "")]
    [InlineData("string a = $\"{b} is no delay\";", "is no delay")]
    [InlineData("// There is no delay, there may be no file.", "")]
    [InlineData("string told = Told(\"\", \"x\"); // anewer", "")]
    public void It_reads_comments_and_texts_and_no_code(string code, string found)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.cs");
        File.WriteAllText(path, code);
        try
        {
            string text = ReadableText.Of(path);
            Assert.Equal(found.Length == 0 ? [] : [found], SpellingList.Rules.SelectMany(rule => rule.In(text)).Select(match => match.Value));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Found(string path, string text, HashSet<SpellingException> used)
    {
        foreach (SpellingRule rule in SpellingList.Rules)
        {
            foreach (Match match in rule.In(text))
            {
                List<SpellingException> excuses = [.. SpellingList.Exceptions.Where(exception => exception.Allows(path, rule))];
                used.UnionWith(excuses);
                if (excuses.Count == 0)
                {
                    int line = text.AsSpan(0, match.Index).Count('\n') + 1;
                    yield return $"{path}:{line}: \"{Regex.Replace(match.Value, @"\s+", " ")}\"; say: {rule.Instead}";
                }
            }
        }
    }

    private static IEnumerable<string> Files() => new[] { "src", "tests", "docs" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ExpectedText.Repository, folder), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(ExpectedText.Repository, "*.md"))
        .Where(path => Path.GetExtension(path) is ".cs" or ".md")
        .Select(path => Path.GetRelativePath(ExpectedText.Repository, path))
        .Where(path => !path.Contains(".received.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
