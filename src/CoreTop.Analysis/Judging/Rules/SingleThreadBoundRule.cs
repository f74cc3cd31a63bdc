using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A process uses one CPU and cannot use more, while others are idle.</summary>
internal static class SingleThreadBoundRule
{
    /// <summary>Threads that take turns under one lock keep this much of one CPU busy together.</summary>
    private const double LeastRun = 0.85;

    private const double MostRun = 1.15;

    /// <summary>A thread with less than this does not take part.</summary>
    private const double LeastThreadRun = 0.05;

    /// <summary>A thread with more than this has the CPU nearly to itself.</summary>
    private const double MostThreadRun = 0.80;

    /// <summary>Where others use more than this, the machine does not wait for one process.</summary>
    private const double LeastIdleShare = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "single-thread-bound",
        FindingSeverity.Note,
        "A process uses one CPU and cannot use more, while most CPUs are idle.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        int online = situation.Watch.Where(static cpu => cpu.IsOnline).Count;
        if (situation.Idle.Count < situation.Level(Rule, LeastIdleShare) * online || situation.Hungry.Count > 1
            || situation.Watch.Throttled.Count > 0)
        {
            return;
        }

        if (situation.Hungry is [WatchedTask only])
        {
            if (only.Run >= MostThreadRun)
            {
                findings.Add(OfOne(only, situation));
            }

            return;
        }

        foreach (ProcessLoad process in situation.Snapshot.Processes)
        {
            if (process.Run is >= LeastRun and <= MostRun && IsInside(process, situation) && Takers(process) is > 1 and int takers && !IsColliding(process, situation))
            {
                string name = $"{Phrases.Printable(process.Name)} ({process.Pid})";
                findings.Add(Narrow(process, situation) is { } mask
                    ? OfMask(process, $"{takers} threads of {name} keep one CPU busy together", mask, [], situation)
                    : OfLock(process, $"{takers} threads of {name} take turns and keep one CPU busy together", [], situation));
            }
        }
    }

    private static bool IsInside(ProcessLoad process, Situation situation) =>
        situation.Watch.Within is not { } within || process.Affinity?.IsSubsetOf(within) == true;

    // Its threads wait for a CPU, not for each other: that is another rule's finding. One of a stream is known by the CPUs it is confined to.
    private static bool IsColliding(ProcessLoad process, Situation situation) =>
        situation.Collisions.Any(collision => collision.Tasks.Any(task => task.Process.Pid == process.Pid)
            || (!collision.Streams.IsEmpty && Narrow(process, situation) is { } mask && mask.IsSubsetOf(collision.Confines)));

    private static Finding OfOne(WatchedTask only, Situation situation)
    {
        ProcessLoad process = only.Process;
        string name = Phrases.Name(only);
        ImmutableArray<FindingTask> tasks = [Phrases.FindingTask(only)];
        return Narrow(process, situation) is { } mask ? OfMask(process, $"{name} keeps one CPU busy", mask, tasks, situation)
            : process.ThreadCount > 1
            ? Of(
                process,
                $"{Phrases.Printable(process.Name)} ({process.Pid}) has {process.ThreadCount} threads, of which one works",
                "Check how many threads it is set to use: OMP_NUM_THREADS, RAYON_NUM_THREADS, GOMAXPROCS, -XX:ActiveProcessorCount.",
                tasks,
                situation)
            : Of(process, $"{name} has one thread, which keeps one CPU busy", "Split its work over several threads or processes.", tasks, situation);
    }

    // Its cpuset may forbid the idle CPUs.
    private static CpuSet IdleFor(ProcessLoad process, Situation situation) =>
        process.Limit is { } limit ? situation.Idle.Intersect(limit) : situation.Idle;

    // Under a narrow mask many programs start only as many threads as the mask has CPUs.
    private static CpuSet? Narrow(ProcessLoad process, Situation situation) =>
        process is { Affinity: { IsEmpty: false } mask, Limit: { } limit } && mask.IsSubsetOf(limit)
        && mask.Count < situation.Watch.LookedAt(limit).Count ? mask : null;

    private static Finding OfMask(
        ProcessLoad process, string sentence, CpuSet mask, ImmutableArray<FindingTask> tasks, Situation situation) => Finding.Of(
            Rule,
            $"{process.Pid}",
            $"{sentence}, and may use only {Phrases.Cpus(mask)}: Go, Java and OpenMP start as many threads as their mask has CPUs.",
            new Fix(
                $"{(situation.Watch.Within is null ? "Release it" : "Give it a wider mask")}, and start it again if it sizes itself to its mask.",
                FixCommands.Release([process.Pid], process.Limit, situation),
                "Start it with a wider mask.")) with
        {
            InBrief = _ => [$"{sentence}, and may use only {FindingWords.Cpus(mask)}", $"{sentence}, on {FindingWords.Cpus(mask)}"],
            Confinement = $"Affinity mask {mask}",
            Cpus = mask,
            IdleCpus = IdleFor(process, situation),
            Tasks = tasks,
        };

    private static Finding OfLock(ProcessLoad process, string sentence, ImmutableArray<FindingTask> tasks, Situation situation) =>
        Of(process, sentence, "Split its work over processes, or threads that do not wait for one lock.", tasks, situation);

    private static Finding Of(
        ProcessLoad process, string sentence, string permanent, ImmutableArray<FindingTask> tasks, Situation situation)
    {
        CpuSet idle = IdleFor(process, situation);
        string cannot = idle.Count switch
        {
            0 => "its cpuset allows none of the idle CPUs",
            1 => "the process cannot use the idle CPU",
            int count => $"the process cannot use the {count} idle CPUs",
        };
        return Finding.Of(
            Rule,
            $"{process.Pid}",
            $"{sentence}; {cannot}.",
            new Fix("Nothing to move: it has a CPU.", idle.IsEmpty ? "More threads alone would not help: its cpuset needs more CPUs first." : permanent)) with
        {
            InBrief = _ => [idle.IsEmpty ? sentence : $"{sentence}; {Phrases.Idling(idle.Count)}", sentence],
            IdleCpus = idle,
            Tasks = tasks,
        };
    }

    // How many threads share the one CPU's time; 0 when one of them has nearly all of it.
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
