using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests;

/// <summary>Samples of machines under load.</summary>
internal static class AnySample
{
    private const ulong NanosecondsOfQuarter = 250_000_000;
    private static readonly CpuTopology Topology = AnyTopology.Of(4, nodes: 2);

    /// <summary>Four burners, 100 to 103, on CPU 0 of four, and one process that sleeps, that many seconds after they began.</summary>
    public static Sample Crowded(double seconds)
    {
        ulong quarter = (ulong)(seconds * NanosecondsOfQuarter), ticks = (ulong)(seconds * 100);
        var details = new ProcessDetails(1000, "ann", "burn", 0, Topology.Online, LimitedBy: null);
        ProcessSample[] processes =
        [
            .. Enumerable.Range(100, 4).Select(pid => Any.Process(
                pid, run: quarter, wait: 3 * quarter, affinity: CpuSet.Of(0), details: details)),
            Any.Process(200, state: TaskState.Sleeping, run: 0, wait: 0, affinity: Topology.Online, details: details),
        ];
        return Any.SampleOf(
            seconds, Topology, [.. Enumerable.Range(0, 4).Select(cpu => Times(cpu, cpu == 0 ? ticks : 0, cpu == 0 ? 0 : ticks))], processes);
    }

    private static CpuTimes Times(int cpu, ulong busy, ulong idle) => new(new CpuId(cpu), busy, 0, 0, idle, 0, 0, 0, 0);
}
