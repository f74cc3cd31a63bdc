using System.Buffers;
using System.Globalization;
using System.Text;

namespace CoreTop.Kernel.Capture;

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

    /// <summary>Adds the bytes that a line stands for, its end too.</summary>
    /// <returns>False for a backslash that starts nothing known.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, List<byte> content)
    {
        while (true)
        {
            int slash = line.IndexOf((byte)'\\');
            content.AddRange(slash < 0 ? line : line[..slash]);
            if (slash < 0)
            {
                content.Add((byte)'\n');
                return true;
            }

            line = line[(slash + 1)..];
            if (line.IsEmpty)
            {
                return true;
            }

            if (line[0] == '\\')
            {
                content.Add((byte)'\\');
                line = line[1..];
            }
            else if (line.Length >= 3 && line[0] == 'x'
                && byte.TryParse(line[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                content.Add(value);
                line = line[3..];
            }
            else
            {
                return false;
            }
        }
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
