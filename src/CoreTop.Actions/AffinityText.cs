using System.Globalization;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>The words that every sentence about affinities is made of.</summary>
internal static class AffinityText
{
    /// <summary>Why a task was refused, and what would help.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="errno">The kernel's errno; 0 when it was not asked.</param>
    /// <param name="wanted">The CPUs that were asked for; null to release.</param>
    /// <param name="limit">The CPUs allowed to it; null when unknown.</param>
    public static string Why(ControlResult result, int errno, CpuSet? wanted, CpuSet? limit) => result switch
    {
        ControlResult.NoUsableCpu when wanted is not null && limit is not null && !wanted.Overlaps(limit) =>
            $"{Count.Cpus(wanted)} {Count.Are(wanted.Count)} offline or outside its cpuset, which allows {Count.Cpus(limit)}",
        ControlResult.Failed when errno == Errno.Esrch => RefusalText.UnknownToKernel,
        ControlResult.Failed => $"{result.Reason()} (errno {errno.ToString(CultureInfo.InvariantCulture)})",
        _ => result.Reason(),
    };
}
