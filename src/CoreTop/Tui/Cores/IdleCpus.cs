using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>The CPUs that are idle and that the scheduler uses.</summary>
internal static class IdleCpus
{
    /// <summary>Those of a snapshot.</summary>
    public static CpuSet Of(Snapshot snapshot) => CpuSet.Of(snapshot.Cpus
        .Where(cpu => CoreLoad.IsIdle(cpu) && !snapshot.Topology.Isolated.Contains(cpu.Cpu))
        .Select(cpu => cpu.Cpu));
}
