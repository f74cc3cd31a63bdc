namespace CoreTop.Model.Sampling;

/// <summary>
/// A cgroup that the CPU controller schedules as an entity: among its siblings it gets CPU time by its weight, however many
/// tasks are in it.
/// </summary>
/// <param name="Cgroup">Its path in the CPU controller's hierarchy, such as <c>/kubepods/burstable</c>; may hold any character.</param>
/// <param name="Weight">
/// v2 <c>cpu.weight</c>, 1 to 10,000, 100 by default; v1 <c>cpu.shares</c> scaled so that its default of 1,024 is 100: at least 1,
/// at most 25,600. A task of nice 0 beside cgroups counts as 100.
/// </param>
/// <param name="IsIdle"><c>cpu.idle</c> is 1: it gets what its siblings leave, as a SCHED_IDLE task does, whatever its weight.</param>
/// <param name="QuotaCores">CPU time it may use, in cores: quota over period, <c>cpu.max</c> or <c>cpu.cfs_quota_us</c>; null without a quota.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu"/>
public sealed record CpuCgroup(string Cgroup, int Weight, bool IsIdle, double? QuotaCores);
