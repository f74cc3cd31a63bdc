using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Interrupts take much of a CPU on which a hungry task stays.</summary>
internal static class IrqLoadRule
{
    private const double HeavyShare = 0.30;

    /// <summary>A CPU that spends this much on interrupts can take no more, whatever else runs there.</summary>
    private const double FullShare = 0.80;

    /// <summary>CPUs less busy than this have room.</summary>
    private const double FreeShare = 0.50;

    /// <summary>Load that all CPUs share evenly is not the fault of one CPU.</summary>
    private const double TimesMedian = 3;

    public static DiagnosisRule Rule { get; } = new(
        "irq-load",
        FindingSeverity.Warning,
        "Interrupts take much of a CPU on which a task stays, or all of it while others have room.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        double level = situation.Level(Rule, HeavyShare);
        CpuSet heavy = situation.Watch.Where(cpu => cpu.Interrupts >= level);
        if (heavy.IsEmpty)
        {
            return;
        }

        double[] shares = [.. situation.Watch.Cpus.Where(cpu => cpu.IsOnline).Select(cpu => cpu.Interrupts).Order()];
        double median = shares[(shares.Length - 1) / 2];
        foreach (CpuId cpu in heavy)
        {
            double share = situation.Cpu(cpu).Interrupts;
            ImmutableArray<WatchedTask> tasks =
            [
                .. situation.Hungry.Where(task => task.Task.LastCpu == cpu
                    && situation.Idle.Overlaps(task.Reach.Possible)),
            ];
            if (share < TimesMedian * median)
            {
                continue;
            }

            if (!tasks.IsEmpty)
            {
                findings.Add(FindingOf(cpu, share, tasks, situation));
            }
            else if (share >= situation.Level(Rule, FullShare) && AreOthersFree(cpu, situation))
            {
                findings.Add(WithoutTasks(cpu, share, situation));
            }
        }
    }

    // The CPU itself is the limit: no other CPU handles these interrupts.
    private static Finding WithoutTasks(CpuId cpu, double share, Situation situation)
    {
        double[] others = [.. situation.Watch.Cpus.Where((watch, number) => watch.IsOnline && number != cpu.Number).Select(watch => watch.Busy)];
        return Finding.Of(
            Rule,
            cpu.ToString(),
            $"CPU {cpu} spends {Phrases.Percent(share)} of its time on interrupts and can take no more, while the other "
                + $"{Phrases.Count(others.Length, "CPU")} {(others.Length == 1 ? "is" : "are")} {Phrases.Percent(others.Average())} busy.",
            new Fix(
                "Nothing to move: the work is the kernel's own.",
                "Spread the interrupts: more queues (RSS, ethtool -L), receive packet steering (rps_cpus), irqbalance, or /proc/irq/N/smp_affinity_list.")) with
        {
            InBrief = _ => [$"Interrupts take {Phrases.Percent(share)} of CPU {cpu}; the others are {Phrases.Percent(others.Average())} busy"],
            Cpus = CpuSet.Of(cpu.Number),
            IdleCpus = situation.Idle,
        };
    }

    private static bool AreOthersFree(CpuId cpu, Situation situation) => situation.Watch.Cpus
        .Where((watch, number) => watch.IsOnline && number != cpu.Number)
        .Select(static watch => watch.Busy)
        .DefaultIfEmpty(1)
        .Average() < FreeShare;

    private static Finding FindingOf(CpuId cpu, double share, ImmutableArray<WatchedTask> tasks, Situation situation)
    {
        bool isConfined = tasks.Any(task => !situation.Idle.Overlaps(task.Reach.Allowed));
        CpuSet idle = situation.Idle.Intersect(tasks[0].Reach.Possible);
        ImmutableArray<string> commands = CollisionPhrases.Commands(Phrases.FindingTasks(tasks), situation);
        return Finding.Of(
            Rule,
            cpu.ToString(),
            $"CPU {cpu} spends {Phrases.Percent(share)} of its time on interrupts, and {Phrases.Tasks(tasks)} "
                + $"{(tasks.Length == 1 ? "stays" : "stay")} there while {Phrases.Idling(idle.Count)}: {Phrases.Cores(share)} lost.",
            new Fix(
                tasks.Length == 1 ? "Move the task to an idle CPU." : "Move some of the tasks to idle CPUs.",
                commands.IsEmpty ? [FixCommands.OfThreads(CpuSet.Of(idle.First!.Value.Number), [tasks[0].Task.Key.Tid])] : commands,
                "Spread the interrupts: irqbalance, receive packet steering, or /proc/irq/N/smp_affinity_list.")) with
        {
            // What the plan would not fix is worth knowing, not worth a warning.
            Severity = commands.IsEmpty ? FindingSeverity.Note : Rule.Severity,
            InBrief = finding =>
            [
                $"{Brief(finding)}: {Phrases.Cores(share)} lost, {Phrases.Count(idle.Count, "CPU")} idle",
                $"{Brief(finding)}: {Phrases.Cores(share)} lost",
                Brief(finding),
            ],
            Confinement = isConfined ? Phrases.Confinement(tasks, tasks[0].Reach.Allowed) : null,
            Cpus = CpuSet.Of(cpu.Number),
            IdleCpus = idle,
            LostCores = share,
            LostTo = isConfined ? LossKind.Affinity : LossKind.Placement,
            Tasks = Phrases.FindingTasks(tasks),
        };

        string Brief(Finding finding) =>
            $"Interrupts take {Phrases.Percent(share)} of CPU {cpu}, where {FindingWords.Who(finding.Tasks)} {(tasks.Length == 1 ? "stays" : "stay")}";
    }
}
