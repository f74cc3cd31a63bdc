using System.Text;

namespace CoreTop.Kernel.Proc;

/// <summary>One line of <c>/proc/[pid]/mountinfo</c>.</summary>
/// <param name="Root">Field 4: the folder of the file system that is mounted.</param>
/// <param name="MountPoint">Field 5: where.</param>
/// <param name="FileSystem">The type, such as <c>cgroup2</c>.</param>
/// <param name="SuperOptions">The file system's options, comma-separated.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html"/>
internal readonly record struct MountEntry(string Root, string MountPoint, string FileSystem, string SuperOptions)
{
    /// <summary>The path for this process.</summary>
    public const string Path = "/proc/self/mountinfo";

    /// <summary>Parses the whole file; other lines are left out.</summary>
    public static IReadOnlyList<MountEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<MountEntry>();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            // Optional fields stand between field 6 and a lone dash.
            int dash = line.IndexOf(" - "u8);
            if (dash < 0)
            {
                continue;
            }

            var head = new FieldReader(line[..dash]);
            head.Skip(3);
            string root = Unescape(head.Next()), point = Unescape(head.Next());
            var tail = new FieldReader(line[(dash + 3)..]);
            string type = Unescape(tail.Next());
            tail.Skip(1);
            entries.Add(new MountEntry(root, point, type, Unescape(tail.Next())));
        }

        return entries;
    }

    // Blank, tab, line end and backslash are written as three octal digits.
    private static string Unescape(ReadOnlySpan<byte> field)
    {
        if (!field.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(field);
        }

        var bytes = new byte[field.Length];
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            bool isEscape = field[i] == '\\' && i + 3 < field.Length
                && IsOctal(field[i + 1]) && IsOctal(field[i + 2]) && IsOctal(field[i + 3]);
            bytes[length++] = isEscape
                ? (byte)((((field[i + 1] - '0') << 6) | ((field[i + 2] - '0') << 3) | (field[i + 3] - '0')) & 0xFF)
                : field[i];
            i += isEscape ? 3 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool IsOctal(byte digit) => digit is >= (byte)'0' and <= (byte)'7';
}
