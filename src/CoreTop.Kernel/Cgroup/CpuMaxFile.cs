using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Cgroup;

/// <summary>A cgroup's CPU quota: v2 <c>cpu.max</c>, v1 <c>cpu.cfs_quota_us</c> and <c>cpu.cfs_period_us</c>.</summary>
/// <seealso href="https://docs.kernel.org/scheduler/sched-bwc.html"/>
internal static class CpuMaxFile
{
    /// <summary>The v2 file's name.</summary>
    public const string Name = "cpu.max";

    /// <summary>The v1 quota's name.</summary>
    public const string QuotaName = "cpu.cfs_quota_us";

    /// <summary>The v1 period's name.</summary>
    public const string PeriodName = "cpu.cfs_period_us";

    /// <summary>The quota in cores from <c>cpu.max</c>: <c>50000 100000</c> is half a core; null for <c>max</c>, no quota.</summary>
    /// <exception cref="KernelFormatException">It does not hold <c>max</c> or a number, and a period.</exception>
    public static double? Parse(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        ReadOnlySpan<byte> quota = fields.Next();
        return quota.SequenceEqual("max"u8) ? null : Cores(new FieldReader(quota).NextUInt64(), fields.NextUInt64());
    }

    /// <summary>v1's quota in microseconds a period; null for -1, no quota.</summary>
    /// <exception cref="KernelFormatException">It does not hold a number.</exception>
    public static double? ParseQuota(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        ReadOnlySpan<byte> quota = fields.Next();
        return quota.SequenceEqual("-1"u8) ? null : new FieldReader(quota).NextUInt64();
    }

    /// <summary>v1's period in microseconds.</summary>
    /// <exception cref="KernelFormatException">It does not hold a number above 0.</exception>
    public static double? ParsePeriod(ReadOnlySpan<byte> text) =>
        new FieldReader(text).NextUInt64() is > 0 and ulong period ? period : throw NoPeriod();

    private static double Cores(ulong quota, ulong period) => period > 0 ? (double)quota / period : throw NoPeriod();

    private static KernelFormatException NoPeriod() => new("Its period is 0.");
}
