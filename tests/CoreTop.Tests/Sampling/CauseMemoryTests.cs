using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class CauseMemoryTests
{
    private static readonly Snapshot Machine = Any.Snapshot();
    private readonly FakeEvidence _evidence = new();
    private readonly CauseMemory _memory;

    public CauseMemoryTests() => _memory = new CauseMemory(_evidence);

    [Fact]
    public void A_cause_is_looked_up_once_and_attached_at_every_refresh()
    {
        Diagnosis diagnosis = AnyDiagnosis.Of(AnyDiagnosis.Founding);

        Cause?[] causes = [Attach(diagnosis).Cause, Attach(diagnosis).Cause];

        Assert.Equal([AnyDiagnosis.OpenMp, AnyDiagnosis.OpenMp], causes);
        Assert.Single(_evidence.AskedCauses);
    }

    [Fact]
    public void A_finding_that_comes_back_is_looked_up_again()
    {
        Attach(AnyDiagnosis.Of(AnyDiagnosis.Founding));
        _memory.Attach(Diagnosis.Nothing, Machine, asksAnew: false);

        Attach(AnyDiagnosis.Of(AnyDiagnosis.Founding));

        Assert.Equal(2, _evidence.AskedCauses.Count);
    }

    [Fact]
    public void What_is_not_confined_has_no_cause_to_look_for()
    {
        Assert.Null(Attach(AnyDiagnosis.Of(AnyDiagnosis.Finding("Too many."))).Cause);
        Assert.Empty(_evidence.AskedCauses);
    }

    [Fact]
    public void What_a_cpuset_limits_has_a_cause_though_its_sentence_names_the_limit_already()
    {
        Finding limited = AnyDiagnosis.Finding("Limited.", severity: FindingSeverity.Note) with { IsLimit = true };

        Assert.NotNull(Attach(AnyDiagnosis.Of(limited), asksAnew: true).Cause);
    }

    [Fact]
    public void The_cause_of_a_note_is_looked_up_only_when_the_user_asks()
    {
        Diagnosis note = AnyDiagnosis.Of(AnyDiagnosis.Finding("Pinned.", severity: FindingSeverity.Note, confinement: "Affinity mask 0"));

        Assert.Null(Attach(note).Cause);
        Assert.NotNull(Attach(note, asksAnew: true).Cause);
        Assert.NotNull(Attach(note).Cause);
        Assert.Single(_evidence.AskedCauses);
    }

    [Fact]
    public void Asking_anew_looks_up_what_was_known()
    {
        Attach(AnyDiagnosis.Of(AnyDiagnosis.Founding));

        Attach(AnyDiagnosis.Of(AnyDiagnosis.Founding), asksAnew: true);

        Assert.Equal(2, _evidence.AskedCauses.Count);
    }

    private Finding Attach(Diagnosis diagnosis, bool asksAnew = false) =>
        _memory.Attach(diagnosis, Machine, asksAnew).Findings[0];
}
