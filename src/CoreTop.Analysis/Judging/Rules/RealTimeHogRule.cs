using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A real-time task or a kernel thread takes up a CPU to which ordinary tasks are confined.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/sched.7.html"/>
internal static class RealTimeHogRule
{
    public static DiagnosisRule Rule { get; } = new(
        CollisionKinds.HogRule,
        FindingSeverity.Warning,
        "A real-time task or a kernel thread takes up a CPU to which ordinary tasks are confined.",
        TimeSpan.Zero);

    public static void Find(Situation situation, List<Finding> findings)
    {
        foreach (Collision collision in CollisionFindings.Those(CollisionKind.Hog, Rule, situation))
        {
            if (CollisionKinds.HogOf(collision, situation) is { } hog)
            {
                findings.Add(FindingOf(collision, hog, situation));
            }
        }
    }

    private static Finding FindingOf(Collision collision, WatchedTask hog, Situation situation)
    {
        double wait = collision.Tasks.IsEmpty ? 1 : collision.Tasks.Average(task => task.Wait ?? (1 - task.Run));
        string kind = hog.Task.IsKernelThread ? "Kernel thread" : $"{hog.Task.Policy.Name()} task";
        CpuId cpu = hog.Task.LastCpu;
        string waits = CollisionPhrases.IsOne(collision) ? "waits" : "wait";
        string brief = $"{Phrases.Printable(hog.Task.Name)} ({hog.Task.Key.Tid}) holds CPU {cpu}, {CollisionPhrases.BriefWho(collision, situation)} {waits}";
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{kind} {Phrases.Printable(hog.Task.Name)} ({hog.Task.Key.Tid}) uses {Phrases.Percent(hog.Run)} of CPU {cpu}; "
                + $"{CollisionPhrases.Who(collision, situation)} there {waits} "
                + $"{Phrases.Percent(wait)} of the time: {CollisionPhrases.Loss(collision)} lost.",
            situation) with
        {
            Subject = $"{cpu}:{hog.Task.Key.Tid}",
            InBrief = _ =>
            [
                $"{kind} {Phrases.Printable(hog.Task.Name)} ({hog.Task.Key.Tid}) holds CPU {cpu}: "
                    + $"{CollisionPhrases.BriefWho(collision, situation)} {waits}, {CollisionPhrases.Loss(collision)} lost",
                $"{brief}: {CollisionPhrases.Loss(collision)} lost",
                brief,
            ],
            Cpus = CpuSet.Of(cpu.Number),
            Fix = new Fix(
                CollisionPhrases.IsOne(collision) ? "Let the ordinary task run on other CPUs." : "Let the ordinary tasks run on other CPUs.",
                () => CollisionPhrases.Commands(collision, situation),
                hog.Task.IsKernelThread
                    ? "Find what keeps the kernel thread busy; where it is a workqueue's, /sys/devices/virtual/workqueue/cpumask moves it."
                    : "Give the real-time task a CPU of its own, or an ordinary policy: chrt -o -p 0 PID."),
        };
    }
}
