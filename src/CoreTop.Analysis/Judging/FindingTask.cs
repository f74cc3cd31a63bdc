using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>A task that a finding is about, with its numbers.</summary>
/// <param name="Key">Identity.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Command">Its comm; may hold any character, so sanitise it before drawing.</param>
/// <param name="Run">CPU time over wall time, in cores, over the last two seconds.</param>
/// <param name="Wait">Time runnable but waiting over wall time, over the same two seconds; null when the kernel does not say.</param>
/// <param name="Affinity">The CPUs it may run on; null when unknown.</param>
/// <param name="Limit">The online CPUs that its cpuset allows; null when unknown.</param>
public sealed record FindingTask(
    TaskKey Key, int Pid, string Command, double Run, double? Wait, CpuSet? Affinity, CpuSet? Limit)
{
    /// <summary>The comm of its process, which its threads share; as <see cref="Command"/> where it was not said. Sanitise it too.</summary>
    public string Program { get => field ?? Command; init; }

    /// <summary>Its thread id; the PID for a process's leader.</summary>
    public int Tid => Key.Tid;
}
