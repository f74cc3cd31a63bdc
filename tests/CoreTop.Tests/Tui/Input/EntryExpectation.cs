using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoreTop.Tests.Tui.Input;

/// <summary>What the strings of an entry should decode to, by the names of the capabilities alone.</summary>
internal sealed partial class EntryExpectation
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["kcuu1"] = "Up",
        ["kcud1"] = "Down",
        ["kcub1"] = "Left",
        ["kcuf1"] = "Right",
        ["khome"] = "Home",
        ["kend"] = "End",
        ["kpp"] = "PageUp",
        ["knp"] = "PageDown",
        ["kich1"] = "Insert",
        ["kdch1"] = "Delete",
        ["kbs"] = "Backspace",
        ["kent"] = "Enter",
        ["kcbt"] = "Shift-Tab",
        ["kcbt2"] = "Shift-Tab",
        ["kri"] = "Shift-Up",
        ["kind"] = "Shift-Down",
        ["ka1"] = "Home",
        ["ka2"] = "Up",
        ["ka3"] = "PageUp",
        ["kb1"] = "Left",
        ["kb3"] = "Right",
        ["kc1"] = "End",
        ["kc2"] = "Down",
        ["kc3"] = "PageDown",
        ["kpADD"] = "+",
        ["kpSUB"] = "-",
        ["kpMUL"] = "*",
        ["kpDIV"] = "/",
        ["kpCMA"] = ",",
        ["kpDOT"] = ".",
        ["kpZRO"] = "0",
    };

    private static readonly Dictionary<string, string> Modified = new()
    {
        ["kUP"] = "Up",
        ["kDN"] = "Down",
        ["kLFT"] = "Left",
        ["kRIT"] = "Right",
        ["kHOM"] = "Home",
        ["kEND"] = "End",
        ["kPRV"] = "PageUp",
        ["kNXT"] = "PageDown",
        ["kIC"] = "Insert",
        ["kDC"] = "Delete",
    };

    private static readonly string[] Held =
        ["Shift-", "", "Shift-", "Alt-", "Shift-Alt-", "Ctrl-", "Shift-Ctrl-", "Alt-Ctrl-", "Shift-Alt-Ctrl-"];

    private static readonly string[] Numbered =
        ["F1", "F2", "F3", "F4", "F5", "", "F6", "F7", "F8", "F9", "F10", "", "F11", "F12"];

    private readonly Dictionary<string, HashSet<string>> _keys = [];

    public EntryExpectation(string terminal, IEnumerable<(string Name, byte[] Value)> capabilities)
    {
        List<(string Name, byte[] Value)> all = [.. capabilities];
        HashSet<string> names = [.. all.Select(capability => capability.Name)];
        foreach ((string name, byte[] value) in all)
        {
            if (value is [0x1B or 0x8F or 0x9B, _, ..])
            {
                string text = Encoding.Latin1.GetString(value);
                if (!_keys.TryGetValue(text, out HashSet<string>? keys))
                {
                    _keys[text] = keys = [];
                }

                if (KeyOf(name, text, terminal, names) is { } key)
                {
                    keys.Add(key);
                }
            }
        }
    }

    /// <summary>The entry's strings, as Latin-1, and the one key that each should be; null and why for none.</summary>
    public IEnumerable<(string Text, string? Key, string WhyNot)> Strings => _keys.Select(pair => (
        pair.Key,
        pair.Value.Count == 1 && pair.Key is not ("\e[" or "\eO") ? pair.Value.Single() : null,
        pair.Key is "\e[" or "\eO" ? "begins all other sequences"
            : pair.Value.Count > 1 ? "stands for two keys"
            : "has no meaning here"));

    private static string? KeyOf(string name, string text, string terminal, HashSet<string> names)
    {
        if (Names.TryGetValue(name, out string? key))
        {
            return key;
        }

        if (FunctionKey().Match(name) is { Success: true } function)
        {
            int number = int.Parse(function.Groups[1].Value, CultureInfo.InvariantCulture);
            return number == 0 ? null : number <= 12 ? $"F{number}" : XtermKey(text) ?? Shifted(number, terminal);
        }

        if (ModifiedName().Match(name) is { Success: true } modified && Modified.TryGetValue(modified.Groups[1].Value, out string? bare))
        {
            string digit = modified.Groups[2].Value;
            return Held[digit.Length == 0 ? 0 : digit[0] - '0'] + bare;
        }

        return name switch
        {
            "kfnd" when !names.Contains("khome") => "Home",
            "kslt" when !names.Contains("kend") => "End",
            _ => null,
        };
    }

    private static string Shifted(int number, string terminal)
    {
        string family = terminal.Split('-')[0];
        int shift = family == "linux" ? 12 : family is "rxvt" or "putty" ? 10 : 0;
        return shift > 0 && number <= 20 ? $"Shift-F{number - shift}" : $"F{number}";
    }

    private static string? XtermKey(string text)
    {
        if (XtermLetter().Match(text) is { Success: true } letter)
        {
            return $"{Held[letter.Groups[1].Value[0] - '0']}F{letter.Groups[2].Value[0] - 'P' + 1}";
        }

        return XtermNumber().Match(text) is { Success: true } number
            && int.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture) is >= 11 and <= 24 and var code
            && Numbered[code - 11].Length > 0
                ? Held[number.Groups[2].Value[0] - '0'] + Numbered[code - 11]
                : null;
    }

    [GeneratedRegex("^kf([0-9]+)$")]
    private static partial Regex FunctionKey();

    [GeneratedRegex("^(k[A-Z]+)([2-8]?)$")]
    private static partial Regex ModifiedName();

    [GeneratedRegex("^\e[[O](?:1;)?([2-8])([P-S])$")]
    private static partial Regex XtermLetter();

    [GeneratedRegex("^\e\\[([0-9]+);([2-8])~$")]
    private static partial Regex XtermNumber();
}
