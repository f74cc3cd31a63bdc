using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>What counts as an idle CPU, for the screen, for who looks for one, and for a diagnosis, which keeps watch over it for longer.</summary>
public static class Idleness
{
    /// <summary>An idle CPU is busy for less than this share of its time.</summary>
    public const double MostBusy = 0.20;

    /// <summary>On an idle CPU tasks wait for less than this, in cores.</summary>
    public const double MostWaiting = 0.05;

    /// <summary>The CPU is online, known to do next to nothing, and nobody waits for it, as far as that is known.</summary>
    public static bool IsIdle(CpuLoad cpu) =>
        cpu is { IsOnline: true, IsKnown: true, Busy: < MostBusy, Waiting: null or < MostWaiting };

    /// <summary>The CPUs that are idle and to which the kernel moves tasks: none that is isolated or not balanced.</summary>
    public static CpuSet IdleCpus(Snapshot snapshot) =>
        CpuSet.Of(snapshot.Cpus.Where(IsIdle).Select(cpu => cpu.Cpu)).Except(snapshot.Topology.Isolated.Union(snapshot.Unbalanced));
}
