using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Tests.Actions;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class RebalanceOutcomeTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Spread_pins_every_task_before_it_widens_any()
    {
        PlannedChange[] changes = [Spread(100, first: 1), Spread(200, first: 2)];

        RebalanceOutcome outcome = Apply(changes);

        Assert.Equal(
            [(100, CpuSet.Of(1)), (200, CpuSet.Of(2)), (100, null), (200, null)],
            _machine.Writes);
        Assert.Equal([100, 200], outcome.Moved.Select(change => change.Task.Tid));
        Assert.All(outcome.Moved, change => Assert.Equal((CpuSet.Of(0), CpuSet.Range(0, 3)), (change.From, change.To)));
        Assert.Equal("2 tasks moved.", GainText.Done(outcome));
    }

    [Fact]
    public void Undoing_a_spread_restores_what_was_before_its_first_step()
    {
        Apply(Spread(100, first: 1), Spread(200, first: 2));

        UndoOutcome? undone = _machine.Editor().Undo();

        Assert.Equal(2, undone!.Restored.Length);
        Assert.Equal((CpuSet.Of(0), CpuSet.Of(0)), (_machine.Affinity(100), _machine.Affinity(200)));
        Assert.Null(_machine.Editor().Undo());
    }

    [Fact]
    public void A_task_whose_mask_was_changed_meanwhile_is_left_alone_and_named()
    {
        PlannedChange[] changes = [Spread(100, first: 1), Spread(200, first: 2)];
        _machine.SetBySomebodyElse(200, CpuSet.Of(3));

        RebalanceOutcome outcome = Apply(changes);

        Assert.Equal(CpuSet.Of(3), _machine.Affinity(200));
        Assert.Equal(ControlResult.ChangedMeanwhile, Assert.Single(outcome.Refused).Result);
        Assert.Equal(["applied", "refused"], changes.Select(outcome.ResultOf));
        Assert.Equal(
            "1 of 2 tasks moved; worker 200: was changed by somebody else in the meantime: it has CPU 3, not CPU 0.",
            GainText.Done(outcome));
    }

    [Fact]
    public void A_task_that_may_not_be_changed_is_refused_once_and_the_rest_is_done()
    {
        PlannedChange[] changes = [Spread(100, first: 1), Spread(200, first: 2)];
        _machine.Refuse(100, ControlResult.NotPermitted, errno: 1);

        RebalanceOutcome outcome = Apply(changes);

        Assert.Equal((100, 1), (Assert.Single(outcome.Refused).Task.Tid, outcome.Refused[0].Errno));
        Assert.Equal(CpuSet.Range(0, 3), _machine.Affinity(200));
        Assert.False(outcome.IsComplete);
    }

    [Fact]
    public void A_process_that_never_settles_is_not_done_and_named()
    {
        PlannedChange change = Spread(100, first: 1) with { First = null, IsWholeProcess = true };
        int born = 0;
        _machine.AfterWrite = _ => _machine.StartThread(100, 300 + ++born, CpuSet.Of(0));

        RebalanceOutcome outcome = Apply(change);

        Assert.False(outcome.IsComplete);
        Assert.Contains("; worker 100: some threads may still differ", GainText.Done(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_ended_since_is_named()
    {
        PlannedChange[] changes = [Spread(100, first: 1), Spread(200, first: 2)];
        _machine.End(100);

        RebalanceOutcome outcome = Apply(changes);

        Assert.Equal("1 of 2 tasks moved; worker 100: has ended.", GainText.Done(outcome));
    }

    [Fact]
    public void What_is_only_recorded_says_so()
    {
        PlannedChange change = Spread(100, first: 1);
        _machine.OnlyRecords = true;

        RebalanceOutcome outcome = Apply(change);

        Assert.True(outcome.IsRecorded);
        Assert.Equal("recorded", outcome.ResultOf(change));
        Assert.Empty(outcome.Refused);
        Assert.Equal("1 task moved (only recorded: this is not the running machine).", GainText.Done(outcome));
    }

    [Fact]
    public void Every_thread_of_a_process_counts()
    {
        _machine.Start(100, threads: 3, affinity: CpuSet.Of(0));
        PlannedChange change = Change(100) with { IsWholeProcess = true };

        RebalanceOutcome outcome = Apply(change);

        Assert.Equal("3 tasks moved.", GainText.Done(outcome));
        Assert.Equal("applied", outcome.ResultOf(change));
    }

    private RebalanceOutcome Apply(params PlannedChange[] changes) =>
        new(_machine.Editor().Apply("balance", RebalanceRequests.Of(changes)));

    private PlannedChange Spread(int pid, int first)
    {
        _machine.Start(pid, affinity: CpuSet.Of(0));
        return Change(pid) with { First = CpuSet.Of(first) };
    }

    private static PlannedChange Change(int pid) => new(
        new(pid, 1000), pid, "worker", IsWholeProcess: false, From: CpuSet.Of(0), To: null, First: null, Target: null,
        Limit: CpuSet.Range(0, 3), "it waits");
}
