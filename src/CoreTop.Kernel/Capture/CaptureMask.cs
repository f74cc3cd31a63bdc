using System.Buffers.Text;
using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>Takes out of a capture what concerns nobody else: arguments, names of users and of the host, mounts.</summary>
internal static class CaptureMask
{
    private const string Home = "/home/";

    /// <summary>What a capture holds of a file.</summary>
    /// <param name="path">From the root.</param>
    /// <param name="content">What the kernel told.</param>
    public static ReadOnlySpan<byte> Apply(string path, ReadOnlySpan<byte> content) => path switch
    {
        "/proc/sys/kernel/hostname" => "host\n"u8,
        "/etc/passwd" => Users(content),
        MountEntry.Path => Cgroups(content),
        _ when path.EndsWith("/cmdline", StringComparison.Ordinal) => CommandLine(content),
        _ when path.EndsWith("/environ", StringComparison.Ordinal) => [],
        _ => content,
    };

    // The program stays, the rest of its line and every argument becomes a star: programs write their state there too.
    private static byte[] CommandLine(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return [];
        }

        int end = content.IndexOf((byte)0);
        string program = Encoding.UTF8.GetString(end < 0 ? content : content[..end]);
        int arguments = end < 0 ? 0 : content[(end + 1)..].Count((byte)0);
        int blank = program.IndexOf(' ', StringComparison.Ordinal);
        var text = new StringBuilder(WithoutUser(blank < 0 ? program : program[..blank])).Append('\0');
        for (int i = blank < 0 ? 0 : -1; i < arguments; i++)
        {
            text.Append("*\0");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string WithoutUser(string program)
    {
        if (!program.StartsWith(Home, StringComparison.Ordinal))
        {
            return program;
        }

        int end = program.IndexOf('/', Home.Length);
        return $"{Home}*{(end < 0 ? string.Empty : program[end..])}";
    }

    private static byte[] Users(ReadOnlySpan<byte> content)
    {
        var text = new StringBuilder();
        var lines = new LineReader(content);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second >= 0 && Utf8Parser.TryParse(line[(first + second + 2)..], out uint uid, out _))
            {
                text.Append(uid == 0 ? "root" : $"user{uid}").Append(":x:").Append(uid).Append(":\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Cgroups(ReadOnlySpan<byte> content)
    {
        var kept = new List<byte>();
        var lines = new LineReader(content);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.IndexOf(" - cgroup"u8) >= 0)
            {
                kept.AddRange(line);
                kept.Add((byte)'\n');
            }
        }

        return [.. kept];
    }
}
