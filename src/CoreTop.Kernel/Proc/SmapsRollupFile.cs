namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/[pid]/smaps_rollup</c>: what a process's mappings hold together.</summary>
/// <param name="ProportionalBytes">Line Pss.</param>
/// <param name="UniqueBytes">Lines Private_Clean and Private_Dirty.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html"/>
internal readonly record struct SmapsRollupFile(ulong ProportionalBytes, ulong UniqueBytes)
{
    /// <summary>Parses the whole file; null when it names no Pss, as for a kernel thread.</summary>
    /// <exception cref="KernelFormatException">A line holds no number.</exception>
    public static SmapsRollupFile? Parse(ReadOnlySpan<byte> text)
    {
        ulong? proportional = null;
        ulong unique = 0;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            if (key.SequenceEqual("Pss"u8))
            {
                proportional = MemoryFile.Bytes(value);
            }
            else if (key.SequenceEqual("Private_Clean"u8) || key.SequenceEqual("Private_Dirty"u8))
            {
                unique = unchecked(unique + MemoryFile.Bytes(value));
            }
        }

        return proportional is { } known ? new SmapsRollupFile(known, unique) : null;
    }
}
