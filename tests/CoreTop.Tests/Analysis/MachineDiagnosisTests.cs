using System.Globalization;
using System.Text;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Analysis;

/// <summary>What CoreTop says of each machine in tests/Fixtures, and what it would do.</summary>
public sealed class MachineDiagnosisTests
{
    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void A_machine_is_diagnosed_as_written_beside_it(string name)
    {
        using var machine = Fixture.Open(name);
        var snapshots = new SnapshotBuilder();
        DiagnosisState state = DiagnosisState.Start;
        var diagnosis = CoreTop.Analysis.Judging.Diagnosis.Nothing;
        while (machine.Read(SampleRequest.Everything) is { } sample)
        {
            (state, diagnosis) = Diagnostician.Next(state, snapshots.Next(sample), new DiagnosisOptions { IsOneShot = true });
        }

        ExpectedText.Check(Path.ChangeExtension(Fixture.MachinePath(name), ".diagnosis.txt"), TextOf(diagnosis));
    }

    private static string TextOf(CoreTop.Analysis.Judging.Diagnosis diagnosis)
    {
        var text = new StringBuilder();
        (double affinity, double placement, double limits) = diagnosis.LostCores;
        text.Append(CultureInfo.InvariantCulture, $"{diagnosis.HungryTasks.Length} hungry tasks; ");
        text.Append(CultureInfo.InvariantCulture, $"cores lost to affinity {affinity:0.0}, placement {placement:0.0}, limits {limits:0.0}\n");
        foreach (Finding finding in diagnosis.Findings)
        {
            text.Append($"\n{finding.Severity} {finding.Rule.Name}\n{finding.Message}\n{finding.Fix.Summary}\n");
        }

        RebalancePlan plan = RebalancePlanner.Plan(diagnosis, RebalanceOptions.Default);
        if (!plan.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nPlan: {plan.CoresBefore:0.0} -> {plan.CoresAfter:0.0} cores\n");
            foreach (PlannedChange change in plan.Changes)
            {
                text.Append($"{change.Command}: {change.Reason}\n");
            }
        }

        return text.ToString();
    }
}
