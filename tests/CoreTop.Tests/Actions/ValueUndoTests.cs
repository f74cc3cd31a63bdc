using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

/// <summary>Nice values, I/O priorities, policies and autogroups are taken back like affinities, and in order with them.</summary>
public sealed class ValueUndoTests : IDisposable
{
    private const int Eacces = 13;

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Every_thread_gets_its_former_nice_value_back_in_the_next_run_too()
    {
        TaskTarget target = _machine.StartTarget(100, threads: 3);
        _machine.Tasks.Nice[102] = 10;
        Tasks().AddNice(1, [target]);

        UndoOutcome undo = Undoer().Undo()!;

        Assert.Equal("Undid \"nice +1\": 3 tasks have their former nice values again.", undo.Sentence);
        Assert.Equal([0, 0, 10], new[] { 100, 101, 102 }.Select(Nice));
        Assert.Null(Undoer().Undo());
    }

    [Theory]
    [InlineData("nice", "nice 5", "nice 0")]
    [InlineData("io-priority", "I/O priority idle", "I/O priority best-effort 2")]
    [InlineData("policy", "policy FIFO 20", "policy RR 3")]
    [InlineData("autogroup-nice", "autogroup nice +4", "autogroup nice -2")]
    public void Each_kind_of_value_is_taken_back_and_said(string kind, string summary, string former)
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.IoPriorities[100] = new IoPriority(IoClass.BestEffort, 2);
        _machine.Tasks.Policies[100] = new TaskPolicy(SchedPolicy.RoundRobin, 3, ResetsOnFork: true);
        _machine.Tasks.GroupOf[100] = 7;
        _machine.Tasks.GroupNice[7] = -2;
        Assert.True(Set(kind, target).IsComplete);

        JournalBatch batch = Assert.Single(_machine.Journal().Batches);
        UndoOutcome undo = Undoer().Undo()!;

        Assert.Equal((kind, summary), (batch.Value, batch.Summary));
        Assert.Equal($"Undid \"{summary}\": worker 100 has {former} again.", undo.Sentence);
        Assert.True(undo.IsComplete);
        Assert.Equal(
            (0, new IoPriority(IoClass.BestEffort, 2), new TaskPolicy(SchedPolicy.RoundRobin, 3, ResetsOnFork: true), -2),
            (_machine.Tasks.Nice.GetValueOrDefault(100), _machine.Tasks.IoPriorities[100], _machine.Tasks.Policies[100], _machine.Tasks.GroupNice[7]));
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void Undo_takes_back_whatever_was_changed_last()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        AffinityEditor editor = Undoer();
        TaskEditor tasks = _machine.TaskEditor(editor);
        tasks.SetNice(5, [request.Target]);
        editor.Apply("pin", [request]);
        tasks.SetPolicy(SchedPolicy.Batch, 0, [request.Target]);
        tasks.SetNice(7, [request.Target]);

        string[] sentences = [.. Enumerable.Range(0, 4).Select(_ => editor.Undo()!.Sentence)];

        Assert.Equal(
            [
                "Undid \"nice 7\": worker 100 has nice 5 again.",
                "Undid \"policy BATCH\": worker 100 has policy OTHER again.",
                "Undid \"pin\": worker 100 has all CPUs again.",
                "Undid \"nice 5\": worker 100 has nice 0 again.",
            ],
            sentences);
        Assert.Null(editor.Undo());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_program_that_ends_between_two_threads_leaves_what_undo_needs(int written)
    {
        TaskTarget target = _machine.StartTarget(100, threads: 3);
        _machine.Tasks.AfterWrite = _ =>
        {
            if (_machine.Tasks.Writes.Count > written)
            {
                throw new OperationCanceledException("ended");
            }
        };
        Assert.Throws<OperationCanceledException>(() => Tasks().SetNice(5, [target]));
        _machine.Tasks.AfterWrite = null;

        UndoOutcome undo = Undoer().Undo()!;

        Assert.Equal(written + 1, undo.Restored.Length);
        Assert.True(undo.IsComplete);
        Assert.All(new[] { 100, 101, 102 }, tid => Assert.Equal(0, Nice(tid)));
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void What_somebody_else_has_set_since_is_left_alone_and_kept()
    {
        TaskTarget target = _machine.StartTarget(100, threads: 2);
        Tasks().SetNice(5, [target]);
        _machine.Tasks.Nice[101] = 7;

        UndoOutcome undo = Undoer().Undo()!;

        Assert.Equal(
            "Partly undid \"nice 5\": worker 100 has nice 0 again, 1 left alone: worker 101: was changed since by somebody else: "
            + "it has nice 7, not nice 5; undo tries that again.",
            undo.Sentence);
        Assert.Equal([0, 7], new[] { 100, 101 }.Select(Nice));
        Assert.Equal(101, Assert.Single(Assert.Single(_machine.Journal().Batches).Changes).Task.Tid);
    }

    [Fact]
    public void A_reused_number_is_not_touched()
    {
        Tasks().SetNice(5, [_machine.StartTarget(100)]);
        _machine.StartThread(100, 100, _machine.Allowed, "stranger", start: 2000);

        UndoOutcome undo = Undoer().Undo()!;

        Assert.Equal("has ended, and its number now belongs to stranger", Assert.Single(undo.Skipped).Why);
        Assert.Equal(5, Nice(100));
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void A_thread_born_since_goes_back_with_its_process()
    {
        Tasks().SetNice(5, [_machine.StartTarget(100)]);
        _machine.StartThread(100, 150, _machine.Allowed, start: 1500);
        _machine.Tasks.Nice[150] = 5;

        Undoer().Undo();

        Assert.Equal([0, 0], new[] { 100, 150 }.Select(Nice));
    }

    [Fact]
    public void What_is_set_back_again_a_moment_later_is_said()
    {
        Tasks().SetNice(5, [_machine.StartTarget(100)]);
        UndoOutcome undo = Undoer().Undo()!;
        _machine.Tasks.Nice[100] = 5;

        UndoOutcome again = UndoOutcome.LookAgain([undo])[0];

        Assert.Equal(
            "\"nice 5\" was undone, but that no longer holds: worker 100: accepted, and not in effect: its own process or another program "
            + "sets it back to nice 5.",
            again.Sentence);
    }

    [Fact]
    public void What_its_user_could_not_take_back_lets_undo_pass_to_the_change_before_at_once()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        AffinityEditor editor = Undoer();
        TaskEditor tasks = _machine.TaskEditor(editor);
        editor.Apply("pin", [request]);
        _machine.Tasks.MayRaisePriorities = false;
        tasks.SetNice(5, [request.Target]);
        tasks.SetNice(7, [request.Target]);
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, Eacces);

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal("Undid \"pin\": worker 100 has all CPUs again.", undo.Sentence);
        Assert.Equal(
            [
                "\"nice 7\" is not undone: worker 100, nice 7 → 5: not permitted (EACCES): 7 is the lowest it may be given (RLIMIT_NICE), "
                + "lower values need root or CAP_SYS_NICE. It stays in the journal; undo continues with the change before it.",
                "\"nice 5\" is not undone: worker 100, nice 5 → 0: was changed again since, and that is not undone: it has nice 7, not nice 5. "
                + "It stays in the journal; undo continues with the change before it.",
            ],
            undo.PassedOver.Select(passed => passed.Sentence));
        _machine.Tasks.Permit(100);
        Assert.Equal([true, true], Undoer().UndoAll().Select(outcome => outcome.IsComplete));
        Assert.Equal(0, Nice(100));
    }

    [Fact]
    public void What_its_user_could_take_back_when_it_was_made_is_not_passed_over_when_it_is_first_refused()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        AffinityEditor editor = Undoer();
        editor.Apply("pin", [request]);
        _machine.TaskEditor(editor).SetNice(5, [request.Target]);
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, Eacces);

        UndoOutcome undo = editor.Undo()!;

        Assert.True(undo.IsBlocked);
        Assert.Empty(undo.PassedOver);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(100));
    }

    [Fact]
    public void What_is_left_of_one_kind_does_not_stand_before_another()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        AffinityEditor editor = Undoer();
        editor.Apply("pin", [request]);
        _machine.TaskEditor(editor).SetNice(5, [request.Target]);
        _machine.Tasks.Nice[100] = 9;

        IReadOnlyList<UndoOutcome> undone = editor.UndoAll();

        Assert.Equal([false, true], undone.Select(outcome => outcome.IsComplete));
        Assert.Equal(_machine.Allowed, _machine.Affinity(100));
    }

    [Fact]
    public void What_cannot_be_written_down_is_not_done_unless_the_user_agrees()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.SpoilJournal();
        AffinityEditor editor = Undoer();
        TaskEditor tasks = _machine.TaskEditor(editor);

        TaskBatch refused = tasks.SetNice(5, [target]);
        bool isUntouched = _machine.Tasks.Writes.Count == 0;
        TaskBatch agreed = tasks.Nice(5).Apply([target], true);

        Assert.True(isUntouched);
        Assert.StartsWith($"Nothing changed: The journal {_machine.JournalPath} cannot be used", refused.Sentence, StringComparison.Ordinal);
        Assert.False(refused.IsComplete);
        Assert.Equal("worker 100: nice 0 → 5.", agreed.Sentence);
        Assert.Equal("Undid \"nice 5\": worker 100 has nice 0 again.", editor.Undo()!.Sentence);
    }

    [Fact]
    public void Many_changes_of_every_kind_are_folded_each_into_one()
    {
        var fold = new JournalFold();
        TaskKey task = new(7, 1000);
        for (int nice = 0; nice < 3; nice++)
        {
            TaskChange change = new TaskChange<int>(task, 7, "worker", nice, nice + 1);
            fold.Add(new JournalBatch($"{nice}", DateTimeOffset.UnixEpoch, $"nice {nice}", [change]) { Value = "nice" });
        }

        JournalBatch folded = Assert.Single(fold.ToBatches(_ => true));

        Assert.Equal(("nice", 3), (folded.Value, folded.Folded));
        Assert.Equal(("0", "3"), (folded.Changes[0].FromText, folded.Changes[0].ToText));
        JournalLine? read = null;
        JournalLines.Read(JournalLines.Write(FoldedLine.Of(folded, new JournalPlace((string?)null, "boot"))), (line, _) => read = line);
        var history = new JournalHistory("boot");
        history.Add(read!);
        Assert.Equal(folded.Changes, Assert.Single(history.ToBatches()).Changes);
    }

    [Theory]
    [InlineData("nice", "20", "5")]
    [InlineData("nice", "CPU", "5")]
    [InlineData("io-priority", "-1", "5")]
    [InlineData("policy", "1 100", "0 0")]
    [InlineData("policy", "1", "0 0")]
    [InlineData("autogroup-nice", "7 -21", "7 0")]
    public void A_line_whose_values_are_none_of_its_kind_is_damaged(string value, string from, string to)
    {
        string line = $$"""{"v":1,"kind":"Intend","batch":"b","boot":"boot","value":"{{value}}","summary":"s","tasks":[{"tid":7,"start":1,"pid":7,"name":"w","from":"{{from}}","to":"{{to}}"}]}""" + "\n";

        Assert.Equal(1, JournalLines.Read(System.Text.Encoding.UTF8.GetBytes(line), (_, _) => Assert.Fail("it is read")));
    }

    [Fact]
    public void Whether_a_user_may_take_a_value_back_is_known_before_it_is_given()
    {
        TaskTarget target = _machine.StartTarget(100);
        TaskEditor tasks = Tasks();
        _machine.Tasks.Policies[100] = new TaskPolicy(SchedPolicy.Fifo, 10);
        _machine.Tasks.IoPriorities[100] = new IoPriority(IoClass.RealTime, 1);
        TaskWish[] oneWay = [tasks.NiceStep(1), tasks.Policy(SchedPolicy.Other, 0), tasks.Policy(SchedPolicy.Fifo, 9), tasks.IoPriority(IoPriority.None)];
        Assert.All(oneWay, wish => Assert.Null(wish.WhyNoWayBack([target])));

        _machine.Tasks.MayRaisePriorities = false;

        Assert.Equal(
            [
                "nice 0 needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it",
                "FIFO 10 needs root, CAP_SYS_NICE or an RLIMIT_RTPRIO that allows it",
                "FIFO 10 needs root, CAP_SYS_NICE or an RLIMIT_RTPRIO that allows it",
                "real-time 1 needs root, CAP_SYS_NICE or CAP_SYS_ADMIN",
            ],
            oneWay.Select(wish => wish.WhyNoWayBack([target])));
        Assert.Null(tasks.NiceStep(-1).WhyNoWayBack([target]));
        Assert.Null(tasks.Policy(SchedPolicy.Fifo, 11).WhyNoWayBack([target]));
        _machine.Tasks.Policies[100] = default;
        Assert.Null(tasks.Policy(SchedPolicy.Batch, 0).WhyNoWayBack([target]));
        Assert.Equal(
            "leaving IDLE needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows nice 0",
            tasks.Policy(SchedPolicy.Idle, 0).WhyNoWayBack([target]));
        _machine.Tasks.Limits = new TaskLimits(LowestNice: 0, HighestRealTime: 0);
        Assert.Null(tasks.Policy(SchedPolicy.Idle, 0).WhyNoWayBack([target]));
        Assert.Null(tasks.NiceStep(1).WhyNoWayBack([target]));
    }

    private AffinityEditor Undoer()
    {
        AffinityEditor editor = _machine.Editor();
        _ = _machine.TaskEditor(editor);
        return editor;
    }

    private TaskEditor Tasks() => _machine.TaskEditor(_machine.Editor());

    private TaskBatch Set(string kind, TaskTarget target) => kind switch
    {
        "nice" => Tasks().SetNice(5, [target]),
        "io-priority" => Tasks().SetIoPriority(new IoPriority(IoClass.Idle, 0), [target]),
        "policy" => Tasks().SetPolicy(SchedPolicy.Fifo, 20, [target]),
        _ => Tasks().AddAutogroupNice(4, [target]),
    };

    private int Nice(int tid) => _machine.Tasks.Nice.GetValueOrDefault(tid);
}
