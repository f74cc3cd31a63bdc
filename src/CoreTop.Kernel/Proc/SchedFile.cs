namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/[pid]/sched</c>: for people, its form differs from kernel to kernel.</summary>
internal static class SchedFile
{
    /// <summary>Line se.nr_migrations; null when this kernel has none.</summary>
    public static ulong? ParseMigrations(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("se.nr_migrations "u8) && LineReader.TrySplit(line, out _, out ReadOnlySpan<byte> value)
                && new FieldReader(value).TryNextUInt64(out ulong migrations))
            {
                return migrations;
            }
        }

        return null;
    }
}
