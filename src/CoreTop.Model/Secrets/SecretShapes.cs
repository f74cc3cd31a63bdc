using System.Text.RegularExpressions;

namespace CoreTop.Model.Secrets;

/// <summary>What secrets look like whatever they are called: the one table of their shapes.</summary>
public static partial class SecretShapes
{
    private const int LeastRandom = 20;
    private const int LeastHex = 32;
    private const int LongRandom = 40;
    private const double LeastTurns = 0.35;
    private const double LeastTurnsOfLong = 0.3;
    private const double LeastTurnsOfOneCase = 0.25;

    /// <summary>What each issuer begins its tokens with. The rest is long, so that words such as sk-learn are not taken for one.</summary>
    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])(?:
            gh[pousr]_[A-Za-z0-9]{6,} | github_pat_\w{6,} | gl(?:pat|dt|rt|ptt|soat|cbt|ft|agent)-[\w-]{6,}       # GitHub, GitLab
          | (?:sk|rk|pk)_(?:live|test)_\w{6,} | sk-(?:[a-z]+-)*(?=[\w-]*\d)[\w-]{12,} | sk-ant-[\w-]+ | whsec_\w{6,}     # Stripe, OpenAI, Anthropic
          | xox[a-z]-[\w-]{4,} | xapp-[\w-]{6,}                                                                   # Slack
          | (?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,} | AIza[\w-]{10,} | ya29\.[\w-]{6,} | GOCSPX-[\w-]{6,}                   # Amazon, Google
          | eyJ[\w-]{8,}(?:\.[\w-]*)*                                                                             # JSON web tokens
          | hf_[A-Za-z0-9]{10,} | npm_[A-Za-z0-9]{10,} | pypi-[\w-]{10,} | dckr_pat_[\w-]{6,} | dop_v1_\w{6,} | SG\.[\w-]{10,}[\w.-]*
          | shp(?:at|ca|pa|ss)_\w{6,} | lin_api_\w{6,} | hv[sbr]\.[\w-]{6,} | glsa_\w{6,} | nvapi-[\w-]{6,} | gsk_\w{10,} | xai-[\w-]{10,}
          | r8_\w{10,} | PMAK-[\w-]{6,} | ATATT[\w=-]{6,} | rubygems_\w{6,} | tskey-[\w-]{6,} | AGE-SECRET-KEY-\w+ | sq0[a-z]{3}-[\w-]{6,}
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    internal static partial Regex Tokens { get; }

    /// <summary><c>user:password@</c> of a URL, also where no user stands before the colon.</summary>
    [GeneratedRegex("""(?<=://)[^\s/?\#,;"']*@""", RegexOptions.CultureInvariant)]
    internal static partial Regex UserInfo { get; }

    /// <summary>The rest of an address that is itself the secret.</summary>
    [GeneratedRegex(
        """(?<=hooks\.slack\.com/|discord(?:app)?\.com/api/webhooks/|\.office\.com/webhook|api\.telegram\.org/bot)[^\s"']+""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    internal static partial Regex Hooks { get; }

    /// <summary><c>name=value</c> and <c>"name":"value"</c> within a text.</summary>
    [GeneratedRegex(
        """(?<name>[A-Za-z][\w. -]{0,40})(?<sign>["']?\s?[=:]\s?["']?)(?!//)(?<value>[^\s&;,"'}]+)""", RegexOptions.CultureInvariant)]
    internal static partial Regex Pairs { get; }

    /// <summary>What follows the scheme in an Authorization header.</summary>
    [GeneratedRegex(
        """(?<=\b(?:Bearer|Basic|Digest|Token)\s)[\w.~+/=-]{6,}""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    internal static partial Regex Headers { get; }

    /// <summary>What may be a random word: base64, base64url, hexadecimal.</summary>
    [GeneratedRegex("[A-Za-z0-9+/_=-]{20,}", RegexOptions.CultureInvariant)]
    internal static partial Regex LongWords { get; }

    [GeneratedRegex("^[0-9a-fA-F]{8}(?:[-_][0-9a-fA-F]{4}){3}[-_][0-9a-fA-F]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid { get; }

    /// <summary>A word that is a token, or as random as one.</summary>
    /// <param name="word">One word.</param>
    public static bool IsToken(string word) => Tokens.IsMatch(word) || (word.Length >= LeastRandom && IsRandom(word));

    /// <summary>A word is as random as a token: random letters and digits take turns, what people write has long runs of either.</summary>
    /// <param name="word">One word.</param>
    internal static bool IsRandom(string word)
    {
        word = word.Trim('=');
        if (word.Length < LeastRandom || Uuid.IsMatch(word))
        {
            return false;
        }

        if (word.All(char.IsAsciiHexDigit))
        {
            return word.Length >= LeastHex && word.Any(char.IsAsciiLetter) && word.Any(char.IsAsciiDigit);
        }

        int turns = 0, numbers = 0, upper = 0, lower = 0;
        for (int i = 0; i < word.Length; i++)
        {
            char kind = KindOf(word[i]);
            upper += kind == 'A' ? 1 : 0;
            lower += kind == 'a' ? 1 : 0;
            bool isTurn = i > 0 && kind != KindOf(word[i - 1]);
            turns += isTurn && kind != '-' && KindOf(word[i - 1]) != '-' ? 1 : 0;
            numbers += kind == '0' && (i == 0 || isTurn) ? 1 : 0;
        }

        // Names of one case are put together with dashes; a token of one case is one piece.
        bool isOneCase = upper == 0 || lower == 0;
        return isOneCase ? numbers >= 3 && turns >= word.Length * LeastTurnsOfOneCase && HasLongPiece(word)
            : word.Length >= LongRandom ? numbers >= 1 && turns >= word.Length * LeastTurnsOfLong
            : numbers >= 2 && turns >= word.Length * LeastTurns;
    }

    private static bool HasLongPiece(string word) => word.Split('-', '_', '/', '+', '=').Any(piece => piece.Length >= LeastRandom);

    private static char KindOf(char letter) =>
        char.IsAsciiLetterUpper(letter) ? 'A' : char.IsAsciiLetterLower(letter) ? 'a' : char.IsAsciiDigit(letter) ? '0' : '-';
}
