using CoreTop.Analysis.Watching;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D10: a process uses one CPU and can use no more, while others idle.</summary>
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

        if (evidence.Watch.Hungry is [HungryTask only])
        {
            if (only.Run < MostThreadRun)
            {
                return;
            }

            findings.Add(FindingOf(
                only.Process, $"{Phrases.Name(only)} is one thread and keeps one CPU busy", [only.ToFindingTask()], evidence));
            return;
        }

        foreach (ProcessLoad process in evidence.Snapshot.Processes)
        {
            if (process.Run is >= LeastRun and <= MostRun && Takers(process) is > 1 and int takers)
            {
                findings.Add(FindingOf(
                    process,
                    $"{takers} threads of {Phrases.Printable(process.Name)} ({process.Pid}) take turns and keep one CPU busy together",
                    [],
                    evidence));
            }
        }
    }

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

    private static Finding FindingOf(
        ProcessLoad process, string sentence, System.Collections.Immutable.ImmutableArray<FindingTask> tasks, Evidence evidence) =>
        Rule.Finding(
            $"{process.Pid}",
            $"{sentence}; it cannot use the {(evidence.Idle.Count == 1 ? "one that idles" : $"{evidence.Idle.Count} that idle")}.",
            new Fix("Nothing to move: it has a CPU.", "Split its work over processes, or threads that do not wait for one lock.")) with
        {
            IdleCpus = evidence.Idle,
            Tasks = tasks,
        };
}
