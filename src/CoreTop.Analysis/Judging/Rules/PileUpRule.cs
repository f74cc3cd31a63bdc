using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D1: hungry tasks confined to fewer CPUs than they are, while CPUs that they could be given idle.</summary>
internal static class PileUpRule
{
    /// <summary>A loss that rounds to no core is not worth a warning.</summary>
    private const double LeastCores = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "pile-up",
        FindingSeverity.Warning,
        "Tasks take turns on a CPU, by their affinity, while other CPUs idle.",
        TimeSpan.Zero,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        double least = evidence.Level(Rule, LeastCores);
        foreach (Crowd crowd in evidence.Fit.Crowds)
        {
            double lost = evidence.Fit.LostOf(crowd);
            if (crowd.Gain >= 1 && lost >= least && IsPileUp(crowd, evidence))
            {
                findings.Add(FindingOf(crowd, lost, evidence));
            }
        }
    }

    /// <summary>Whether the crowd has too few CPUs, and not CPUs that somebody else takes up.</summary>
    internal static bool IsPileUp(Crowd crowd, Evidence evidence)
    {
        if (crowd.Tasks.Length <= crowd.Confines.Count)
        {
            return false;
        }

        foreach (CpuId cpu in crowd.Confines)
        {
            if (!evidence.Cpu(cpu).IsTaken)
            {
                return true;
            }
        }

        return false;
    }

    private static Finding FindingOf(Crowd crowd, double lost, Evidence evidence)
    {
        CpuSet idle = CrowdPhrases.IdleInReach(crowd, evidence);
        string meanwhile = idle.Count >= crowd.Gain
            ? Phrases.Idling(idle.Count)
            : $"other CPUs have room for {crowd.Gain} of them";
        return Rule.Finding(
            crowd.Confines.ToString(),
            $"{Phrases.Tasks(crowd.Tasks)} take turns on {Phrases.Cpus(crowd.Confines)} ({Phrases.Shares(crowd.Tasks)}) "
                + $"while {meanwhile}: {Phrases.Cores(lost)} lost.",
            new Fix(
                "Let them use other CPUs too.",
                () => CrowdPhrases.Commands(crowd, evidence),
                "Find what sets the mask when they start; every new task inherits its parent's.")) with
        {
            Confinement = Phrases.Confinement(crowd.Tasks, crowd.Confines),
            Cpus = crowd.Confines,
            IdleCpus = idle,
            LostCores = lost,
            LostTo = LossKind.Affinity,
            Tasks = Phrases.FindingTasks(crowd.Tasks),
        };
    }
}
