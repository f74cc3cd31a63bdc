using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;
using CoreTop.Tests;

namespace CoreTop.Benchmarks;

/// <summary>Machines under load, two readings of each: what comes a second after what.</summary>
internal static class Loads
{
    private const ulong Second = 1_000_000_000;

    /// <summary>Processes of which the first ones ran half of the time since the reading before.</summary>
    public static (Sample Before, Sample After) Samples(int cpus, int processes, int running)
    {
        CpuTopology topology = AnyTopology.Of(cpus);
        ProcessSample[] before = [.. Enumerable.Range(1, processes).Select(pid => Process(pid, pid <= running, topology, seconds: 0))];

        // A process that did not run is the same object, as from the reader.
        ProcessSample[] after = [.. before];
        for (int i = 0; i < running; i++)
        {
            after[i] = Process(i + 1, isRunning: true, topology, seconds: 1);
        }

        return (Of(topology, before, seconds: 0), Of(topology, after, seconds: 1));
    }

    /// <summary>The snapshots of two seconds: of those running, other shares.</summary>
    public static (Snapshot One, Snapshot Other) Snapshots(int cpus, int processes, int running)
    {
        (Sample before, Sample after) = Samples(cpus, processes, running);
        var builder = new SnapshotBuilder();
        builder.Next(before);
        Snapshot one = builder.Next(after);
        Snapshot other = builder.Next(Of(after.Topology, [.. after.Processes], seconds: 2));
        return (one, other);
    }

    private static Sample Of(CpuTopology topology, ProcessSample[] processes, int seconds)
    {
        ulong ticks = (ulong)seconds * 100;
        return Any.SampleOf(
            seconds,
            topology,
            [.. topology.Cpus.Select(place => new CpuTimes(place.Cpu, ticks / 2, 0, 0, ticks - (ticks / 2), 0, 0, 0, 0))],
            processes);
    }

    private static ProcessSample Process(int pid, bool isRunning, CpuTopology topology, int seconds)
    {
        ulong run = isRunning ? (ulong)seconds * Second / 2 : 0;
        return Any.Process(
            pid,
            state: isRunning ? TaskState.Running : TaskState.Sleeping,
            run: run,
            wait: run / 10,
            userTicks: run / (Second / 100),
            lastCpu: pid % topology.Cpus.Length,
            affinity: topology.Online,
            details: new ProcessDetails(1000, "ann", $"worker --number {pid}", 0, topology.Online, LimitedBy: null));
    }
}
