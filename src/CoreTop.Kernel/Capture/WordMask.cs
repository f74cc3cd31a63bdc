using System.Text;
using CoreTop.Model.Secrets;

namespace CoreTop.Kernel.Capture;

/// <summary>Replaces words of a text that the lists do not keep; what stands between words stays.</summary>
/// <param name="standIns">What stands for them.</param>
internal sealed class WordMask(StandIns standIns)
{
    private const int LeastId = 12;

    // Words so short say nothing, unless they are known to be a name.
    private const int LongestSilent = 2;
    private const string Unknown = "*", Pod = "pod";

    private static readonly string[] Escapes = ["\\x2d", "\\x2e", "\\x5f", "\\x40", "\\x20", "\\x3a"];

    /// <summary>Whether a word stays.</summary>
    public delegate bool Keep(ReadOnlySpan<char> word);

    /// <summary>The text with a stand-in for every word that is not kept.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isKept">Which words stay.</param>
    /// <param name="kind">What stand-ins begin with; empty for a star instead of one.</param>
    public string Of(ReadOnlySpan<char> text, Keep isKept, string kind)
    {
        var masked = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            if (EscapeAt(text[at..]) is int escape and > 0)
            {
                masked.Append(text.Slice(at, escape));
                at += escape;
            }
            else if (standIns.Match(text, at, out string standIn) is int learned and > 0 && !isKept(text.Slice(at, learned)))
            {
                masked.Append(kind.Length == 0 ? Unknown : standIn);
                at += learned;
            }
            else if (text[at..].StartsWith(Pod) && LengthOfUuid(text[(at + Pod.Length)..]) > 0)
            {
                masked.Append(Pod);
                at += Pod.Length;
            }
            else if (IsSeparator(text[at]))
            {
                masked.Append(text[at++]);
            }
            else
            {
                int length = LengthOfWord(text[at..]);
                ReadOnlySpan<char> word = text.Slice(at, length);
                masked.Append(word.Length <= LongestSilent || isKept(word) ? word : kind.Length == 0 ? Unknown : StandIn(word.ToString(), kind));
                at += length;
            }
        }

        return masked.ToString();
    }

    /// <summary>The text with stand-ins for the names of users and hosts that are known, and stars for what looks like a secret.</summary>
    public string OfFreeText(string text)
    {
        text = SecretText.Masked(text);
        StringBuilder? masked = null;
        int from = 0;
        for (int at = 0; at < text.Length;)
        {
            if (standIns.Match(text, at, out string standIn) is int length and > 0)
            {
                (masked ??= new StringBuilder()).Append(text.AsSpan(from, at - from)).Append(standIn);
                at += length;
                from = at;
            }
            else
            {
                at++;
            }
        }

        return masked is null ? text : masked.Append(text.AsSpan(from)).ToString();
    }

    private string StandIn(string word, string kind)
    {
        bool isId = LengthOfUuid(word) > 0 || (word.Length >= LeastId && word.All(char.IsAsciiHexDigit));
        return standIns.Of(isId ? "id" : kind, word);
    }

    private static int LengthOfUuid(ReadOnlySpan<char> text)
    {
        const int Uuid = 36;
        return text.Length >= Uuid && Guid.TryParseExact(text[..Uuid].ToString().Replace('_', '-'), "D", out _) ? Uuid : 0;
    }

    // A UUID is one word, in spite of its dashes or underscores.
    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int length = LengthOfUuid(text);
        if (length > 0)
        {
            return length;
        }

        length = 1;
        while (length < text.Length && !IsSeparator(text[length]) && EscapeAt(text[length..]) == 0)
        {
            length++;
        }

        return length;
    }

    private static bool IsSeparator(char letter) => letter < 0x80 && !char.IsAsciiLetterOrDigit(letter) && letter is not ('\\' or '$' or '%');

    private static int EscapeAt(ReadOnlySpan<char> text)
    {
        foreach (string escape in Escapes)
        {
            if (text.StartsWith(escape, StringComparison.Ordinal))
            {
                return escape.Length;
            }
        }

        return 0;
    }
}
