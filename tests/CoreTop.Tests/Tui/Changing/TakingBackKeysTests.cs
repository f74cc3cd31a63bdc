using CoreTop.Actions;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>What the keys of nice values, I/O priorities and policies did is taken back by <c>z</c>, and what cannot be is asked about before.</summary>
public sealed class TakingBackKeysTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_undo_key_takes_back_steps_of_nice_and_a_policy_one_after_the_other()
    {
        using TestScreen screen = Open();

        screen.Press("F8", "Y");
        screen.Type("batch");
        screen.Press("Enter", "z");
        Assert.Equal("Undid \"policy BATCH\": worker 100 has policy OTHER again.", screen.Message);
        screen.Press("z");
        Assert.Equal("Undid \"nice +1\": worker 100 has nice 0 again.", screen.Message);
        screen.Press("z");
        Assert.Equal("There is nothing to take back.", screen.Message);
        Assert.Equal(0, _machine.Tasks.Nice[100]);
    }

    [Fact]
    public void What_may_not_be_taken_back_is_asked_about_once_a_run_and_said_from_then_on()
    {
        using TestScreen screen = Open();
        _machine.Tasks.MayRaisePriorities = false;

        screen.Press("F8");
        Assert.Contains(
            "worker 100: nice 0 → 1, you cannot undo that: nice 0 needs root, CAP_SYS_NICE or", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("n");
        Assert.Empty(_machine.Tasks.Writes);

        screen.Press("F8", "y");
        Assert.Equal("worker 100: nice 0 → 1.", screen.Message);
        screen.Press("F8");
        Assert.Equal("worker 100: nice 1 → 2. You cannot undo that.", screen.Message);
    }

    [Fact]
    public void Without_a_journal_a_nice_value_is_asked_about_first()
    {
        _machine.SpoilJournal();
        using TestScreen screen = Open();

        screen.Press("F8");
        Assert.Contains("No undo will be possible after CoreTop ends. Proceed?", screen.Text, StringComparison.Ordinal);
        Assert.Empty(_machine.Tasks.Writes);
        screen.Press("y");
        Assert.Equal("worker 100: nice 0 → 1.", screen.Message);
        screen.Press("z");
        Assert.Equal(0, _machine.Tasks.Nice[100]);
    }

    private TestScreen Open()
    {
        _machine.StartTarget(100);
        AffinityEditor editor = _machine.Editor();
        ProcessSample process = Any.Process(
            100, details: new ProcessDetails(1000, "ann", "worker", 0, Limit: CpuSet.Range(0, 3), LimitedBy: null));
        return new TestScreen(Any.Snapshot(process), width: 200, editor: editor, tasks: _machine.TaskEditor(editor));
    }
}
