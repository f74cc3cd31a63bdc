namespace CoreTop.Tui.Input;

/// <summary>
/// What control sequences mean where the terminal's entry says nothing else: the keys of xterm and of what does as xterm, of
/// rxvt, PuTTY and the kernel's console. Everything that is not a key is <see langword="null"/>.
/// </summary>
internal static class KnownSequences
{
    // Shift, Alt, Ctrl and Meta, less one.
    private const int MostModifiers = 16;

    /// <summary>The key of a whole sequence; null when it is not one and must be dropped.</summary>
    public static TerminalKey? KeyOf(in ControlSequence sequence)
    {
        if (sequence.IsMalformed || sequence.Private != 0 || sequence.Count > 2)
        {
            return null;
        }

        return sequence.Final switch
        {
            (byte)'~' when !sequence.IsSingleShift => Numbered(sequence, KeyModifiers.None),
            (byte)'^' when !sequence.IsSingleShift => Numbered(sequence, KeyModifiers.Ctrl),
            (byte)'$' when !sequence.IsSingleShift => Numbered(sequence, KeyModifiers.Shift),
            (byte)'@' when !sequence.IsSingleShift => Numbered(sequence, KeyModifiers.Ctrl | KeyModifiers.Shift),
            _ => Lettered(sequence),
        };
    }

    /// <summary>The key that a keyboard means by one byte, even where an entry says otherwise; null when there is none.</summary>
    /// <param name="value">Below 0x80, and no Esc.</param>
    public static TerminalKey? KeyOf(byte value) => value switch
    {
        0x08 or 0x7F => TerminalKey.Of(NamedKey.Backspace),
        0x09 => TerminalKey.Of(NamedKey.Tab),
        0x0A or 0x0D => TerminalKey.Of(NamedKey.Enter),
        >= 0x01 and <= 0x1A => TerminalKey.Of((char)(value + 0x40)).With(KeyModifiers.Ctrl),
        < 0x20 => null,
        _ => TerminalKey.Of((char)value),
    };

    /// <summary>F1 to F5 of the kernel's console: the byte after <c>CSI [</c>; null for any other.</summary>
    public static TerminalKey? ConsoleKeyOf(byte value) =>
        value is >= (byte)'A' and <= (byte)'E' ? TerminalKey.Function(value - 'A' + 1) : null;

    // The numbers of the VT220's keys, and what PCs made of them.
    private static TerminalKey? Numbered(in ControlSequence sequence, KeyModifiers held)
    {
        TerminalKey? key = sequence.Number(0, absent: 0) switch
        {
            1 or 7 => TerminalKey.Of(NamedKey.Home),
            2 => TerminalKey.Of(NamedKey.Insert),
            3 => TerminalKey.Of(NamedKey.Delete),
            4 or 8 => TerminalKey.Of(NamedKey.End),
            5 => TerminalKey.Of(NamedKey.PageUp),
            6 => TerminalKey.Of(NamedKey.PageDown),
            >= 11 and <= 15 and var number => TerminalKey.Function(number - 10),
            >= 17 and <= 21 and var number => TerminalKey.Function(number - 11),
            >= 23 and <= 26 and var number => TerminalKey.Function(number - 12),
            >= 28 and <= 29 and var number => TerminalKey.Function(number - 13),
            >= 31 and <= 34 and var number => TerminalKey.Function(number - 14),
            _ => null,
        };
        return key is null || Modifiers(sequence.Number(1)) is not { } more ? null : key.Value.With(held | more);
    }

    private static TerminalKey? Lettered(in ControlSequence sequence)
    {
        // CSI 1 ; 5 A; older ones leave the first number out: CSI 5 A, SS3 5 A. The small letters of rxvt have none, and CSI 1 ; 1 R
        // says where the cursor is.
        bool isSmall = sequence.Final >= (byte)'a';
        if (sequence.Count == 2 && sequence.Number(0) != 1
            || sequence.Count > 0 && isSmall && !sequence.IsSingleShift
            || sequence.Count == 2 && sequence.Final == (byte)'R' && sequence.Number(1) == 1)
        {
            return null;
        }

        if (Modifiers(sequence.Count == 2 ? sequence.Number(1) : sequence.Number(0)) is not { } held)
        {
            return null;
        }

        return Letter(sequence.Final, sequence.IsSingleShift)?.With(held);
    }

    private static TerminalKey? Letter(byte letter, bool isSingleShift) => (char)letter switch
    {
        'A' => TerminalKey.Of(NamedKey.Up),
        'B' => TerminalKey.Of(NamedKey.Down),
        'C' => TerminalKey.Of(NamedKey.Right),
        'D' => TerminalKey.Of(NamedKey.Left),
        'E' or 'G' => TerminalKey.Other,
        'F' => TerminalKey.Of(NamedKey.End),
        'H' => TerminalKey.Of(NamedKey.Home),
        'P' or 'Q' or 'R' or 'S' => TerminalKey.Function(letter - 'P' + 1),
        'Z' when !isSingleShift => TerminalKey.Of(NamedKey.Tab, KeyModifiers.Shift),

        // rxvt: small letters are Shift behind CSI and Ctrl behind SS3.
        'a' => TerminalKey.Of(NamedKey.Up, OfRxvt(isSingleShift)),
        'b' => TerminalKey.Of(NamedKey.Down, OfRxvt(isSingleShift)),
        'c' => TerminalKey.Of(NamedKey.Right, OfRxvt(isSingleShift)),
        'd' => TerminalKey.Of(NamedKey.Left, OfRxvt(isSingleShift)),
        _ => isSingleShift ? Keypad(letter) : null,
    };

    private static KeyModifiers OfRxvt(bool isSingleShift) => isSingleShift ? KeyModifiers.Ctrl : KeyModifiers.Shift;

    // The keypad in its application mode, as xterm's entry has it.
    private static TerminalKey? Keypad(byte letter) => (char)letter switch
    {
        'M' => TerminalKey.Of(NamedKey.Enter),
        'I' => TerminalKey.Of(NamedKey.Tab),
        ' ' => TerminalKey.Of(' '),
        'X' => TerminalKey.Of('='),
        'j' => TerminalKey.Of('*'),
        'k' => TerminalKey.Of('+'),
        'l' => TerminalKey.Of(','),
        'm' => TerminalKey.Of('-'),
        'n' => TerminalKey.Of('.'),
        'o' => TerminalKey.Of('/'),
        'p' => TerminalKey.Of('0'),
        'q' => TerminalKey.Of(NamedKey.End),
        'r' => TerminalKey.Of(NamedKey.Down),
        's' => TerminalKey.Of(NamedKey.PageDown),
        't' => TerminalKey.Of(NamedKey.Left),
        'u' => TerminalKey.Other,
        'v' => TerminalKey.Of(NamedKey.Right),
        'w' => TerminalKey.Of(NamedKey.Home),
        'x' => TerminalKey.Of(NamedKey.Up),
        'y' => TerminalKey.Of(NamedKey.PageUp),
        _ => null,
    };

    private static KeyModifiers? Modifiers(int number) => number is >= 1 and <= MostModifiers ? (KeyModifiers)(number - 1) : null;
}
