using System.CommandLine;

namespace CoreTop.Cli;

/// <summary>
/// Leaves out an option with a value that is given again later on the line, as when an alias has it and somebody types it too: the last
/// one counts, as in top. Options that collect their values, such as <c>-p</c>, are all kept.
/// </summary>
internal static class RepeatedOptions
{
    /// <summary>The words without those that later words replace.</summary>
    /// <param name="words">Words with each option in a word of its own, as <see cref="ShortOptions"/> makes them.</param>
    /// <param name="options">Every option by each of its names.</param>
    public static IReadOnlyList<string> LastOnes(IReadOnlyList<string> words, IReadOnlyDictionary<string, Option> options)
    {
        var pieces = new List<(string? Option, string[] Words)>(words.Count);
        var last = new Dictionary<string, int>();
        int next = 0;
        while (next < words.Count && words[next] != "--")
        {
            string word = words[next++];
            if (Single(word, options) is not { } option)
            {
                pieces.Add((null, [word]));
                continue;
            }

            bool hasValue = !word.Contains('=', StringComparison.Ordinal) && next < words.Count && words[next] is not ['-', _, ..];
            last[option] = pieces.Count;
            pieces.Add((option, hasValue ? [word, words[next++]] : [word]));
        }

        return
        [
            .. pieces.Where((piece, at) => piece.Option is null || last[piece.Option] == at).SelectMany(piece => piece.Words),
            .. words.Skip(next),
        ];
    }

    // The name of the option that the word gives, if it takes one value.
    private static string? Single(string word, IReadOnlyDictionary<string, Option> options)
    {
        int end = word.IndexOf('=', StringComparison.Ordinal);
        return options.TryGetValue(end < 0 ? word : word[..end], out Option? option) && option.Arity.MaximumNumberOfValues == 1
            ? option.Name
            : null;
    }
}
