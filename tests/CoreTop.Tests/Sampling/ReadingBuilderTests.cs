using CoreTop.Analysis.Judging;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class ReadingBuilderTests
{
    private static readonly DiagnosisOptions OneShot = new() { IsOneShot = true };

    private readonly FakeEvidence _evidence = new();
    private readonly ReadingBuilder _builder;
    private double _seconds;

    public ReadingBuilderTests() => _builder = new ReadingBuilder(_evidence);

    [Fact]
    public void Samples_become_a_snapshot_with_what_is_wrong_and_who_did_it()
    {
        Next();

        Reading reading = Next();

        Finding finding = Assert.Single(reading.Diagnosis.Findings, finding => finding.Rule.Name == "pile-up");
        Assert.Equal(4, finding.Tasks.Length);
        Assert.Equal(AnyDiagnosis.OpenMp, finding.Cause);
        Assert.Equal(TimeSpan.FromSeconds(1), reading.Snapshot!.Interval);
        Assert.Null(reading.Failure);
    }

    [Fact]
    public void A_lasting_finding_is_looked_up_once_and_again_when_the_user_asks()
    {
        for (int i = 0; i < 5; i++)
        {
            Next();
        }

        Assert.Single(_evidence.AskedCauses);
        Next(asksAnew: true);
        Assert.Equal(2, _evidence.AskedCauses.Count);
    }

    [Fact]
    public void Where_the_memory_of_hungry_processes_lies_is_read_only_when_the_user_asks()
    {
        Next();
        Next();
        Assert.Empty(_evidence.AskedMemory);

        Next(asksAnew: true);

        Assert.Equal([100, 101, 102, 103], _evidence.AskedMemory.Order());
    }

    private Reading Next(bool asksAnew = false) => _builder.Next(AnySample.Crowded(_seconds++), OneShot, asksAnew);
}
