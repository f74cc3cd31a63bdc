using System.Buffers;
using System.Globalization;
using System.Text;

namespace CoreTop.Kernel.Archive;

/// <summary>Any bytes as plain text that people can read, compare and mail, and back to the same bytes.</summary>
/// <remarks>
/// Printable text stays as it is. <c>\\</c> is a backslash, <c>\xHH</c> any other byte; a backslash at the end of a line
/// says that the line's end is not part of the content.
/// </remarks>
internal static class CaptureText
{
    /// <summary>Starts the line that names the next file.</summary>
    public static ReadOnlySpan<byte> HeadStart => "-- "u8;

    /// <summary>Writes a file's bytes as whole lines; no line for none.</summary>
    public static void WriteContent(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        while (!content.IsEmpty)
        {
            int end = content.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? content : content[..end];
            if (line.StartsWith(HeadStart))
            {
                WriteHex(line[0], output);
                line = line[1..];
            }

            WriteEscaped(line, isBlankEscaped: false, output);
            output.Write(end < 0 ? "\\\n"u8 : "\n"u8);
            content = end < 0 ? default : content[(end + 1)..];
        }
    }

    /// <summary>Writes a path, its blanks escaped too.</summary>
    public static void WritePath(string path, IBufferWriter<byte> output) =>
        WriteEscaped(Encoding.UTF8.GetBytes(path), isBlankEscaped: true, output);

    /// <summary>Counts the bytes that escaped text stands for.</summary>
    /// <param name="text">A path, or the lines of a content.</param>
    /// <param name="length">How many; where it is not well formed, the place of the first wrong backslash.</param>
    /// <returns>False for a backslash that stands for nothing.</returns>
    public static bool TryMeasure(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        int at = 0;
        for (int slash; (slash = text[at..].IndexOf((byte)'\\')) >= 0;)
        {
            at += slash;
            length += slash;
            int used = ReadEscape(text[at..], out int value);
            if (used == 0)
            {
                length = at;
                return false;
            }

            at += used;
            length += value < 0 ? 0 : 1;
        }

        length += text.Length - at;
        return true;
    }

    /// <summary>Writes the bytes that escaped text stands for.</summary>
    /// <param name="text">Well formed, as <see cref="TryMeasure"/> found.</param>
    /// <param name="output">Room for as many as the text has.</param>
    /// <returns>How many.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> output)
    {
        int length = 0;
        for (int slash; (slash = text.IndexOf((byte)'\\')) >= 0;)
        {
            text[..slash].CopyTo(output[length..]);
            length += slash;
            text = text[slash..];
            text = text[ReadEscape(text, out int value)..];
            if (value >= 0)
            {
                output[length++] = (byte)value;
            }
        }

        text.CopyTo(output[length..]);
        return length + text.Length;
    }

    // The length of the escape that the text begins with, 0 for none; its byte, -1 for a line end that is not part of the content.
    private static int ReadEscape(ReadOnlySpan<byte> text, out int value)
    {
        value = -1;
        if (text is [_, (byte)'\n' or (byte)'\\', ..])
        {
            value = text[1] == '\n' ? -1 : '\\';
            return 2;
        }

        if (text is [_, (byte)'x', _, _, ..]
            && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte hex))
        {
            value = hex;
            return 4;
        }

        return 0;
    }

    private static void WriteEscaped(ReadOnlySpan<byte> text, bool isBlankEscaped, IBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text, out Rune rune, out int used);
            if (rune.Value == '\\')
            {
                output.Write("\\\\"u8);
            }
            else if (status == OperationStatus.Done && IsPlain(rune) && !(isBlankEscaped && rune.Value is ' ' or '\t'))
            {
                output.Write(text[..used]);
            }
            else
            {
                foreach (byte value in text[..used])
                {
                    WriteHex(value, output);
                }
            }

            text = text[used..];
        }
    }

    private static bool IsPlain(Rune rune) => rune.Value == '\t' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static void WriteHex(byte value, IBufferWriter<byte> output)
    {
        Span<byte> text = stackalloc byte[4];
        text[0] = (byte)'\\';
        text[1] = (byte)'x';
        _ = value.TryFormat(text[2..], out _, "x2", CultureInfo.InvariantCulture);
        output.Write(text);
    }
}
