using CoreTop.Analysis.Judging;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>Findings whose measures waver about a threshold, as measured ones do: they may be shown or not, but they must not come and go.</summary>
public sealed class NoiseTests
{
    private const int Refreshes = 300;

    // Five minutes; once a minute is seldom enough.
    private const int MostChanges = 5;

    [Fact]
    public void The_demand_of_the_crowd() => Steady(noise => Scene.Of("0-1").Add(
        2, run: 0.45, wait: 0.4 + (0.06 * noise), mask: "0"));

    [Fact]
    public void What_the_other_CPU_has_to_spare() => Steady(noise => Scene.Of("0-1")
        .Add(4, run: 0.25, wait: 0.75, mask: "0")
        .Add(1, run: 0.5 + (0.12 * noise), wait: 0, mask: "1", on: 1));

    [Fact]
    public void How_idle_the_other_CPU_is() => Steady(noise => Scene.Of("0-1")
        .Add(1, run: 0.55, wait: 0, mask: "0")
        .Cpu(0, load => load with { User = 0.55, SoftIrq = 0.45, Idle = 0 })
        .Cpu(1, load => load with { System = 0.2 + (0.04 * noise), Idle = 0.8 - (0.04 * noise), Waiting = 0.05 + (0.01 * noise) }));

    [Fact]
    public void What_real_time_tasks_leave_of_the_CPU() => Steady(noise => Scene.Of("0-3")
        .Add(1, run: 0.5 + (0.06 * noise), wait: 0, mask: "0", with: process => process.WithFacts(facts => facts with
        {
            Policy = CoreTop.Model.Tasks.SchedPolicy.Fifo,
            Priority = -51,
            RealTimePriority = 50,
        }))
        .Add(3, run: 0.16, wait: 0.84, mask: "0"));

    [Fact]
    public void Interrupts() => Steady(noise => Scene.Of("0-3")
        .Add(1, run: 0.65, wait: 0.05, mask: "0")
        .Cpu(0, load => load with { User = 0.65, SoftIrq = 0.3 + (0.05 * noise), Idle = 0 }));

    // The noise reaches to both sides of the threshold: at its ends other things are found.
    private static void Steady(Func<double, Scene> scene)
    {
        Assert.NotEqual(Shown(scene(1).Diagnose(refreshes: 20)), Shown(scene(-1).Diagnose(refreshes: 20)));

        DiagnosisState state = DiagnosisState.Start;
        var random = new Random(7);
        var shown = new List<string>();
        for (int refresh = 0; refresh < Refreshes; refresh++)
        {
            (state, var diagnosis) = scene((2 * random.NextDouble()) - 1).Continue(state);
            shown.Add(Shown(diagnosis));
        }

        int changes = shown.Zip(shown.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.True(changes <= MostChanges, $"{changes} changes: {string.Join(" | ", shown.Distinct())}");
    }

    private static string Shown(CoreTop.Analysis.Judging.Diagnosis diagnosis) =>
        string.Join(' ', diagnosis.Findings.Select(finding => $"{finding.Severity} {finding.Rule.Name} {finding.Subject}").Order());
}
