using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Interrupts;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class InterruptMemoryTests
{
    private static readonly Diagnosis Coming = Diagnosis.Nothing with { Interrupted = CpuSet.Of(1) };
    private static readonly Diagnosis Shown = AnyDiagnosis.Of(AnyDiagnosis.Finding("CPU 1 is interrupted.", "irq-load", cpus: "1")) with
    {
        Interrupted = CpuSet.Of(1),
    };

    private readonly FakeEvidence _evidence = new();
    private readonly InterruptMemory _memory;

    public InterruptMemoryTests() => _memory = new InterruptMemory(_evidence);

    [Fact]
    public void Nothing_is_read_while_nothing_is_interrupted() => Assert.Same(Diagnosis.Nothing, Attach(Diagnosis.Nothing));

    [Fact]
    public void The_device_that_came_most_often_since_the_finding_began_is_named_and_the_file_read_twice()
    {
        Expect(timer: 0, eth0: [1_000_000, 0], eth1: [0, 0]);
        Expect(timer: 90_000, eth0: [9_000_000, 10], eth1: [0, 4000]);

        Attach(Coming);
        Attach(Coming);
        Diagnosis first = Attach(Shown);
        Diagnosis later = Attach(Shown);

        Assert.Equal("CPU 1 is interrupted. The interrupt that comes most often there is IRQ 25 (eth1-rx).", first.Findings[0].Message);
        Assert.Equal(first.Findings[0].Message, later.Findings[0].Message);
    }

    [Fact]
    public void Where_no_device_interrupts_the_most_frequent_source_is_named()
    {
        Expect(timer: 0, eth0: [0, 0], eth1: [0, 0]);
        Expect(timer: 500, eth0: [7, 0], eth1: [0, 0]);

        Attach(Coming);

        Assert.EndsWith("is LOC (Local timer interrupts).", Attach(Shown).Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_anew_looks_again()
    {
        Expect(timer: 0, eth0: [0, 0], eth1: [0, 0]);
        Expect(timer: 0, eth0: [0, 9], eth1: [0, 0]);
        Expect(timer: 0, eth0: [0, 9], eth1: [0, 3]);
        Attach(Coming);
        Attach(Shown);

        Assert.EndsWith("IRQ 25 (eth1-rx).", _memory.Attach(Shown, asksAnew: true).Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_not_named()
    {
        _evidence.Interrupts.Enqueue(InterruptCounts.None);
        _evidence.Interrupts.Enqueue(InterruptCounts.None);
        Attach(Coming);

        Assert.Equal("CPU 1 is interrupted.", Attach(Shown).Findings[0].Message);
    }

    [Fact]
    public void One_window_is_enough_with_a_look_beforehand()
    {
        Expect(timer: 0, eth0: [0, 0], eth1: [0, 0]);
        Expect(timer: 0, eth0: [0, 9], eth1: [0, 0]);
        _memory.Begin();

        Assert.EndsWith("IRQ 24 (eth0-rx).", Attach(Shown).Findings[0].Message, StringComparison.Ordinal);
    }

    private Diagnosis Attach(Diagnosis diagnosis) => _memory.Attach(diagnosis, asksAnew: false);

    private void Expect(uint timer, ImmutableArray<uint> eth0, ImmutableArray<uint> eth1) => _evidence.Interrupts.Enqueue(new InterruptCounts(
        [new CpuId(0), new CpuId(1)],
        [
            new InterruptSource("24", "eth0-rx", eth0),
            new InterruptSource("25", "eth1-rx", eth1),
            new InterruptSource("LOC", "Local timer interrupts", [timer, timer]),
        ]));
}
