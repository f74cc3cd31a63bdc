using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Tests.Actions;

/// <summary>A journal that lost its end, anywhere: what is whole is undone, and of the rest is said that it cannot be.</summary>
public sealed class CutOffJournalTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Cut_off_at_any_byte_it_undoes_every_change_that_it_tells_of_whole()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("one", [_machine.Start(100, threads: 3, affinity: CpuSet.Range(0, 2), wanted: CpuSet.Of(1))]);
        int oneIsWhole = Length(line: 1);
        editor.Apply("two", [_machine.Start(200, threads: 2, wanted: CpuSet.Of(2)), _machine.Start(300, wanted: CpuSet.Of(2))]);
        int twoIsWhole = Length(line: 3);
        Dictionary<int, CpuSet> after = Affinities();
        byte[] text = File.ReadAllBytes(_machine.JournalPath);
        for (int length = 0; length <= text.Length; length++)
        {
            foreach ((int tid, CpuSet cpus) in after)
            {
                _machine.SetBySomebodyElse(tid, cpus);
            }

            File.WriteAllBytes(_machine.JournalPath, text[..length]);
            ChangeJournal cut = _machine.Journal();
            bool isInsideLine = length > 0 && text[length - 1] != '\n';
            _ = cut.Batches;
            Assert.Equal(isInsideLine, cut.Damage is not null);

            IReadOnlyList<UndoOutcome> outcomes = _machine.Editor(cut).UndoAll();

            Assert.All(outcomes, outcome => Assert.Empty(outcome.Skipped));
            foreach ((int tid, CpuSet cpus) in Affinities())
            {
                bool isTold = length >= (tid < 200 ? oneIsWhole : twoIsWhole);
                CpuSet former = tid < 200 ? CpuSet.Range(0, 2) : _machine.Allowed;
                Assert.True(cpus.Equals(isTold ? former : after[tid]), $"{length} bytes: {tid} has {cpus}");
            }
        }
    }

    [Fact]
    public void A_task_whose_later_change_was_lost_is_left_alone_and_named()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("one", [_machine.Start(100, wanted: CpuSet.Of(1))]);
        long length = new FileInfo(_machine.JournalPath).Length;
        editor.Apply("two", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(2))]);
        byte[] text = File.ReadAllBytes(_machine.JournalPath);
        for (int cut = (int)length; cut < Length(line: 3); cut++)
        {
            File.WriteAllBytes(_machine.JournalPath, text[..cut]);

            UndoOutcome outcome = Assert.Single(_machine.Editor().UndoAll());

            Assert.Equal(CpuSet.Of(2), _machine.Affinity(100));
            Assert.StartsWith("\"one\" is not undone: worker 100, CPU 1 → CPUs 0-3: was changed since by somebody else", outcome.Sentence, StringComparison.Ordinal);
            File.WriteAllBytes(_machine.JournalPath, text);
        }
    }

    [Fact]
    public void Changes_that_could_not_be_written_down_to_the_end_and_so_were_not_made_are_not_offered()
    {
        ChangeJournal journal = _machine.Journal();
        JournalBatch batch = journal.Begin("pin", DateTimeOffset.UnixEpoch);
        _machine.Start(100, wanted: CpuSet.Of(1));
        journal.WriteIntended(batch, [new AffinityChange(new(100, 1000), 100, "worker", CpuSet.Range(0, 3), CpuSet.Of(1), WasUnrestricted: true)], [], evenInMemory: false);
        Assert.Single(_machine.Journal().Batches);

        journal.WriteResults(batch, [new() { Tid = 100, Start = 1000 }]);

        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void Tasks_that_were_never_changed_are_counted_and_are_no_failure()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, threads: 3, wanted: CpuSet.Of(1))]);
        byte[] text = File.ReadAllBytes(_machine.JournalPath);
        File.WriteAllBytes(_machine.JournalPath, text[..Length(line: 1)]);
        _machine.SetBySomebodyElse(101, _machine.Allowed);
        _machine.SetBySomebodyElse(102, _machine.Allowed);

        UndoOutcome outcome = _machine.Editor().Undo()!;

        Assert.True(outcome.IsComplete);
        Assert.Equal("Undid \"pin\": worker 100 has all CPUs again, 2 tasks had their former CPUs already.", outcome.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    private Dictionary<int, CpuSet> Affinities() =>
        new[] { 100, 101, 102, 200, 201, 300 }.ToDictionary(tid => tid, _machine.Affinity);

    // Up to and with the end of the line, counted from 1.
    private int Length(int line)
    {
        byte[] text = File.ReadAllBytes(_machine.JournalPath);
        int length = 0;
        for (int i = 0; i < line; i++)
        {
            length += text.AsSpan(length).IndexOf((byte)'\n') + 1;
        }

        return length;
    }
}
