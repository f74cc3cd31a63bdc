namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/cpuinfo</c>, of which only x86's clocks are used.</summary>
internal static class CpuInfoFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/cpuinfo";

    /// <summary>The mean of the lines <c>cpu MHz</c>; null where there are none, as on other architectures.</summary>
    /// <exception cref="KernelFormatException">Such a line has no number, or one that is not a clock.</exception>
    public static double? ParseMeanHertz(ReadOnlySpan<byte> text)
    {
        double sum = 0;
        int count = 0;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("cpu MHz"u8) && LineReader.TrySplit(line, out _, out ReadOnlySpan<byte> value))
            {
                sum += new FieldReader(value).NextDouble() * 1e6;
                count++;
            }
        }

        return count == 0 ? null
            : double.IsFinite(sum) ? sum / count
            : throw new KernelFormatException("A clock in it is too large.");
    }
}
