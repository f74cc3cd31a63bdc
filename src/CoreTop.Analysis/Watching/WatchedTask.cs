using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>A task that wants CPU time, watched for long enough to be believed.</summary>
/// <param name="Task">The task.</param>
/// <param name="Process">The process it belongs to; the same object as <paramref name="Task"/> for one of a single thread.</param>
/// <param name="Run">CPU time over wall time in the window.</param>
/// <param name="Wait">Time waiting over wall time in the window; null when the kernel does not tell.</param>
/// <param name="Demand">What it would use were it never kept waiting, in CPUs: 0 to 1.</param>
/// <param name="Reach">Where it may run and where it might.</param>
internal sealed record WatchedTask(
    TaskLoad Task, ProcessLoad Process, double Run, double? Wait, double Demand, Reach Reach)
{
    /// <summary>A task that wants at least this much computes all the time: its demand is not a guess from its sleep.</summary>
    internal const double WholeDemand = 0.97;

    /// <summary>It is an ordinary task that has run or waited all the time for long enough to be believed.</summary>
    public bool IsHungry { get; init; }

    /// <summary>It would use a whole CPU.</summary>
    public bool WantsWhole => Demand >= WholeDemand;

    /// <summary>It runs by a policy that goes before every ordinary task: SCHED_FIFO, SCHED_RR or SCHED_DEADLINE.</summary>
    public bool IsRealTime => Task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline;

    /// <summary>The online CPUs that its cpuset allows; null when unknown.</summary>
    public CpuSet? Limit => Task.Limit ?? Process.Limit;

    /// <summary>The cgroup whose cpuset is <see cref="Limit"/>; null when that is the whole machine or unknown.</summary>
    public string? LimitedBy => Task.LimitedBy ?? Process.Details?.LimitedBy;

    /// <summary>The cgroup that the CPU controller has it in, which weights and quotas go by; null when unknown.</summary>
    public string? Cgroup => Task.CpuCgroup ?? Task.Cgroup ?? Process.CpuCgroup ?? Process.Cgroup;
}
