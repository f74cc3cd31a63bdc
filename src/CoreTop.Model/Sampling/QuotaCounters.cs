namespace CoreTop.Model.Sampling;

/// <summary>A cgroup with a CPU quota, as read.</summary>
/// <param name="Cgroup">Its path, such as <c>/system.slice/docker-1.scope</c>.</param>
/// <param name="QuotaCores">CPU time it may use, in cores: quota over period, <c>cpu.max</c> or <c>cpu.cfs_quota_us</c>.</param>
/// <param name="Periods">Periods in which a task of it wanted to run: <c>cpu.stat</c> line nr_periods.</param>
/// <param name="ThrottledPeriods">Those in which it used up its quota and was stopped: line nr_throttled.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-bwc.html"/>
public readonly record struct QuotaCounters(string Cgroup, double QuotaCores, ulong Periods, ulong ThrottledPeriods)
{
    /// <summary>Time that its CPUs stood still, all of them together: line throttled_usec, v1 throttled_time; null when the kernel does not say.</summary>
    public ulong? ThrottledNanoseconds { get; init; }

    /// <summary>CPU time that its tasks used, those that ended too: line usage_usec; null where v1 holds the controller.</summary>
    public ulong? UsedNanoseconds { get; init; }
}
