using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Hungry tasks share a core while whole cores are idle.</summary>
internal static class SmtSharingRule
{
    /// <summary>What two tasks that share a core gain when each gets its own.</summary>
    private const double GainOfPair = 0.75;

    public static DiagnosisRule Rule { get; } = new(
        "smt-sharing",
        FindingSeverity.Note,
        "Hungry tasks share a core while whole cores are idle.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        CpuTopology topology = situation.Snapshot.Topology;
        bool isByMask = false;
        foreach (Collision collision in CollisionFindings.Those(CollisionKind.SharedCores, Rule, situation))
        {
            isByMask = true;
            findings.Add(ByMask(collision, situation));
        }

        if (isByMask || topology.Cores.Length == topology.Online.Count || situation.Hungry.Count < 2)
        {
            return;
        }

        CpuSet idle = CpuSet.Empty;
        int idleCores = 0;
        foreach (CpuSet core in topology.Cores)
        {
            if (core.IsSubsetOf(situation.Idle))
            {
                idle = idle.Union(core);
                idleCores++;
            }
        }

        if (idleCores == 0)
        {
            return;
        }

        // One task of each shared core could move to an idle core.
        var sharing = new List<WatchedTask>();
        CpuSet shared = CpuSet.Empty;
        int movable = 0;
        foreach (IGrouping<int?, WatchedTask> core in situation.Hungry
            .GroupBy(task => topology.Find(task.Task.LastCpu)?.Core)
            .Where(core => core.Key is not null && core.Select(task => task.Task.LastCpu).Distinct().Count() > 1))
        {
            if (movable < idleCores && core.Any(task => task.Reach.Possible.Overlaps(idle)))
            {
                sharing.AddRange(core);
                shared = shared.Union(topology.Cores[core.Key!.Value]);
                movable++;
            }
        }

        if (movable > 0)
        {
            findings.Add(FindingOf([.. sharing], shared, idle, movable, idleCores));
        }
    }

    private static Finding ByMask(Collision collision, Situation situation)
    {
        CpuSet idle = CollisionPhrases.IdleInReach(collision, situation);
        string meanwhile = idle.IsEmpty ? "whole cores have room" : Phrases.Idling(idle.Count);
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{CollisionPhrases.Who(collision, situation)} share the cores of {Phrases.Cpus(collision.Confines)}, two to a core, "
                + $"while {meanwhile}: {CollisionPhrases.Loss(collision)} lost.",
            situation,
            "two to a core on") with
        {
            Severity = FindingSeverity.Warning,
        };
    }

    private static Finding FindingOf(
        ImmutableArray<WatchedTask> tasks, CpuSet shared, CpuSet idle, int movable, int idleCores)
    {
        WatchedTask mover = tasks.First(task => task.Reach.Possible.Overlaps(idle));
        CpuId target = mover.Reach.Possible.Intersect(idle).First!.Value;
        string cores = movable == 1 ? "a core" : $"{movable} cores";
        string idling = idleCores == 1 ? "1 whole core idles" : $"{idleCores} whole cores idle";
        return Finding.Of(
            Rule,
            "machine",
            $"{Phrases.Tasks(tasks)} share {cores} ({Phrases.Cpus(shared)}) while {idling}: each runs slower than it could.",
            new Fix(
                movable == 1
                    ? "Move one of them to an idle core; that gains up to three quarters of a core."
                    : $"Move one task of each core to an idle core; that gains up to {Phrases.Cores(movable * GainOfPair)}.",
                [FixCommands.OfThreads(CpuSet.Of(target.Number), [mover.Task.Key.Tid])],
                "Start them one to a core, as with OMP_PLACES=cores.")) with
        {
            InBrief = finding =>
            [
                $"{FindingWords.Who(finding.Tasks)} share {cores} ({FindingWords.Cpus(shared)}) while {idling}",
                $"{FindingWords.Who(finding.Tasks)} share {cores} while {idling}",
                $"{FindingWords.Who(finding.Tasks)} share {FindingWords.Cpus(shared)}",
            ],
            Cpus = shared,
            IdleCpus = idle,
            Tasks = Phrases.FindingTasks(tasks),
        };
    }
}
