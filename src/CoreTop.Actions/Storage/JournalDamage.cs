using CoreTop.Model.Words;

namespace CoreTop.Actions.Storage;

/// <summary>Says what of a journal could not be used.</summary>
internal static class JournalDamage
{
    /// <summary>Sentences; null when nothing is wrong.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="damaged">Lines that are not lines of a journal.</param>
    /// <param name="newer">Lines that only a newer CoreTop understands.</param>
    /// <param name="isCutOff">The last line has no end.</param>
    public static string? Of(string? path, int damaged, int newer, bool isCutOff)
    {
        var sentences = new List<string>();
        if (damaged > 0)
        {
            sentences.Add($"{Lines(damaged, "damaged ")} in the journal {path} skipped.");
        }

        if (newer > 0)
        {
            sentences.Add($"{Lines(newer, string.Empty)} of a newer CoreTop in the journal {path} kept and skipped: the newer one can undo them.");
        }

        // A program that is stopped while it writes has changed nothing yet; a file that lost its end may have recorded changes.
        if (isCutOff)
        {
            sentences.Add($"The last line of the journal {path} is cut off: a change that only that line recorded cannot be undone.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static string Lines(int count, string kind) => Count.Of(count, $"{kind}line");
}
