namespace CoreTop.Tui.Input;

/// <summary>
/// The answer to the question for the terminal's background, OSC 11: <c>11;rgb:1c1c/1c1c/1c1c</c>, with one to four digits each, or what
/// else XParseColor(3) takes of RGB. Anything else, and anything longer, is not an answer.
/// </summary>
internal static class ColourReport
{
    /// <summary>The longest there is: <c>11;rgba:</c> with four components of four digits.</summary>
    public const int MostBytes = 27;

    private const int MostDigits = 4, Components = 3;

    private static ReadOnlySpan<byte> Introducer => "11;"u8;

    /// <summary>What an OSC may be that begins with these bytes: whole or not, an answer.</summary>
    public static bool CanBegin(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Introducer.Length ? bytes.StartsWith(Introducer) : Introducer.StartsWith(bytes);

    /// <summary>Some answer has this byte.</summary>
    public static bool CanContain(byte value) => char.IsAsciiHexDigit((char)value) || "rg:/#;"u8.Contains(value);

    /// <summary>The colour that a whole OSC, without its ends, reports; null for any other.</summary>
    public static ReportedColour? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes || !bytes.StartsWith(Introducer))
        {
            return null;
        }

        ReadOnlySpan<byte> value = bytes[Introducer.Length..];
        return value.StartsWith("rgb:"u8) ? Separated(value["rgb:".Length..], Components)
            : value.StartsWith("rgba:"u8) ? Separated(value["rgba:".Length..], Components + 1)
            : value.StartsWith("#"u8) ? Joined(value[1..])
            : null;
    }

    private static ReportedColour? Separated(ReadOnlySpan<byte> value, int components)
    {
        Span<byte> read = stackalloc byte[components];
        int count = 0;
        foreach (Range part in value.Split((byte)'/'))
        {
            if (count == components || Component(value[part]) is not { } component)
            {
                return null;
            }

            read[count++] = component;
        }

        return count == components ? new ReportedColour(read[0], read[1], read[2]) : null;
    }

    private static ReportedColour? Joined(ReadOnlySpan<byte> value)
    {
        int digits = value.Length / Components;
        return digits > 0 && value.Length == digits * Components
            && Component(value[..digits]) is { } red
            && Component(value[digits..(2 * digits)]) is { } green
            && Component(value[(2 * digits)..]) is { } blue
            ? new ReportedColour(red, green, blue)
            : null;
    }

    // One to four hexadecimal digits, of which all F are the most.
    private static byte? Component(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > MostDigits)
        {
            return null;
        }

        int value = 0, most = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }

            value = (value << 4) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
            most = (most << 4) + 0xF;
        }

        return (byte)(value * byte.MaxValue / most);
    }
}
