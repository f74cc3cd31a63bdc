namespace CoreTop.Model.Words;

/// <summary>Finds the known word that somebody meant by a misspelt one.</summary>
public static class MeantWord
{
    // One mistake in a word of three to five letters, two in one of six to eight, three in a longer one.
    private const int LettersOfMistake = 3, MostMistakes = 3;

    // Nobody misspells a longer word by a letter or two, and the work grows with the square of its length.
    private const int LongestWord = 64;

    /// <summary>The known word nearest to what was typed, in any case; null when none is near.</summary>
    /// <param name="typed">The word that is not known.</param>
    /// <param name="known">The words that are; of several equally near the first is taken.</param>
    public static string? Find(string typed, IEnumerable<string> known)
    {
        string bare = typed.TrimStart('-');
        if (bare.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null, longer = null;
        int fewest = (bare.Length < LettersOfMistake ? 0 : Math.Min(MostMistakes, bare.Length / LettersOfMistake)) + 1;
        foreach (string word in known)
        {
            int mistakes = Math.Abs(word.Length - typed.Length) < fewest ? Mistakes(typed, word) : fewest;
            if (mistakes < fewest)
            {
                (nearest, fewest) = (word, mistakes);
            }

            longer ??= bare.Length >= LettersOfMistake && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? word : null;
        }

        return nearest ?? longer;
    }

    /// <summary><c> Did you mean "delay"?</c>, to follow a sentence; empty when no known word is near.</summary>
    /// <param name="typed">The word that is not known.</param>
    /// <param name="known">The words that are.</param>
    public static string Question(string typed, IEnumerable<string> known) => Question(Find(typed, known));

    /// <summary>The same of a word that was found; empty for none.</summary>
    public static string Question(string? meant) => meant is null ? string.Empty : $" Did you mean \"{meant}\"?";

    // Letters that are wrong, missing, too many or swapped: the distance of Damerau and Levenshtein, each place changed once.
    private static int Mistakes(string typed, string word)
    {
        Span<int> before = stackalloc int[LongestWord * 2], last = stackalloc int[LongestWord * 2], row = stackalloc int[LongestWord * 2];
        for (int column = 0; column <= word.Length; column++)
        {
            last[column] = column;
        }

        for (int at = 1; at <= typed.Length; at++)
        {
            row[0] = at;
            for (int column = 1; column <= word.Length; column++)
            {
                int changed = last[column - 1] + (IsSame(typed[at - 1], word[column - 1]) ? 0 : 1);
                row[column] = Math.Min(changed, Math.Min(last[column], row[column - 1]) + 1);
                if (at > 1 && column > 1 && IsSame(typed[at - 1], word[column - 2]) && IsSame(typed[at - 2], word[column - 1]))
                {
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
                }
            }

            Span<int> free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[word.Length];
    }

    private static bool IsSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
