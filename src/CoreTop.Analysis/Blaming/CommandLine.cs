using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>Commands as lines to paste.</summary>
internal static class CommandLine
{
    private const int Longest = 400;

    /// <summary>The words as one line for a shell; null when it would be long, or a word has characters that cannot be shown.</summary>
    public static string? Of(IEnumerable<string> words)
    {
        var line = new List<string>();
        foreach (string word in words)
        {
            if (!SafeText.IsSafe(word))
            {
                return null;
            }

            // A shell takes an option as it is; the first word of a line could be an assignment.
            line.Add(line.Count > 0 && word.StartsWith('-') && ShellWord.Of($"x{word}") == $"x{word}" ? word : ShellWord.Of(word));
        }

        string joined = string.Join(' ', line);
        return line.Count > 0 && joined.Length <= Longest ? joined : null;
    }
}
