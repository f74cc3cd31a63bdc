using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/[pid]/io</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_io.5.html"/>
internal static class IoFile
{
    private static readonly byte[][] Keys =
    [
        [.. "rchar"u8], [.. "wchar"u8], [.. "syscr"u8], [.. "syscw"u8], [.. "read_bytes"u8], [.. "write_bytes"u8],
        [.. "cancelled_write_bytes"u8],
    ];

    /// <summary>Parses the whole file; a line that is absent counts 0.</summary>
    /// <exception cref="KernelFormatException">A line holds no number, or the file is empty.</exception>
    public static IoCounters Parse(ReadOnlySpan<byte> text)
    {
        Span<ulong> values = stackalloc ulong[Keys.Length];
        values.Clear();
        int found = 0;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            for (int i = 0; i < Keys.Length; i++)
            {
                if (key.SequenceEqual(Keys[i]))
                {
                    values[i] = new FieldReader(value).NextUInt64();
                    found++;
                }
            }
        }

        return found > 0
            ? new IoCounters(values[0], values[1], values[2], values[3], values[4], values[5], values[6])
            : throw new KernelFormatException("No counter is in it.");
    }
}
