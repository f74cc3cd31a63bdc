using System.Globalization;
using System.Text;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Kernel;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Analysis;
using CoreTop.Tests.Fixtures;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Lines;

namespace CoreTop.Tests.Tui.Lines;

/// <summary>What the finding line says of every machine and case in tests/Fixtures, and of every rule, at three widths.</summary>
public sealed class FindingsAtEachWidthTests
{
    private static readonly int[] Widths = [80, 100, 120];

    [Fact]
    public void Every_rule_is_said_in_the_room_there_is_as_written_in_findings_txt()
    {
        var text = new StringBuilder("What the finding line says at 80, 100 and 120 columns; who set the masks is made up.\n");
        HashSet<string> rules = [];
        foreach ((string name, CoreTop.Analysis.Judging.Diagnosis diagnosis) in All())
        {
            foreach (Finding found in diagnosis.Findings)
            {
                Finding finding = found.HasCause ? found with { Cause = AnyDiagnosis.OpenMp } : found;
                rules.Add(finding.Rule.Name);
                text.Append(CultureInfo.InvariantCulture, $"\n{name}: {finding.Rule.Name}\n");
                foreach (int width in Widths)
                {
                    FindingLine line = FindingLine.Of(finding, diagnosis.Findings.Length, place: null, width)!;
                    string whole = $"{line.Sign}{line.Text}{line.More}  {line.Keys}";
                    Assert.InRange(Canvas.Columns(whole), 1, width);
                    Assert.DoesNotContain("…  ", whole, StringComparison.Ordinal);
                    text.Append(whole).Append('\n');
                }
            }
        }

        Assert.Equal(Diagnostician.Rules.Select(rule => rule.Name).Order(), rules.Order());
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "findings.txt"), text.ToString());
    }

    private static IEnumerable<(string Name, CoreTop.Analysis.Judging.Diagnosis Diagnosis)> All()
    {
        foreach (string name in FixtureMachines.Names.Select(row => row.Data))
        {
            yield return (name, Diagnose(Fixture.Open(name)));
        }

        string cases = Path.GetDirectoryName(Fixture.CasePath("x"))!;
        foreach (string path in Directory.EnumerateFiles(cases, "*.txt").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileNameWithoutExtension(path), Diagnose(Machine.Open(path, TimeProvider.System)));
        }

        foreach ((string name, Scene scene, DiagnosisOptions? options) in Scenes())
        {
            yield return (name, scene.Diagnose(options: options));
        }
    }

    private static IEnumerable<(string Name, Scene Scene, DiagnosisOptions? Options)> Scenes()
    {
        Scene quota = Scene.Of("0-1").Add(4, run: 0.125, wait: 0.87, mask: "0", with: process => process with { Details = process.Details! with { QuotaCgroup = "/job" } });
        quota.Quotas = [new QuotaLoad("/job", 0.5, 1.0)];
        yield return ("quota", quota, null);
        yield return ("steal", Scene.Of("0-3").Cpu(2, load => load with { Steal = 0.11 }), null);
        yield return ("disk", Scene.Of("0-1").Add(3, run: 0.02, wait: 0, mask: "0", state: TaskState.DiskSleep), null);
        yield return ("sleepers", Scene.Of("0-35").Add(16, run: 0, wait: 0, mask: "0", state: TaskState.Sleeping), null);
        yield return ("one thread", Scene.Of("0-35").Add(1, on: 1), null);
        yield return ("one mask", Scene.Of("0-35").Add(1, mask: "1", on: 1), null);
        yield return ("shared core", Scene.OfPairs(36).Add(1, on: 3).Add(1, on: 21), null);
        yield return ("isolated pile", Scene.OfIsolated("0-35", isolated: "32-35").Add(4, run: 0.25, wait: 0.75, mask: "32-35", on: 32), null);
        yield return ("interrupts", Scene.Of("0-3").Add(1, run: 0.55, wait: 0.0, mask: "0").Cpu(0, load => load with { User = 0.55, SoftIrq = 0.45, Idle = 0 }), null);
        yield return ("far memory", Scene.OfPairs(8, nodes: 2).Add(1, on: 0), new DiagnosisOptions
        {
            MemoryMaps = [new ProcessMemoryMap(new TaskKey(1000, 1000), [new NodeMemory(0, 100_000_000), new NodeMemory(1, 900_000_000)])],
        });
        yield return ("mask reset", Scene.Of("0-3").Add(1, run: 0.1, wait: 0, mask: "2", on: 2, state: TaskState.Sleeping), new DiagnosisOptions
        {
            Applied = [new AffinityChange(new TaskKey(1000, 1000), 1000, "worker", Scene.Set("2"), Scene.Set("0-3"), WasUnrestricted: false)],
        });
    }

    private static CoreTop.Analysis.Judging.Diagnosis Diagnose(Machine machine)
    {
        using (machine)
        {
            var snapshots = new SnapshotBuilder();
            DiagnosisState state = DiagnosisState.Start;
            var diagnosis = CoreTop.Analysis.Judging.Diagnosis.Nothing;
            while (machine.Read(SampleRequest.Everything) is { } sample)
            {
                (state, diagnosis) = Diagnostician.Next(state, snapshots.Next(sample), new DiagnosisOptions { IsOneShot = true });
            }

            return diagnosis;
        }
    }
}
