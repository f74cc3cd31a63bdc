using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace CoreTop.Kernel.Proc;

/// <summary>The texts a task gives itself: <c>comm</c> and <c>cmdline</c>. Any byte may be in them; bytes that are not UTF-8 become U+FFFD.</summary>
internal static class TaskText
{
    private const int LongestCommandLine = 4096;
    private const int LongestArguments = 64 * 1024;

    /// <summary>The name in <c>/proc/[pid]/comm</c>, without the line end that closes the file.</summary>
    public static string Name(ReadOnlySpan<byte> comm) =>
        Encoding.UTF8.GetString(comm.EndsWith("\n"u8) ? comm[..^1] : comm);

    /// <summary>A name; the string known before while it is the same: names seldom change, and a string a reading would be garbage.</summary>
    public static string Name(ReadOnlySpan<byte> name, string? known) =>
        known is not null && Ascii.Equals(name, known) ? known : Encoding.UTF8.GetString(name);

    /// <summary>The arguments in <c>/proc/[pid]/cmdline</c> joined by blanks; empty for kernel threads and zombies; cut after 4,096 bytes.</summary>
    public static string CommandLine(ReadOnlySpan<byte> cmdline)
    {
        cmdline = cmdline[..Math.Min(cmdline.Length, LongestCommandLine)].TrimEnd((byte)0);
        byte[] joined = ArrayPool<byte>.Shared.Rent(cmdline.Length);
        cmdline.Replace(joined, (byte)0, (byte)' ');
        string text = Encoding.UTF8.GetString(joined.AsSpan(0, cmdline.Length));
        ArrayPool<byte>.Shared.Return(joined);
        return text;
    }

    /// <summary>The arguments in <c>/proc/[pid]/cmdline</c>, the program's name first; empty for kernel threads and zombies; cut after 64 KiB.</summary>
    public static ImmutableArray<string> Arguments(ReadOnlySpan<byte> cmdline)
    {
        cmdline = cmdline[..Math.Min(cmdline.Length, LongestArguments)].TrimEnd((byte)0);
        var arguments = ImmutableArray.CreateBuilder<string>();
        if (cmdline.IsEmpty)
        {
            return [];
        }

        foreach (Range range in cmdline.Split((byte)0))
        {
            arguments.Add(Encoding.UTF8.GetString(cmdline[range]));
        }

        return arguments.ToImmutable();
    }
}
