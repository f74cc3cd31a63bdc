using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Cgroup;

/// <summary>A cgroup's share of CPU time beside its siblings: v2 <c>cpu.weight</c>, v1 <c>cpu.shares</c>, and <c>cpu.idle</c> of both.</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu"/>
internal static class CpuWeightFile
{
    /// <summary>The v2 file's name.</summary>
    public const string Name = "cpu.weight";

    /// <summary>The v1 file's name.</summary>
    public const string SharesName = "cpu.shares";

    /// <summary>The name of the file that makes a cgroup idle.</summary>
    public const string IdleName = "cpu.idle";

    /// <summary>What the kernel shows at most for a cgroup that is idle: it has weight 3 of 1,024.</summary>
    internal const int MostOfIdle = 1;

    private const int Default = 100, DefaultShares = 1024, Highest = 10_000, HighestShares = 262_144;

    /// <summary>The weight from <c>cpu.weight</c>, at least 1: kernels before 6.13 show 0 for an idle cgroup.</summary>
    /// <exception cref="KernelFormatException">It does not hold a number.</exception>
    public static int? Parse(ReadOnlySpan<byte> text) =>
        (int)Math.Clamp(new FieldReader(text).NextUInt64(), 1, Highest);

    /// <summary>The weight from <c>cpu.shares</c>, at least 1, so that 1,024 is 100.</summary>
    /// <exception cref="KernelFormatException">It does not hold a number.</exception>
    public static int? ParseShares(ReadOnlySpan<byte> text)
    {
        ulong shares = Math.Min(new FieldReader(text).NextUInt64(), HighestShares);
        return Math.Max(1, (int)Math.Round((double)shares * Default / DefaultShares));
    }

    /// <summary>Whether <c>cpu.idle</c> is 1.</summary>
    /// <exception cref="KernelFormatException">It does not hold a number.</exception>
    public static bool? ParseIdle(ReadOnlySpan<byte> text) => new FieldReader(text).NextUInt64() == 1;
}
