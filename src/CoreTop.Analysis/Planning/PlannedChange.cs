using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>One line of a plan.</summary>
/// <param name="Task">The thread; for a whole process its leader.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The thread's comm; may hold any character, so sanitise it before drawing.</param>
/// <param name="IsWholeProcess">It changes every thread of the process; all of them have the affinity <paramref name="From"/>.</param>
/// <param name="From">Affinity now.</param>
/// <param name="To">Affinity after the change; null to release: all CPUs that the cpuset allows.</param>
/// <param name="First">An affinity to write before <paramref name="To"/>, so that the task moves at once; null without such a step.</param>
/// <param name="Target">The CPU where it is expected to run; null when it will share CPUs with others.</param>
/// <param name="Limit">The online CPUs that its cpuset allows; null when unknown, and then <paramref name="To"/> is not null.</param>
/// <param name="Reason">A few words: why, and why there.</param>
public sealed record PlannedChange(
    TaskKey Task,
    int Pid,
    string Name,
    bool IsWholeProcess,
    CpuSet From,
    CpuSet? To,
    CpuSet? First,
    CpuId? Target,
    CpuSet? Limit,
    string Reason)
{
    /// <summary>It is changed because of its children, which inherit its affinity.</summary>
    internal bool IsStarter { get; init; }

    /// <summary>Its thread id; the PID for a whole process.</summary>
    public int Tid => Task.Tid;

    /// <summary>The CPUs it may use after the change.</summary>
    public CpuSet Granted => To ?? Limit!;

    /// <summary>The shell command for the end result: <c>taskset -apc 0-35 3291</c> for a process, <c>-pc</c> for a thread.</summary>
    public string Command => $"taskset {(IsWholeProcess ? "-apc" : "-pc")} {Granted} {Tid}";
}
