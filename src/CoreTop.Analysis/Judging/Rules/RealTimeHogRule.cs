using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D4: a real-time task takes up a CPU to which ordinary tasks are confined.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/sched.7.html"/>
internal static class RealTimeHogRule
{
    private const double HogShare = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "real-time-hog",
        FindingSeverity.Warning,
        "A real-time task takes up a CPU to which ordinary tasks are confined.",
        TimeSpan.Zero,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        foreach (Crowd crowd in evidence.Fit.Crowds)
        {
            if (crowd.Gain < 1 || PileUpRule.IsPileUp(crowd, evidence))
            {
                continue;
            }

            TaskLoad? hog = evidence.Watch.RealTime
                .Where(task => task.Run >= evidence.Level(Rule, HogShare) && crowd.Confines.Contains(task.LastCpu))
                .MaxBy(task => task.Run);
            if (hog is not null)
            {
                findings.Add(FindingOf(crowd, hog, evidence));
            }
        }
    }

    private static Finding FindingOf(Crowd crowd, TaskLoad hog, Evidence evidence)
    {
        double wait = crowd.Tasks.Average(task => task.Wait ?? (1 - task.Run));
        CpuSet idle = CrowdPhrases.IdleInReach(crowd, evidence);
        double lost = evidence.Fit.LostOf(crowd);
        string hogName = $"{hog.Policy.Name()} task {Phrases.Printable(hog.Name)} ({hog.Key.Tid})";
        return Rule.Finding(
            $"{hog.LastCpu}:{hog.Key.Tid}",
            $"{hogName} uses {Phrases.Percent(hog.Run)} of CPU {hog.LastCpu}; {Phrases.Tasks(crowd.Tasks)} "
                + $"there {(crowd.Tasks.Length == 1 ? "waits" : "wait")} {Phrases.Percent(wait)} of the time: {Phrases.Cores(lost)} lost.",
            new Fix(
                "Let the ordinary task run on other CPUs.",
                () => CrowdPhrases.Commands(crowd, evidence),
                "Give the real-time task a CPU of its own, or an ordinary policy: chrt -o -p 0 PID.")) with
        {
            Confinement = Phrases.Confinement(crowd.Tasks, crowd.Confines),
            Cpus = CpuSet.Of(hog.LastCpu.Number),
            IdleCpus = idle,
            LostCores = lost,
            LostTo = LossKind.Affinity,
            Tasks = Phrases.FindingTasks(crowd.Tasks),
        };
    }
}
