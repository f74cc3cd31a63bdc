using System.Globalization;

namespace CoreTop.Tui.Input;

/// <summary>Makes a table of a terminfo entry: which key each capability is.</summary>
internal static class TerminfoKeys
{
    private const int LastPlainFunctionKey = 12;

    // Shift, and the numbers that xterm puts behind the names of its keys.
    private static readonly (string Suffix, KeyModifiers Held)[] Suffixes =
    [
        ("", KeyModifiers.Shift),
        ("2", KeyModifiers.Shift),
        ("3", KeyModifiers.Alt),
        ("4", KeyModifiers.Alt | KeyModifiers.Shift),
        ("5", KeyModifiers.Ctrl),
        ("6", KeyModifiers.Ctrl | KeyModifiers.Shift),
        ("7", KeyModifiers.Ctrl | KeyModifiers.Alt),
        ("8", KeyModifiers.Ctrl | KeyModifiers.Alt | KeyModifiers.Shift),
    ];

    private static readonly Dictionary<string, TerminalKey> ByName = Names();

    /// <summary>The table of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="terminal">The terminal's name, of which depends what F13 to F20 are.</param>
    public static KeyTable TableOf(TerminfoEntry entry, string terminal)
    {
        HashSet<string> names = [.. entry.Keys.Select(key => key.Key)];
        var keys = new Dictionary<byte[], TerminalKey>(ByteStrings.Instance);
        foreach ((string name, byte[] value) in entry.Keys)
        {
            if (!IsSequence(value))
            {
                continue;
            }

            TerminalKey key = KeyOf(name, value, terminal, names);
            if (!keys.TryGetValue(value, out TerminalKey other) || other == TerminalKey.Other)
            {
                keys[value] = key;
            }
            else if (other != key && key != TerminalKey.Other)
            {
                // One string for two keys: it could be either.
                keys[value] = TerminalKey.Other;
            }
        }

        return new KeyTable(keys);
    }

    /// <summary>Which key a capability is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What the key sends.</param>
    /// <param name="terminal">The terminal's name.</param>
    /// <param name="names">All capabilities of the entry.</param>
    /// <returns><see cref="TerminalKey.Other"/> for one that does nothing here.</returns>
    public static TerminalKey KeyOf(string name, ReadOnlySpan<byte> value, string terminal, IReadOnlySet<string> names) => name switch
    {
        // Find and Select of a VT220 lie where Home and End do, and are sent for them by what does as one.
        "kfnd" when !names.Contains("khome") => TerminalKey.Of(NamedKey.Home),
        "kslt" when !names.Contains("kend") => TerminalKey.Of(NamedKey.End),
        ['k', 'f', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is >= 1 and <= 63 => Function(number, value, terminal),
        _ => ByName.GetValueOrDefault(name, TerminalKey.Other),
    };

    // What opens every other sequence is not a key by itself; strings of one byte stay what keyboards send.
    private static bool IsSequence(byte[] value) => value is
        [0x1B, not ((byte)'[' or (byte)'O')]
        or [0x1B, _, _, ..]
        or [0x8F or 0x9B, _, ..] && value.Length <= KeyTable.LongestString;

    // Above F12 terminfo counts on where keyboards do not: a modified F key, which xterm's strings tell by themselves.
    private static TerminalKey Function(int number, ReadOnlySpan<byte> value, string terminal)
    {
        if (number <= LastPlainFunctionKey)
        {
            return TerminalKey.Function(number);
        }

        if (Modified(value) is { } key)
        {
            return key;
        }

        int shift = ShiftedBy(terminal);
        return shift > 0 && number <= 20 ? TerminalKey.Function(number - shift, KeyModifiers.Shift) : TerminalKey.Function(number);
    }

    private static TerminalKey? Modified(ReadOnlySpan<byte> value)
    {
        if (value is not [0x1B, (byte)'[' or (byte)'O', .. var rest])
        {
            return null;
        }

        var sequence = new ControlSequence(isSingleShift: value[1] == (byte)'O');
        foreach (byte part in rest)
        {
            if (sequence.Final != 0 || !sequence.TryAdd(part))
            {
                return null;
            }
        }

        return sequence.Final is (byte)'~' or (>= (byte)'P' and <= (byte)'S') && sequence.Count > 0
            && KnownSequences.KeyOf(sequence) is { Name: >= NamedKey.F1 and <= NamedKey.F12, Modifiers: not KeyModifiers.None } key
            ? key
            : null;
    }

    // The kernel's console sends F13 for Shift-F1, rxvt and PuTTY for Shift-F3, as their Shift-F1 is F11.
    private static int ShiftedBy(string terminal) =>
        Is(terminal, "linux") ? 12
        : Is(terminal, "rxvt") || Is(terminal, "putty") ? 10
        : 0;

    private static bool Is(string terminal, string name) =>
        terminal == name || terminal.StartsWith(name + "-", StringComparison.Ordinal);

    private static Dictionary<string, TerminalKey> Names()
    {
        var names = new Dictionary<string, TerminalKey>
        {
            ["kcuu1"] = TerminalKey.Of(NamedKey.Up),
            ["kcud1"] = TerminalKey.Of(NamedKey.Down),
            ["kcub1"] = TerminalKey.Of(NamedKey.Left),
            ["kcuf1"] = TerminalKey.Of(NamedKey.Right),
            ["khome"] = TerminalKey.Of(NamedKey.Home),
            ["kend"] = TerminalKey.Of(NamedKey.End),
            ["kpp"] = TerminalKey.Of(NamedKey.PageUp),
            ["knp"] = TerminalKey.Of(NamedKey.PageDown),
            ["kich1"] = TerminalKey.Of(NamedKey.Insert),
            ["kdch1"] = TerminalKey.Of(NamedKey.Delete),
            ["kbs"] = TerminalKey.Of(NamedKey.Backspace),
            ["kent"] = TerminalKey.Of(NamedKey.Enter),
            ["kcbt"] = TerminalKey.Of(NamedKey.Tab, KeyModifiers.Shift),
            ["kcbt2"] = TerminalKey.Of(NamedKey.Tab, KeyModifiers.Shift),
            ["kri"] = TerminalKey.Of(NamedKey.Up, KeyModifiers.Shift),
            ["kind"] = TerminalKey.Of(NamedKey.Down, KeyModifiers.Shift),
            ["ka1"] = TerminalKey.Of(NamedKey.Home),
            ["ka2"] = TerminalKey.Of(NamedKey.Up),
            ["ka3"] = TerminalKey.Of(NamedKey.PageUp),
            ["kb1"] = TerminalKey.Of(NamedKey.Left),
            ["kb3"] = TerminalKey.Of(NamedKey.Right),
            ["kc1"] = TerminalKey.Of(NamedKey.End),
            ["kc2"] = TerminalKey.Of(NamedKey.Down),
            ["kc3"] = TerminalKey.Of(NamedKey.PageDown),
            ["kpADD"] = TerminalKey.Of('+'),
            ["kpSUB"] = TerminalKey.Of('-'),
            ["kpMUL"] = TerminalKey.Of('*'),
            ["kpDIV"] = TerminalKey.Of('/'),
            ["kpCMA"] = TerminalKey.Of(','),
            ["kpDOT"] = TerminalKey.Of('.'),
            ["kpZRO"] = TerminalKey.Of('0'),
        };
        (string Name, NamedKey Key)[] modified =
        [
            ("kUP", NamedKey.Up), ("kDN", NamedKey.Down), ("kLFT", NamedKey.Left), ("kRIT", NamedKey.Right), ("kHOM", NamedKey.Home),
            ("kEND", NamedKey.End), ("kPRV", NamedKey.PageUp), ("kNXT", NamedKey.PageDown), ("kIC", NamedKey.Insert),
            ("kDC", NamedKey.Delete),
        ];
        foreach ((string name, NamedKey key) in modified)
        {
            foreach ((string suffix, KeyModifiers held) in Suffixes)
            {
                names[name + suffix] = TerminalKey.Of(key, held);
            }
        }

        return names;
    }
}
