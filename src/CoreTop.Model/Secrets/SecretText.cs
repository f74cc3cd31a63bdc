using System.Text.RegularExpressions;

namespace CoreTop.Model.Secrets;

/// <summary>Puts stars where a text probably holds a secret: by what it is called (<see cref="SecretNames"/>) and by what it looks like (<see cref="SecretShapes"/>).</summary>
public static class SecretText
{
    /// <summary>What stands for a secret, whatever its length.</summary>
    public const string Stars = "********";

    /// <summary>A value without its secrets.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">The value.</param>
    public static string Masked(string name, string value) =>
        value.Length == 0 ? value
        : SecretNames.IsSecret(name) ? Stars
        : Masked(value, SecretNames.IsId(name));

    /// <summary>A text without its secrets.</summary>
    public static string Masked(string text) => Masked(text, isId: false);

    // With stars for every part that looks like a secret; long random words in what is known to be an id are left.
    private static string Masked(string text, bool isId)
    {
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            return Stars;
        }

        text = SecretShapes.UserInfo.Replace(text, "***@");
        text = SecretShapes.Hooks.Replace(text, Stars);
        text = SecretShapes.Tokens.Replace(text, Stars);
        text = SecretShapes.Headers.Replace(text, Stars);
        text = SecretShapes.Pairs.Replace(text, static pair => IsSecretPair(pair)
            ? string.Concat(pair.Groups["name"].ValueSpan, pair.Groups["sign"].ValueSpan, Stars)
            : pair.Value);
        return isId ? text : MaskRandom(text);
    }

    private static bool IsSecretPair(Match pair) => SecretNames.IsSecret(pair.Groups["name"].Value);

    private static string MaskRandom(string text) => SecretShapes.LongWords.Replace(text, word =>
    {
        int start = StartOfChunk(text, word.Index);
        bool isPath = text[start] is '/' or '~' or '.' || text.AsSpan(start, word.Index - start).Contains("://", StringComparison.Ordinal)
            || text.AsSpan(start, word.Index - start).Contains('/');
        int equals = word.Value.IndexOf('=', StringComparison.Ordinal);
        bool hasName = equals > 0 && equals < word.Length - 4;
        string name = hasName ? word.Value[..equals] : string.Empty;
        return (isPath && !text.AsSpan(start, word.Index - start).Contains("?", StringComparison.Ordinal)) || (hasName && SecretNames.IsId(name))
            ? word.Value
            : !SecretShapes.IsRandom(hasName ? word.Value[(equals + 1)..] : word.Value) ? word.Value
            : hasName ? $"{name}={Stars}"
            : Stars;
    });

    // Where the list entry or argument begins that a place is in.
    private static int StartOfChunk(string text, int at)
    {
        while (at > 0 && !char.IsWhiteSpace(text[at - 1]) && text[at - 1] is not (',' or ';' or '"' or '\'')
            && !(text[at - 1] == ':' && text[at] == '/' && (at + 1 >= text.Length || text[at + 1] != '/'))
            && !(text[at - 1] == '=' && text[at] is '/' or '~'))
        {
            at--;
        }

        return at;
    }
}
