using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Blaming;

/// <summary>A task whose cause is looked for.</summary>
/// <param name="Key">Identity.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">Its comm; may hold any character.</param>
/// <param name="Affinity">The CPUs it may run on; null when unknown.</param>
/// <param name="Limit">The online CPUs that its cpuset allows; null when unknown.</param>
public sealed record ConfinedTask(TaskKey Key, int Pid, string Name, CpuSet? Affinity, CpuSet? Limit)
{
    /// <summary>Its thread id; the PID for a process's leader.</summary>
    public int Tid => Key.Tid;
}
