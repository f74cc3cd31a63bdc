using System.Buffers;

namespace CoreTop.Model.Secrets;

/// <summary>Names of variables, options and fields whose values are probably secrets: the one table of them.</summary>
public static class SecretNames
{
    // Anywhere in a name.
    private static readonly string[] Parts =
    [
        "KEY", "TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL", "AUTH", "COOKIE", "PRIVATE", "SIGNATURE", "_PASS", "_PWD", "_DSN",
        "WEBHOOK", "CONNECTIONSTRING", "CONNECTION_STRING", "CONNECTION-STRING", "CONN_STR", "CONNSTR", "MNEMONIC", "BEARER", "APIKEY",
    ];

    // A whole word of a name: in GITHUB_PAT, not in PATH.
    private static readonly string[] Words =
        ["PAT", "JWT", "DSN", "SAS", "SIG", "OTP", "TOTP", "PIN", "PSK", "SALT", "HMAC", "CRED", "CREDS", "PASS", "PW", "SSHPASS", "PASSWD", "PWD"];

    // Words that hold one of the parts and say nothing of a secret.
    private static readonly string[] Innocent = ["AUTHOR", "AUTHORS", "KEYBOARD", "KEYMAP", "MONKEY", "TOKENIZER", "TOKENIZERS", "KEYWORD", "KEYWORDS"];

    // The shell's own names, of which one word looks like a password.
    private static readonly string[] Exact = ["PWD", "OLDPWD"];

    // What names an id or a sum of something that is not a secret, although it looks as random as one.
    private static readonly string[] IdWords =
        ["ID", "GUID", "UUID", "SHA", "SHA1", "SHA256", "COMMIT", "HASH", "DIGEST", "REVISION", "CHECKSUM", "ETAG", "BUILD", "TRACEPARENT", "INSTANCE"];

    private static readonly SearchValues<char> Separators = SearchValues.Create("_-. []:/");

    /// <summary>A value of this name is probably a secret.</summary>
    /// <param name="name">The name of a variable, an option without its dashes, a parameter.</param>
    public static bool IsSecret(string name)
    {
        if (Exact.Contains(name))
        {
            return false;
        }

        string rest = name;
        foreach (string innocent in Innocent)
        {
            if (HasWord(rest, [innocent]))
            {
                rest = rest.Replace(innocent, string.Empty, StringComparison.OrdinalIgnoreCase);
            }
        }

        return Parts.Any(part => rest.Contains(part, StringComparison.OrdinalIgnoreCase)) || HasWord(rest, Words);
    }

    /// <summary>A value of this name is an id: random, and no secret.</summary>
    internal static bool IsId(string name) =>
        HasWord(name, IdWords) || name.EndsWith("id", StringComparison.OrdinalIgnoreCase);

    private static bool HasWord(string name, string[] words)
    {
        ReadOnlySpan<char> rest = name;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(Separators);
            ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
            foreach (string each in words)
            {
                if (word.Equals(each, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return false;
    }
}
