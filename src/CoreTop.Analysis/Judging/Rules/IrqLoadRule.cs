using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D5: interrupts take much of a CPU on which a hungry task stays.</summary>
internal static class IrqLoadRule
{
    private const double HeavyShare = 0.30;

    /// <summary>Load that all CPUs share evenly is no CPU's fault.</summary>
    private const double TimesMedian = 3;

    public static DiagnosisRule Rule { get; } = new(
        "irq-load",
        FindingSeverity.Warning,
        "Interrupts take much of a CPU on which a hungry task stays.",
        DiagnosisRule.Lasting,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        double level = evidence.Level(Rule, HeavyShare);
        CpuSet heavy = Fit.CpusWhere(evidence.Watch.Cpus, cpu => cpu.Irq >= level);
        if (heavy.IsEmpty || evidence.Watch.Hungry.Count == 0)
        {
            return;
        }

        double[] shares = [.. evidence.Watch.Cpus.Where(cpu => cpu.IsOnline).Select(cpu => cpu.Irq).Order()];
        double median = shares[(shares.Length - 1) / 2];
        foreach (CpuId cpu in heavy)
        {
            double share = evidence.Cpu(cpu).Irq;
            ImmutableArray<HungryTask> tasks =
            [
                .. evidence.Watch.Hungry.Where(task => task.Task.LastCpu == cpu
                    && evidence.Idle.Overlaps(task.Reach.Possible)),
            ];
            if (share >= TimesMedian * median && !tasks.IsEmpty)
            {
                findings.Add(FindingOf(cpu, share, tasks, evidence));
            }
        }
    }

    private static Finding FindingOf(CpuId cpu, double share, ImmutableArray<HungryTask> tasks, Evidence evidence)
    {
        bool isConfined = tasks.Any(task => !evidence.Idle.Overlaps(task.Reach.Allowed));
        CpuSet idle = evidence.Idle.Intersect(tasks[0].Reach.Possible);
        ImmutableArray<string> commands = CrowdPhrases.Commands(evidence.Plan, tasks);
        return Rule.Finding(
            cpu.ToString(),
            $"CPU {cpu} spends {Phrases.Percent(share)} of its time on interrupts, and {Phrases.Tasks(tasks)} "
                + $"{(tasks.Length == 1 ? "stays" : "stay")} there while {Phrases.Idling(idle.Count)}: {Phrases.Cores(share)} lost.",
            new Fix(
                "Move the task to an idle CPU.",
                commands.IsEmpty ? [$"taskset -pc {idle.First} {tasks[0].Task.Key.Tid}"] : commands,
                "Spread the interrupts: irqbalance, receive packet steering, or /proc/irq/N/smp_affinity_list.")) with
        {
            // What the plan would not put right is worth knowing, not worth a warning.
            Severity = commands.IsEmpty ? FindingSeverity.Note : Rule.Severity,
            Confinement = isConfined ? Phrases.Confinement(tasks, tasks[0].Reach.Allowed) : null,
            Cpus = CpuSet.Of(cpu.Number),
            IdleCpus = idle,
            LostCores = share,
            LostTo = isConfined ? LossKind.Affinity : LossKind.Placement,
            Tasks = Phrases.FindingTasks(tasks),
        };
    }
}
