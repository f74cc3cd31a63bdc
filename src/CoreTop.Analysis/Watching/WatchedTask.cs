using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>A task that wants CPU time, watched for long enough to be believed.</summary>
/// <param name="Task">The task.</param>
/// <param name="Process">The process it belongs to; the same object as <paramref name="Task"/> for one of a single thread.</param>
/// <param name="Run">CPU time over wall time in the window.</param>
/// <param name="Wait">Time waiting over wall time in the window; null when the kernel does not say.</param>
/// <param name="Demand">What it would use if it never had to wait, in CPUs: 0 to 1.</param>
/// <param name="Reach">Where it may run, and where it could with another mask.</param>
internal sealed record WatchedTask(
    TaskLoad Task, ProcessLoad Process, double Run, double? Wait, double Demand, Reach Reach)
{
    /// <summary>A task that wants at least this much computes all the time: its demand does not depend on how long it sleeps.</summary>
    internal const double WholeDemand = 0.97;

    /// <summary>It is an ordinary task that has run or waited all the time for long enough to be believed.</summary>
    public bool IsHungry { get; init; }

    /// <summary>It would use a whole CPU.</summary>
    public bool WantsWhole => Demand >= WholeDemand;

    /// <summary>It has a policy that the kernel serves before every ordinary task: SCHED_FIFO, SCHED_RR or SCHED_DEADLINE.</summary>
    public bool IsRealTime => Task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline;

    /// <summary>The online CPUs that its cpuset allows; null when unknown.</summary>
    public CpuSet? Limit => Task.Limit ?? Process.Limit;

    /// <summary>The cgroup whose cpuset is <see cref="Limit"/>; null when that is the whole machine or unknown.</summary>
    public string? LimitedBy => Task.LimitedBy ?? Process.Details?.LimitedBy;

    /// <summary>The cgroup in which the CPU controller has it, whose weights and quotas apply; null when unknown.</summary>
    public string? Cgroup => Task.CpuCgroup ?? Task.Cgroup ?? Process.CpuCgroup ?? Process.Cgroup;
}
