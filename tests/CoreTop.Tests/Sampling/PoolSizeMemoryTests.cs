using CoreTop.Analysis.Judging;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class PoolSizeMemoryTests
{
    private readonly FakeEvidence _evidence = new();

    [Fact]
    public void How_many_threads_a_process_was_told_to_use_is_looked_up_once_while_its_finding_lasts()
    {
        var memory = new PoolSizeMemory(_evidence);
        Diagnosis diagnosis = AnyDiagnosis.Of(AnyDiagnosis.Finding(
            "ray::Trainer (7) has 60 threads, of which one works.", "single-thread-bound", FindingSeverity.Note, tasks: AnyDiagnosis.Founding.Tasks[0]));

        Assert.EndsWith(" OMP_NUM_THREADS=1 is set.", memory.Attach(diagnosis, asksAnew: false).Findings[0].Message, StringComparison.Ordinal);
        memory.Attach(diagnosis, asksAnew: false);
        Assert.Equal([3291], _evidence.AskedPoolSizes);

        memory.Attach(Diagnosis.Nothing, asksAnew: false);
        memory.Attach(diagnosis, asksAnew: false);
        Assert.Equal(2, _evidence.AskedPoolSizes.Count);
    }

    [Fact]
    public void Other_findings_ask_for_nothing()
    {
        Diagnosis diagnosis = AnyDiagnosis.Of(AnyDiagnosis.Founding);

        Assert.Same(diagnosis, new PoolSizeMemory(_evidence).Attach(diagnosis, asksAnew: false));
        Assert.Empty(_evidence.AskedPoolSizes);
    }
}
