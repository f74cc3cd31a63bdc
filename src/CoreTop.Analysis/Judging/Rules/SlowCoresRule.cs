using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Tasks run on efficiency cores while performance cores have room.</summary>
internal static class SlowCoresRule
{
    public static DiagnosisRule Rule { get; } = new(
        "slow-cores",
        FindingSeverity.Warning,
        "Tasks run on efficiency cores while performance cores have room: a warning when a mask is the reason.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        bool isByMask = false;
        foreach (Collision collision in CollisionFindings.Those(CollisionKind.SlowCores, Rule, situation))
        {
            isByMask = true;
            findings.Add(ByMask(collision, situation));
        }

        if (!isByMask)
        {
            AddByChance(situation, findings);
        }
    }

    private static Finding ByMask(Collision collision, Situation situation)
    {
        CpuSet idle = CollisionPhrases.IdleInReach(collision, situation);
        string run = CollisionPhrases.IsOne(collision) ? "runs" : "run";
        string meanwhile = idle.IsEmpty ? "faster CPUs have room" : $"{Phrases.Count(idle.Count, "faster CPU")} {(idle.Count == 1 ? "idles" : "idle")}";
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{CollisionPhrases.Who(collision, situation)} {run} on the slower {Phrases.Cpus(collision.Confines)} while {meanwhile}: "
                + $"{CollisionPhrases.Loss(collision)} lost, counted in fast cores.",
            situation,
            "on the slower");
    }

    // Their masks allow faster cores; where they run is up to the kernel.
    private static void AddByChance(Situation situation, List<Finding> findings)
    {
        CpuTopology topology = situation.Snapshot.Topology;
        CpuSet idle = situation.Idle.Intersect(topology.Performance);
        if (topology.Efficiency.IsEmpty || idle.IsEmpty)
        {
            return;
        }

        ImmutableArray<WatchedTask> tasks =
        [
            .. situation.Hungry.Where(task => topology.Efficiency.Contains(task.Task.LastCpu) && task.Reach.Allowed.Overlaps(idle)),
        ];
        if (tasks.IsEmpty)
        {
            return;
        }

        bool isOne = tasks.Length == 1;
        CpuSet used = CpuSet.Of(tasks.Select(static task => task.Task.LastCpu));
        findings.Add(Finding.Of(
            Rule,
            "machine",
            $"{Phrases.Tasks(tasks)} {(isOne ? "runs" : "run")} on efficiency cores ({Phrases.Cpus(used)}) "
                + $"while {Phrases.Count(idle.Count, "performance CPU")} {(idle.Count == 1 ? "idles" : "idle")}: slower than {(isOne ? "it" : "they")} could be.",
            new Fix(
                $"{(isOne ? "Its mask allows" : "Their masks allow")} faster cores; where tasks run is up to the kernel.",
                $"Start {(isOne ? "it" : "them")} with a mask of performance cores: {topology.Performance}.")) with
        {
            Severity = FindingSeverity.Note,
            InBrief = finding =>
            [
                $"{FindingWords.Who(finding.Tasks)} on the efficient {FindingWords.Cpus(used)} while {Phrases.Count(idle.Count, "faster CPU")} "
                    + (idle.Count == 1 ? "idles" : "idle"),
                $"{FindingWords.Who(finding.Tasks)} on the efficient {FindingWords.Cpus(used)}",
            ],
            Cpus = used,
            IdleCpus = idle,
            Tasks = Phrases.FindingTasks(tasks),
        });
    }
}
