using CoreTop.Model.Meters;

namespace CoreTop.Kernel.Proc;

/// <summary>The files in <c>/proc/pressure</c>.</summary>
/// <seealso href="https://docs.kernel.org/accounting/psi.html"/>
internal static class PressureFile
{
    /// <summary>The path for CPUs.</summary>
    public const string CpuPath = "/proc/pressure/cpu";

    /// <summary>The path for memory.</summary>
    public const string MemoryPath = "/proc/pressure/memory";

    /// <summary>The path for disks.</summary>
    public const string IoPath = "/proc/pressure/io";

    /// <summary>Parses the whole file: of both lines, <c>avg10</c>.</summary>
    /// <exception cref="KernelFormatException">The line <c>some</c> is missing, or has no such number.</exception>
    public static StallShares Parse(ReadOnlySpan<byte> text)
    {
        double? some = null, full = null;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("some "u8))
            {
                some = TenSeconds(line);
            }
            else if (line.StartsWith("full "u8))
            {
                full = TenSeconds(line);
            }
        }

        return new StallShares(some ?? throw new KernelFormatException("The line \"some\" is missing in it."), full);
    }

    private static double TenSeconds(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = "avg10="u8;
        int at = line.IndexOf(name);
        return at >= 0
            ? Math.Min(1, new FieldReader(line[(at + name.Length)..]).NextDouble() / 100)
            : throw new KernelFormatException("avg10 is missing in it.");
    }
}
