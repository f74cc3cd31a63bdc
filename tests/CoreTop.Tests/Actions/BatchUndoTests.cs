using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Actions;

public sealed class BatchUndoTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Undo_restores_each_thread_bit_for_bit_and_releases_those_that_were_unrestricted()
    {
        AffinityRequest request = _machine.Start(100, threads: 3, wanted: CpuSet.Of(1));
        _machine.SetBySomebodyElse(101, CpuSet.Of(0, 2));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [request]);
        _machine.Writes.Clear();

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal([(100, null), (101, CpuSet.Of(0, 2)), (102, null)], _machine.Writes.OrderBy(write => write.Tid));
        Assert.Equal(3, undo.Restored.Length);
        Assert.Equal("Undid \"pin\": 3 tasks have their former CPUs again.", undo.Sentence);
        Assert.Null(editor.Undo());
    }

    [Fact]
    public void Undo_works_in_the_next_run()
    {
        _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);

        UndoOutcome undo = _machine.Editor(_machine.Journal()).Undo()!;

        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
        Assert.Equal("Undid \"pin\": worker 100 has CPU 3 again.", undo.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void Tasks_changed_after_another_run_took_their_batch_back_can_be_undone()
    {
        bool isUndone = false;
        _machine.BeforeWrite = tid =>
        {
            if (tid == 200 && !isUndone)
            {
                isUndone = true;
                _machine.Editor().Undo();
            }
        };
        _machine.Editor().Apply("pin", [.. new[] { 100, 200, 300 }.Select(Pin)]);
        Assert.True(isUndone);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(300));

        UndoOutcome? undo = _machine.Editor().Undo();

        Assert.NotNull(undo);
        Assert.Equal([100, 200, 300], undo.Restored.Select(change => change.Task.Tid));
        Assert.All([100, 200, 300], tid => Assert.Equal(CpuSet.Of(3), _machine.Affinity(tid)));
        Assert.Null(_machine.Editor().Undo());

        AffinityRequest Pin(int pid) =>
            _machine.Start(pid, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1)) with { IsWholeProcess = false };
    }

    [Fact]
    public void Undo_takes_the_newest_batch_and_then_the_one_before()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("first", [request with { Wanted = CpuSet.Of(1) }]);
        editor.Apply("second", [request with { Wanted = CpuSet.Of(2) }]);

        Assert.Equal("second", editor.Undo()!.Batch.Summary);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(100));
        Assert.Equal("first", editor.Undo()!.Batch.Summary);
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
    }

    [Fact]
    public void Undo_all_takes_every_batch_back()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("first", [request with { Wanted = CpuSet.Of(1) }]);
        editor.Apply("second", [request with { Wanted = CpuSet.Of(2) }]);

        Assert.Equal(["second", "first"], editor.UndoAll().Select(undo => undo.Batch.Summary));
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
    }

    [Fact]
    public void Undo_leaves_alone_what_somebody_else_changed_since()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, wanted: CpuSet.Of(1))]);
        _machine.SetBySomebodyElse(100, CpuSet.Of(2));

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal(CpuSet.Of(2), _machine.Affinity(100));
        Assert.Equal(
            "\"pin\" is not undone: worker 100, CPU 1 → CPUs 0-3: was changed since by somebody else, by its cpuset or by CPUs going offline: it has CPU 2, not CPU 1. "
            + "It stays in the journal; if it is refused again, undo continues with the change before it.",
            undo.Sentence);
    }

    [Fact]
    public void Undo_refuses_a_pid_that_now_belongs_to_another_task()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, wanted: CpuSet.Of(1)), _machine.Start(300, wanted: CpuSet.Of(1))]);
        _machine.StartThread(100, 100, CpuSet.Of(1), "stranger", start: 2000);
        _machine.End(300);

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal(CpuSet.Of(1), _machine.Affinity(100));
        Assert.Equal(
            ["has ended, and its number now belongs to stranger", "has ended"], undo.Skipped.Select(skip => skip.Why));
        Assert.Equal(
            "There is nothing left to undo of \"pin\": 1 task ended meanwhile, 1 left alone: "
            + "worker 100: has ended, and its number now belongs to stranger.",
            undo.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void Undo_brings_back_threads_that_were_born_since()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.StartThread(100, 150, CpuSet.Of(1), start: 2000);
        _machine.StartThread(100, 151, CpuSet.Of(2), start: 2000);

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal([100, 150], undo.Restored.Select(change => change.Task.Tid));
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(150));
        Assert.Equal(CpuSet.Of(2), _machine.Affinity(151));
    }

    [Fact]
    public void Undo_goes_on_looking_while_threads_end_that_may_have_given_birth_to_others()
    {
        const int Looks = 4;
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.StartThread(100, 140, CpuSet.Of(2), start: 2000);
        _machine.StartThread(100, 150, CpuSet.Of(1), start: 2000);
        int looks = 0;
        _machine.BeforeRead = tid =>
        {
            if (tid == 140 && ++looks <= Looks)
            {
                _machine.EndThread(100, 149 + looks);
                _machine.StartThread(100, 150 + looks, CpuSet.Of(1), start: 2000);
            }
        };

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal([100, 150 + Looks], undo.Restored.Select(change => change.Task.Tid));
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(150 + Looks));
        Assert.Empty(undo.Skipped);
    }

    [Fact]
    public void Undo_says_when_threads_are_born_all_the_while()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        int born = 0;
        _machine.AfterWrite = _ => _machine.StartThread(100, 200 + ++born, CpuSet.Of(1), start: 2000);

        UndoOutcome undo = editor.Undo()!;

        Assert.False(undo.IsSettled);
        Assert.EndsWith("; threads that started meanwhile may have been missed.", undo.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_leaves_threads_alone_that_had_the_wanted_affinity_before()
    {
        AffinityEditor editor = _machine.Editor();
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        _machine.StartThread(100, 150, CpuSet.Of(1));
        editor.Apply("pin", [request]);

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal([100], undo.Restored.Select(change => change.Task.Tid));
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(150));
    }

    [Fact]
    public void Undo_says_when_the_cpuset_shrank()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1, 2), wanted: CpuSet.Of(1))]);
        _machine.Allowed = CpuSet.Of(0, 1);
        _machine.SetBySomebodyElse(100, CpuSet.Of(1));

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal(1, undo.Trimmed);
        Assert.Equal(
            "Undid \"pin\": worker 100 has CPU 1 again, but fewer: the others are offline or outside its cpuset now.",
            undo.Sentence);
    }

    [Fact]
    public void The_cpuset_of_a_process_is_read_once_for_all_its_threads()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, threads: 5, affinity: CpuSet.Of(1, 2), wanted: CpuSet.Of(1))]);
        _machine.SetCpuset(100, CpuSet.Of(0, 1));
        List<string> read = _machine.ReadsFromNowOn();

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal(5, undo.Trimmed);
        Assert.Single(read, path => path == "/proc/100/cgroup");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_task_that_was_refused_stays_undoable_and_the_others_do_not(bool isRefusedOnRead)
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, threads: 3, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        Refuse(101, isRefusedOnRead);

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal([100, 102], undo.Restored.Select(change => change.Task.Tid));
        Assert.Equal((101, true), (Assert.Single(undo.Skipped).Change.Task.Tid, undo.Skipped[0].IsKept));
        Assert.Equal(
            "Partly undid \"pin\": 2 tasks have their former CPUs again, 1 left alone: worker 101: "
            + "not permitted (EPERM): needs its user, root or CAP_SYS_NICE; undo tries that again.",
            undo.Sentence);
        Assert.Equal(101, Assert.Single(Assert.Single(_machine.Journal().Batches).Changes).Task.Tid);

        _machine.Permit(101);
        _machine.Writes.Clear();
        Assert.Equal("Undid \"pin\": worker 101 has CPU 3 again.", _machine.Editor().Undo()!.Sentence);
        Assert.Equal((101, CpuSet.Of(3)), Assert.Single(_machine.Writes));
        Assert.Empty(_machine.Journal().Batches);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_that_was_refused_altogether_is_kept_and_said_to_be_not_undone(bool isRefusedOnRead)
    {
        _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        Refuse(100, isRefusedOnRead);

        UndoOutcome undo = _machine.Editor().Undo()!;

        Assert.True(undo.IsBlocked);
        Assert.Equal(
            "\"pin\" is not undone: worker 100, CPU 1 → CPU 3: not permitted (EPERM): needs its user, root or CAP_SYS_NICE. "
            + "It stays in the journal; if it is refused again, undo continues with the change before it.",
            undo.Sentence);
        _machine.Permit(100);
        Assert.Single(_machine.Editor().Undo()!.Restored);
        Assert.Null(_machine.Editor().Undo());
    }

    [Fact]
    public void A_batch_found_blocked_twice_lets_undo_pass_to_the_one_before_and_is_tried_again_each_time()
    {
        _machine.Editor().Apply("first", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.Editor().Apply("second", [_machine.Start(200, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.Refuse(200, ControlResult.NotPermitted, errno: 1);

        UndoOutcome blocked = _machine.Editor().Undo()!;

        Assert.Equal(("second", true), (blocked.Batch.Summary, blocked.IsBlocked));
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(100));

        UndoOutcome passed = _machine.Editor().Undo()!;

        Assert.Equal(("first", "second"), (passed.Batch.Summary, Assert.Single(passed.PassedOver).Batch.Summary));
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));

        _machine.Permit(200);
        Assert.Equal("second", _machine.Editor().Undo()!.Batch.Summary);
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(200));
        Assert.Null(_machine.Editor().Undo());
    }

    [Fact]
    public void A_blocked_batch_that_can_be_undone_by_now_is_undone_before_any_older_one()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("first", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        editor.Apply("second", [_machine.Start(200, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.Refuse(200, ControlResult.NotPermitted, errno: 1);
        editor.Undo();
        _machine.Permit(200);

        Assert.Equal("second", editor.Undo()!.Batch.Summary);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(100));
    }

    [Fact]
    public void A_change_under_one_that_is_not_undone_is_kept_with_it()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("first", [request with { Wanted = CpuSet.Of(1) }]);
        editor.Apply("second", [request with { Wanted = CpuSet.Of(2) }]);
        _machine.Refuse(100, ControlResult.NotPermitted, errno: 1);

        Assert.Equal(
            ["not permitted (EPERM): needs its user, root or CAP_SYS_NICE",
             "was changed again since, and that is not undone: it has CPU 2, not CPU 1"],
            editor.UndoAll().Select(undo => Assert.Single(undo.Skipped).Why));

        _machine.Permit(100);
        Assert.Equal(["second", "first"], _machine.Editor().UndoAll().Select(undo => undo.Batch.Summary));
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
    }

    [Fact]
    public void A_task_that_ended_does_not_keep_a_batch()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, wanted: CpuSet.Of(1)), _machine.Start(300, wanted: CpuSet.Of(1))]);
        _machine.End(100);
        _machine.Refuse(300, ControlResult.NotPermitted, errno: 1);

        editor.Undo();

        Assert.Equal(300, Assert.Single(Assert.Single(_machine.Journal().Batches).Changes).Task.Tid);
    }

    [Fact]
    public void A_thread_born_since_that_was_refused_joins_what_is_kept()
    {
        _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        _machine.StartThread(100, 150, CpuSet.Of(1), start: 2000);
        _machine.Refuse(150, ControlResult.NotPermitted, errno: 1);

        UndoOutcome undo = _machine.Editor().Undo()!;

        Assert.Equal((100, 150), (Assert.Single(undo.Restored).Task.Tid, Assert.Single(undo.Skipped).Change.Task.Tid));
        _machine.Permit(150);
        Assert.Equal(150, Assert.Single(_machine.Editor().Undo()!.Restored).Task.Tid);
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(150));
    }

    [Fact]
    public void Where_it_cannot_be_written_down_that_is_said_and_the_tasks_are_restored_all_the_same()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))]);
        IReadOnlyList<JournalBatch> reach = editor.UndoReach;
        _machine.BlockJournal();

        UndoOutcome undo = editor.Undo(reach)!;

        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
        Assert.Contains(_machine.JournalPath, undo.JournalProblem, StringComparison.Ordinal);
        Assert.StartsWith(
            "Undid \"pin\": worker 100 has CPU 3 again. That could not be recorded, so the next run will offer it again: The journal ",
            undo.Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_only_in_memory_is_undone_there_though_the_journal_can_be_written_by_now()
    {
        AffinityEditor editor = _machine.Editor();
        _machine.SpoilJournal();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1))], withoutJournal: true);
        File.Delete(_machine.JournalFolder);

        Assert.Null(editor.Undo()!.JournalProblem);
        Assert.Null(editor.Undo());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Undoing_a_release_leaves_the_threads_free_that_were_free(bool isNextRun)
    {
        const int Threads = 200, Pinned = 250;
        AffinityRequest request = _machine.Start(100, Threads);
        _machine.SetBySomebodyElse(Pinned, CpuSet.Of(2));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("release", [request]);
        _machine.StartThread(100, 400, _machine.Allowed, start: 2000);
        _machine.Writes.Clear();

        UndoOutcome undo = (isNextRun ? _machine.Editor() : editor).Undo()!;

        Assert.Equal((Pinned, CpuSet.Of(2)), Assert.Single(_machine.Writes));
        Assert.Equal(Pinned, Assert.Single(undo.Restored).Task.Tid);
        Assert.Equal(Threads, Enumerable.Range(100, Threads).Append(400).Count(tid => _machine.Affinity(tid).Equals(_machine.Allowed)));
    }

    [Fact]
    public void A_stranger_that_got_the_number_of_a_released_thread_is_reported_and_not_touched()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, affinity: CpuSet.Of(2));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("release", [request]);
        _machine.EndThread(100, 101);
        _machine.StartThread(101, 101, _machine.Allowed, "stranger", start: 2000);
        _machine.Writes.Clear();

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal((100, CpuSet.Of(2)), Assert.Single(_machine.Writes));
        Assert.Equal("has ended, and its number now belongs to stranger", Assert.Single(undo.Skipped).Why);
        Assert.Equal(_machine.Allowed, _machine.Affinity(101));
    }

    [Fact]
    public void A_release_is_undone_though_CPUs_came_online_since()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("release", [_machine.Start(100, affinity: CpuSet.Of(2))]);
        _machine.Allowed = CpuSet.Range(0, 7);

        Assert.Single(editor.Undo()!.Restored);
        Assert.Equal(CpuSet.Of(2), _machine.Affinity(100));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_release_that_somebody_widened_by_CPUs_it_left_out_is_not_undone(bool isNextRun)
    {
        AffinityEditor editor = _machine.Editor();
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(0)) with { Isolated = CpuSet.Of(2, 3) };
        editor.Apply("release", [request]);
        Assert.Equal(CpuSet.Of(0, 1), _machine.Affinity(100));
        _machine.SetBySomebodyElse(100, CpuSet.Range(0, 3));

        UndoOutcome undo = (isNextRun ? _machine.Editor() : editor).Undo()!;

        Assert.Equal(
            "was changed since by somebody else: it has CPUs 0-3, not CPUs 0-1", Assert.Single(undo.Skipped).Why);
        Assert.Equal(CpuSet.Range(0, 3), _machine.Affinity(100));
    }

    [Fact]
    public void A_release_of_a_task_that_had_isolated_CPUs_is_undone_though_CPUs_came_online_since()
    {
        CpuSet isolated = CpuSet.Of(2, 3, 4);
        _machine.Editor().Apply(
            "release",
            [
                _machine.Start(100, affinity: CpuSet.Of(0)) with { Isolated = isolated },
                _machine.Start(200, affinity: CpuSet.Of(3)) with { Isolated = isolated },
            ]);
        _machine.Allowed = CpuSet.Range(0, 5);

        Assert.Equal(2, _machine.Editor().Undo()!.Restored.Length);
        Assert.Equal((CpuSet.Of(0), CpuSet.Of(3)), (_machine.Affinity(100), _machine.Affinity(200)));
    }

    [Fact]
    public void A_release_under_a_wider_change_that_is_not_undone_is_kept_with_it()
    {
        _machine.Allowed = CpuSet.Of(2, 3);
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3));
        AffinityEditor editor = _machine.Editor();
        editor.Apply("release", [request]);
        _machine.Allowed = CpuSet.Range(0, 3);
        editor.Apply("widen", [request with { Wanted = CpuSet.Range(1, 3), Limit = _machine.Allowed }]);
        _machine.Refuse(100, ControlResult.NotPermitted, errno: 1);

        Assert.Equal(
            ["not permitted (EPERM): needs its user, root or CAP_SYS_NICE",
             "was changed again since, and that is not undone: it has CPUs 1-3, not CPUs 2-3"],
            editor.UndoAll().Select(undo => Assert.Single(undo.Skipped).Why));
    }

    [Fact]
    public void Threads_born_of_one_that_was_kept_go_back_with_it_though_their_leader_went_before()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        _machine.SetBySomebodyElse(101, CpuSet.Of(2));
        _machine.Editor().Apply("pin", [request]);
        _machine.Refuse(101, ControlResult.NotPermitted, errno: 1);
        Assert.Equal(100, Assert.Single(_machine.Editor().Undo()!.Restored).Task.Tid);
        _machine.StartThread(100, 150, CpuSet.Of(1), start: 2000);
        _machine.Permit(101);

        UndoOutcome undo = _machine.Editor().Undo()!;

        Assert.Equal([101, 150], undo.Restored.Select(change => change.Task.Tid));
        Assert.Equal((CpuSet.Of(2), CpuSet.Of(3)), (_machine.Affinity(101), _machine.Affinity(150)));
    }

    [Fact]
    public void Threads_born_under_a_leader_that_was_refused_have_no_model()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        _machine.Refuse(100, ControlResult.NotPermitted, errno: 1);
        _machine.Editor().Apply("pin", [request]);
        _machine.StartThread(100, 150, CpuSet.Of(1), start: 2000);

        Assert.Equal(101, Assert.Single(_machine.Editor().Undo()!.Restored).Task.Tid);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(150));
    }

    [Fact]
    public void A_task_whose_cpuset_shrank_since_is_kept_until_it_has_what_it_was_left_with_again()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(0), wanted: CpuSet.Of(2, 3))]);
        _machine.Allowed = CpuSet.Range(0, 2);

        Assert.Equal(
            "was changed since by somebody else, by its cpuset or by CPUs going offline: it has CPU 2, not CPUs 2-3",
            Assert.Single(editor.Undo()!.Skipped).Why);

        _machine.Allowed = CpuSet.Range(0, 3);
        Assert.Single(editor.Undo()!.Restored);
        Assert.Equal(CpuSet.Of(0), _machine.Affinity(100));
    }

    private void Refuse(int tid, bool isRefusedOnRead)
    {
        if (isRefusedOnRead)
        {
            _machine.RefuseToRead(tid, ControlResult.NotPermitted, errno: 1);
        }
        else
        {
            _machine.Refuse(tid, ControlResult.NotPermitted, errno: 1);
        }
    }
}
