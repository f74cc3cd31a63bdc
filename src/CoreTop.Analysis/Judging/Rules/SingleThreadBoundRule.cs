using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A process uses one CPU and can use no more, while others idle.</summary>
internal static class SingleThreadBoundRule
{
    /// <summary>Threads that take turns under one lock fill one CPU together.</summary>
    private const double LeastRun = 0.85;

    private const double MostRun = 1.15;

    /// <summary>A thread with less does not take part.</summary>
    private const double LeastThreadRun = 0.05;

    /// <summary>A thread with more has the CPU nearly for itself.</summary>
    private const double MostThreadRun = 0.80;

    /// <summary>With more in use by others, one process is not what the machine waits for.</summary>
    private const double LeastIdleShare = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "single-thread-bound",
        FindingSeverity.Note,
        "A process uses one CPU and can use no more, while most CPUs idle.",
        DiagnosisRule.Lasting,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        int online = evidence.Snapshot.Topology.Online.Count;
        if (evidence.Idle.Count < evidence.Level(Rule, LeastIdleShare) * online || evidence.Watch.Hungry.Count > 1
            || evidence.Watch.Throttled.Count > 0)
        {
            return;
        }

        if (evidence.Watch.Hungry is [WatchedTask only])
        {
            if (only.Run >= MostThreadRun)
            {
                findings.Add(OfOne(only, evidence));
            }

            return;
        }

        foreach (ProcessLoad process in evidence.Snapshot.Processes)
        {
            if (process.Run is >= LeastRun and <= MostRun && Takers(process) is > 1 and int takers && !IsColliding(process, evidence))
            {
                string name = $"{Phrases.Printable(process.Name)} ({process.Pid})";
                findings.Add(Narrow(process) is { } mask
                    ? OfMask(process, $"{takers} threads of {name} keep one CPU busy together", mask, [], evidence)
                    : OfLock(process, $"{takers} threads of {name} take turns and keep one CPU busy together", [], evidence));
            }
        }
    }

    // Its threads wait for a CPU, not for each other: another rule says so.
    private static bool IsColliding(ProcessLoad process, Evidence evidence) =>
        evidence.Collisions.Any(collision => collision.Tasks.Any(task => task.Process.Pid == process.Pid));

    private static Finding OfOne(WatchedTask only, Evidence evidence)
    {
        ProcessLoad process = only.Process;
        string name = Phrases.Name(only);
        ImmutableArray<FindingTask> tasks = [Phrases.FindingTask(only)];
        return Narrow(process) is { } mask ? OfMask(process, $"{name} keeps one CPU busy", mask, tasks, evidence)
            : process.ThreadCount > 1
            ? Of(
                process,
                $"{process.ThreadCount} threads are in {Phrases.Printable(process.Name)} ({process.Pid}), and one works",
                "See how many threads it was told to use: OMP_NUM_THREADS, RAYON_NUM_THREADS, GOMAXPROCS, -XX:ActiveProcessorCount.",
                tasks,
                evidence)
            : OfLock(process, $"{name} is one thread and keeps one CPU busy", tasks, evidence);
    }

    // Under a mask that leaves room elsewhere, programs have as few threads as the mask has CPUs.
    private static CpuSet? Narrow(ProcessLoad process) =>
        process is { Affinity: { IsEmpty: false } mask, Limit: { } limit } && mask.IsSubsetOf(limit) && mask.Count < limit.Count ? mask : null;

    private static Finding OfMask(
        ProcessLoad process, string sentence, CpuSet mask, ImmutableArray<FindingTask> tasks, Evidence evidence) => Rule.Finding(
            $"{process.Pid}",
            $"{sentence}, and may use {Phrases.Cpus(mask)} only: Go, Java and OpenMP start as many threads as their mask has CPUs.",
            new Fix(
                "Release it, and start it again if it sizes itself to its mask.",
                [$"coretop release {process.Pid}"],
                "Start it with a wider mask.")) with
        {
            Confinement = $"Affinity mask {mask}",
            Cpus = mask,
            IdleCpus = evidence.Idle,
            Tasks = tasks,
        };

    private static Finding OfLock(ProcessLoad process, string sentence, ImmutableArray<FindingTask> tasks, Evidence evidence) =>
        Of(process, sentence, "Split its work over processes, or threads that do not wait for one lock.", tasks, evidence);

    private static Finding Of(
        ProcessLoad process, string sentence, string permanent, ImmutableArray<FindingTask> tasks, Evidence evidence) => Rule.Finding(
            $"{process.Pid}",
            $"{sentence}; it cannot use the {(evidence.Idle.Count == 1 ? "one that idles" : $"{evidence.Idle.Count} that idle")}.",
            new Fix("Nothing to move: it has a CPU.", permanent)) with
        {
            IdleCpus = evidence.Idle,
            Tasks = tasks,
        };

    // How many threads share the one CPU's time; 0 when one of them has nearly all.
    private static int Takers(ProcessLoad process)
    {
        int takers = 0;
        foreach (TaskLoad thread in process.Threads)
        {
            takers += thread.Run >= LeastThreadRun ? 1 : 0;
            if (thread.Run > MostThreadRun)
            {
                return 0;
            }
        }

        return takers;
    }
}
