using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Archive;

/// <summary>How a capture begins and ends, and what is said of a file that does not.</summary>
internal static class CaptureFormat
{
    /// <summary>The newest version that is read. Version 1 has no last line by which a cut file could be recognized.</summary>
    public const int NewestVersion = 2;

    /// <summary>The first line of every capture that is written.</summary>
    public const string FirstLine = "coretop capture 2";

    /// <summary>The last line: a file without it was cut.</summary>
    public const string LastLine = "-- end --";

    private const string Again = "copy it again from where it was made, or make a new one with \"coretop capture FILE\"";

    // The last line since version 2, and the line end before it.
    private static readonly byte[] End = Encoding.ASCII.GetBytes($"\n{LastLine}");

    // The first bytes of files that people pass on compressed.
    private static readonly (byte[] First, string Name, string Unpack)[] Packed =
    [
        ([0x1F, 0x8B], "gzip", "gzip -d"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstd -d"),
        ([0xFD, .. "7zXZ\0"u8], "xz", "xz -d"),
        ([.. "BZh"u8], "bzip2", "bzip2 -d"),
        ([.. "PK\u0003\u0004"u8], "zip", "unzip"),
    ];

    /// <summary>What the first line holds before the version.</summary>
    public static ReadOnlySpan<byte> FirstWords => "coretop capture "u8;

    /// <summary>Before the number of a reading: where its /proc lies.</summary>
    public static ReadOnlySpan<byte> Reading => "proc@"u8;

    /// <summary>The text of a whole capture without its last line, the line end before that included.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its bytes.</param>
    /// <exception cref="MachineException">It is not a capture, is of a later version, or was cut.</exception>
    public static ReadOnlySpan<byte> BodyOf(string path, ReadOnlySpan<byte> text)
    {
        int version = VersionOf(LineAt(text, 0));
        if (version is < 1 or > NewestVersion)
        {
            throw NotRead(path, text, version);
        }

        if (version == 1)
        {
            return text[^1] == '\n' ? text : throw Cut(path, "its last line is not complete");
        }

        for (int from = 0; text[from..].IndexOf(End) is var found and >= 0; from += found + 1)
        {
            int line = from + found + 1;
            int end = from + found + End.Length;
            if (end == text.Length || text[end] == '\n')
            {
                return end + 1 >= text.Length ? text[..line]
                    : throw Malformed(path, text, end + 1, $"something follows the end of the capture, so it was changed since: {Again}");
            }
        }

        throw Cut(path, $"its last line is not \"{LastLine}\"");
    }

    /// <summary>What is wrong at a place in a capture.</summary>
    public static MachineException Malformed(string path, ReadOnlySpan<byte> text, int at, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}, line {text[..at].Count((byte)'\n') + 1}: {what}."));

    // 0 for a line that names none.
    private static int VersionOf(ReadOnlySpan<byte> firstLine) =>
        firstLine.StartsWith(FirstWords) && firstLine[FirstWords.Length..] is [>= (byte)'1' and <= (byte)'9', ..] digits
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int at)
    {
        int length = text[at..].IndexOf((byte)'\n');
        return length < 0 ? text[at..] : text.Slice(at, length);
    }

    private static MachineException Cut(string path, string sign) =>
        new($"{path} was cut: {sign}, so what came after that is lost: {Again}.");

    private static MachineException NotRead(string path, ReadOnlySpan<byte> text, int version)
    {
        ReadOnlySpan<byte> first = LineAt(text, 0);
        foreach ((byte[] begin, string name, string unpack) in Packed)
        {
            if (text.StartsWith(begin))
            {
                return new($"{path} is compressed with {name}: unpack it first, with \"{unpack}\".");
            }
        }

        return new(
            version > NewestVersion
                ? Text($"{path} was written by a newer CoreTop: it is a capture of version {version}, and this CoreTop reads versions 1 to {NewestVersion}.")
            : text.IsEmpty ? $"{path} is empty: a capture is expected there."
            : text.StartsWith("\uFEFF"u8)
                ? $"{path} begins with a byte order mark, as some editors write it: save it as UTF-8 without one."
            : text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
                ? $"{path} is UTF-16 text: save it as UTF-8 without a byte order mark."
            : first.EndsWith("\r"u8) && VersionOf(first[..^1]) > 0
                ? $"{path} has Windows line ends: change them back, with \"dos2unix\" for instance, or copy it again as a binary file."
            : $"{path} is not a capture: its first line is not \"coretop capture\" and a version.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
