using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A process runs on one NUMA node and has its memory on another. Judged only for processes whose memory map the user asked for.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/numa_maps.5.html"/>
internal static class NumaRemoteRule
{
    private const double RemoteShare = 0.60;

    /// <summary>numad's threshold: less memory than this is quickly fetched again.</summary>
    private const ulong LeastBytes = 300_000_000;

    /// <summary>Half a CPU, also numad's threshold.</summary>
    private const double LeastRun = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "numa-remote",
        FindingSeverity.Note,
        "A process runs on one NUMA node and has its memory on another (looked at on request).",
        TimeSpan.Zero);

    public static void Find(Situation situation, List<Finding> findings)
    {
        foreach (ProcessMemoryMap map in situation.Options.MemoryMaps)
        {
            ProcessLoad? process = situation.Snapshot.Processes.FirstOrDefault(each => each.Key == map.Process);
            if (process is not null && process.Run >= situation.Level(Rule, LeastRun) && FindingOf(process, map, situation) is { } finding)
            {
                findings.Add(finding);
            }
        }
    }

    private static Finding? FindingOf(ProcessLoad process, ProcessMemoryMap map, Situation situation)
    {
        CpuTopology topology = situation.Snapshot.Topology;
        CpuId[] cpus = process.Threads.IsEmpty
            ? [process.LastCpu]
            : [.. process.Threads.Where(thread => thread.Run > 0).Select(thread => thread.LastCpu)];
        HashSet<int?> nodes = [.. cpus.Select(cpu => topology.Find(cpu)?.Node)];
        double all = map.Nodes.Sum(node => (double)node.Bytes);
        double remote = map.Nodes.Where(node => !nodes.Contains(node.Node)).Sum(node => (double)node.Bytes);
        if (nodes.Count == 0 || nodes.Contains(null) || all < LeastBytes || remote < RemoteShare * all)
        {
            return null;
        }

        int home = map.Nodes.MaxBy(node => node.Bytes).Node;
        CpuSet homeCpus = topology.Nodes.FirstOrDefault(node => node.Number == home)?.Cpus ?? CpuSet.Empty;
        homeCpus = situation.Watch.LookedAt(homeCpus);
        string runsOn = nodes.Count == 1 ? $"node {nodes.Single()}" : $"nodes {string.Join(',', nodes.Order())}";
        return Finding.Of(
            Rule,
            $"{process.Pid}",
            $"{Phrases.Printable(process.Name)} ({process.Pid}) runs on {runsOn} while {Phrases.Percent(remote / all)} of its memory "
                + $"is elsewhere, most of it on node {home}.",
            new Fix(
                "Move the process to the CPUs of its memory's node.",
                homeCpus.IsEmpty ? [] : [FixCommands.Of(homeCpus, isWholeProcess: true, process.Pid)],
                $"Start it with numactl --cpunodebind={home} --membind={home}.")) with
        {
            InBrief = _ =>
            [
                $"{Phrases.Printable(process.Name)} ({process.Pid}) on {runsOn}, {Phrases.Percent(remote / all)} of its memory elsewhere, most on node {home}",
                $"{Phrases.Printable(process.Name)} ({process.Pid}) on {runsOn}, its memory on node {home}",
            ],
            Cpus = CpuSet.Of(cpus),
            IdleCpus = situation.Idle.Intersect(homeCpus),
            Tasks =
            [
                new FindingTask(
                    process.Key, process.Pid, process.Name, process.Run, process.Wait, process.Affinity, process.Limit),
            ],
        };
    }
}
