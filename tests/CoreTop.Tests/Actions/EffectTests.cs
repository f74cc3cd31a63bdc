using CoreTop.Actions;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

/// <summary>What the kernel accepts is not always so: it is read back, at once and a moment later.</summary>
public sealed class EffectTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("TracerPid:\t700\nSeccomp:\t0\n", "strace 700, which traces this program, answers sched_setaffinity in the kernel's place")]
    [InlineData("TracerPid:\t0\nSeccomp:\t2\n", "a seccomp filter on this program answers sched_setaffinity in the kernel's place")]
    [InlineData("TracerPid:\t0\nSeccomp:\t0\n", "sched_setaffinity does nothing here, not even to this program itself")]
    public void A_call_that_somebody_swallows_is_not_in_effect_and_who_swallows_it_is_said(string status, string who)
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Range(0, 1), wanted: CpuSet.Of(0));
        _machine.Start(700, name: "strace");
        _machine.SetOwnStatus(status);
        _machine.IsSwallowing = true;

        BatchOutcome batch = _machine.Editor().Apply("pin", [request]);

        Assert.Equal($"worker 100, CPUs 0-1 → CPU 0: accepted, and not in effect: it still has CPUs 0-1, as {who}.", batch.Sentence);
        Assert.Equal(ControlResult.NotInEffect, Assert.Single(batch.Outcomes[0].Refusals).Result);
        Assert.Equal((0, 0, false), (batch.Changed, batch.Unchanged, batch.IsComplete));
        Assert.Empty(_machine.Journal().Batches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0-2")]
    public void A_release_or_a_wider_mask_that_is_swallowed_is_not_taken_for_one_that_its_cpuset_trimmed(string? wanted)
    {
        CpuSet? cpus = wanted is not null && CpuList.TryParse(wanted, out CpuSet parsed) ? parsed : null;
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(0), wanted: cpus);
        _machine.IsSwallowing = true;

        foreach (CpuSet? limit in new[] { null, _machine.Allowed })
        {
            BatchOutcome batch = _machine.Editor().Apply("change", [request with { Limit = limit }]);

            Assert.Contains("accepted, and not in effect: it still has CPU 0", batch.Sentence, StringComparison.Ordinal);
            Assert.False(batch.IsComplete);
        }
    }

    [Fact]
    public void A_task_that_is_set_back_at_once_does_not_have_its_CPUs_already()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0));
        _machine.AfterWrite = tid => _machine.SetBySomebodyElse(tid, CpuSet.Of(1));

        BatchOutcome batch = _machine.Editor().Apply("pin", [request]);

        Assert.Equal(
            "worker 100, CPU 1 → CPU 0: accepted, and not in effect: its own process or another program sets it back to CPU 1.", batch.Sentence);
        Assert.Single(_machine.Writes);
        Assert.True(batch.IsAcceptedInPart);
    }

    [Fact]
    public void A_task_that_is_set_back_between_two_passes_is_written_once_more_and_then_left_to_whoever_sets_it()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0));
        int reads = 0;
        _machine.AfterWrite = _ => reads = 0;
        _machine.BeforeRead = tid =>
        {
            if (++reads == 2)
            {
                _machine.SetBySomebodyElse(tid, CpuSet.Of(1));
            }
        };

        BatchOutcome batch = _machine.Editor().Apply("pin", [request]);

        Assert.Equal(2, _machine.Writes.Count);
        Assert.Equal(
            "worker 100, CPU 1 → CPU 0: accepted, and not in effect: its own process or another program sets it back to CPU 1.", batch.Sentence);
    }

    [Theory]
    [InlineData(5L, 9L, "its own process or another program")]
    [InlineData(5L, 5L, "another program")]
    public void What_is_set_back_a_moment_later_is_said_by_thread_and_by_whom_it_can_be(long before, long after, string who)
    {
        AffinityRequest request = _machine.Start(100, threads: 3, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0));
        _machine.RunTimes[100] = before;
        BatchOutcome first = _machine.Editor().Apply("pin", [request]);
        Assert.True(first.IsComplete);
        Assert.True(first.MayBeSetBack);
        _machine.RunTimes[100] = after;
        _machine.SetBySomebodyElse(101, CpuSet.Of(1));

        BatchOutcome batch = first.LookAgain();

        Assert.Equal(
            $"worker 100: 2 threads moved from CPU 1 to CPU 0; 1 thread (101): accepted, and not in effect: {who} sets it back to CPU 1.",
            batch.Sentence);
        Assert.Equal([100, 102], batch.Outcomes[0].Changes.Select(change => change.Task.Tid));
        Assert.Equal(101, Assert.Single(batch.Outcomes[0].Refusals).Task.Tid);
    }

    [Fact]
    public void A_task_that_proc_lists_has_not_ended_for_a_call_that_does_not_find_it_and_its_undo_is_kept()
    {
        const string Unknown = "worker 100, CPUs 0-1 → CPU 0: refused (ESRCH): the kernel does not find this task, though /proc lists it: "
            + "/proc may belong to another PID namespace";
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Range(0, 1), wanted: CpuSet.Of(0));
        _machine.Refuse(100, ControlResult.TaskGone, errno: 3);

        BatchOutcome refused = _machine.Editor().Apply("pin", [request]);
        _machine.Permit(100);
        _machine.Editor().Apply("pin", [request]);
        _machine.Refuse(100, ControlResult.TaskGone, errno: 3);
        UndoOutcome undo = _machine.Editor().Undo()!;

        Assert.StartsWith(Unknown, refused.Sentence, StringComparison.Ordinal);
        Assert.Equal((0, 0, false), (refused.Changed, refused.Unchanged, refused.IsComplete));
        Assert.StartsWith(Unknown, $"worker 100, CPUs 0-1 → CPU 0: {Assert.Single(undo.Skipped).Why}", StringComparison.Ordinal);
        _machine.Permit(100);
        Assert.Single(_machine.Editor().Undo()!.Restored);
        Assert.Equal(CpuSet.Range(0, 1), _machine.Affinity(100));
    }

    [Fact]
    public void A_third_mask_that_somebody_sets_is_said_as_such()
    {
        BatchOutcome first = _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        _machine.SetBySomebodyElse(100, CpuSet.Of(2));

        Assert.Equal(
            "worker 100, CPU 1 → CPU 0: accepted, and not in effect: its own process or another program has set it to CPU 2.",
            first.LookAgain().Sentence);
    }

    [Fact]
    public void A_cpuset_that_became_smaller_in_between_is_said_and_is_nobodys_fault()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Range(0, 1));
        _machine.BeforeWrite = _ => _machine.SetCpuset(100, CpuSet.Of(1));

        BatchOutcome batch = _machine.Editor().Apply("pin", [request]).LookAgain();

        Assert.Equal("worker 100: moved from CPU 3 to CPU 1, without CPU 0: offline or outside its cpuset.", batch.Sentence);
        Assert.True(batch.IsComplete);
    }

    [Fact]
    public void Fewer_CPUs_than_the_cpuset_allows_are_somebody_elses_doing()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Range(0, 1));
        _machine.SetCpuset(100, CpuSet.Range(0, 3));
        _machine.AfterWrite = tid => _machine.SetBySomebodyElse(tid, CpuSet.Of(1));

        BatchOutcome batch = _machine.Editor().Apply("pin", [request]);

        Assert.Contains("accepted, and not in effect: its own process or another program has set it to CPU 1", batch.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_born_meanwhile_with_another_mask_is_named()
    {
        BatchOutcome first = _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        _machine.StartThread(100, 105, CpuSet.Of(1));

        BatchOutcome batch = first.LookAgain();

        Assert.Contains("1 thread (105): not in effect: it started meanwhile, and has CPU 1", batch.Sentence, StringComparison.Ordinal);
        Assert.False(batch.IsComplete);
    }

    [Fact]
    public void A_process_that_ends_between_the_change_and_the_second_look_has_ended()
    {
        BatchOutcome first = _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        _machine.End(100);

        BatchOutcome batch = first.LookAgain();

        Assert.Equal("worker 100: moved from CPU 1 to CPU 0; then it ended.", batch.Sentence);
        Assert.True(batch.IsAcceptedInPart);
        Assert.False(batch.IsComplete);
    }

    [Fact]
    public void A_process_of_which_nothing_but_a_zombie_is_left_has_ended()
    {
        BatchOutcome first = _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        _machine.StartThread(100, 100, CpuSet.Of(0), state: 'Z');

        Assert.False(first.LookAgain().IsComplete);
    }

    [Fact]
    public void Of_two_steps_for_one_task_the_last_is_looked_at()
    {
        AffinityRequest pin = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));

        BatchOutcome batch = _machine.Editor().Apply("spread, then widen", [pin, pin with { Wanted = null }]).LookAgain();

        Assert.True(batch.IsComplete, batch.Sentence);
    }

    [Fact]
    public void Where_nothing_was_written_nothing_is_waited_for()
    {
        BatchOutcome same = _machine.Editor().Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(1))]);
        _machine.OnlyRecords = true;
        BatchOutcome recorded = _machine.Editor().Apply("pin", [_machine.Start(200, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);

        Assert.False(same.MayBeSetBack);
        Assert.False(recorded.MayBeSetBack);
        Assert.Equal(new TaskKey(200, 1000), Assert.Single(recorded.LookAgain().Outcomes[0].Changes).Task);
    }

    [Fact]
    public void A_deadline_task_has_all_its_CPUs_already_when_it_is_released()
    {
        const int Deadline = 6;

        AffinityOutcome outcome = _machine.Editor().Apply("release", [_machine.Start(100, policy: Deadline)]).Outcomes[0];

        Assert.Equal("worker 100: has all CPUs it may use already.", outcome.Sentence);
        Assert.Empty(outcome.Refusals);
    }

    [Fact]
    public void An_undo_that_is_set_back_at_once_stays_in_the_journal()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        _machine.AfterWrite = tid => _machine.SetBySomebodyElse(tid, CpuSet.Of(0));

        UndoOutcome undo = editor.Undo()!;

        Assert.Equal(
            "\"pin\" is not undone: worker 100, CPU 0 → CPU 1: accepted, and not in effect: its own process or another program sets it back to CPU 0. "
            + "It stays in the journal; if it is refused again, undo continues with the change before it.",
            undo.Sentence);
        Assert.True(Assert.Single(undo.Skipped).IsNotInEffect);
        Assert.Single(_machine.Journal().Batches);
    }

    [Fact]
    public void An_undo_that_is_swallowed_has_restored_nothing()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, affinity: CpuSet.Range(0, 3), wanted: CpuSet.Of(0))]);
        _machine.IsSwallowing = true;

        UndoOutcome undo = editor.Undo()!;

        Assert.Empty(undo.Restored);
        Assert.Contains("accepted, and not in effect: it still has CPU 0, as sched_setaffinity does nothing here", undo.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_that_is_set_back_a_moment_later_is_not_called_done()
    {
        AffinityEditor editor = _machine.Editor();
        editor.Apply("pin", [_machine.Start(100, threads: 2, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0))]);
        UndoOutcome first = editor.Undo()!;
        Assert.True(first is { IsComplete: true, MayBeSetBack: true });
        _machine.SetBySomebodyElse(101, CpuSet.Of(0));

        UndoOutcome undo = UndoOutcome.LookAgain([first])[0];

        Assert.Equal(
            "Partly undid \"pin\": worker 100 has CPU 1 again, 1 task not: worker 101: "
            + "accepted, and not in effect: its own process or another program sets it back to CPU 0.",
            undo.Sentence);
        Assert.False(undo.IsComplete);
    }

    [Fact]
    public void Of_several_batches_of_one_task_the_last_one_undone_is_looked_at()
    {
        AffinityEditor editor = _machine.Editor();
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(1), wanted: CpuSet.Of(0));
        editor.Apply("first", [request]);
        editor.Apply("second", [request with { Wanted = CpuSet.Of(2) }]);

        IReadOnlyList<UndoOutcome> undone = UndoOutcome.LookAgain(editor.UndoAll());

        Assert.All(undone, outcome => Assert.True(outcome.IsComplete, outcome.Sentence));
    }

    [Fact]
    public void A_nice_value_that_is_swallowed_is_not_had_already()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Start(700, name: "strace");
        _machine.SetOwnStatus("TracerPid:\t700\nSeccomp:\t0\n");
        _machine.Tasks.IsSwallowing = true;

        TaskBatch batch = _machine.TaskEditor().SetNice(5, [target]);

        Assert.Equal(
            "worker 100, nice 0 → 5: accepted, and not in effect: it still has nice 0: strace 700, which traces this program, may answer in "
            + "the kernel's place, or its own process or another program sets it back.",
            batch.Sentence);
        Assert.False(batch.IsComplete);
        Assert.Equal((0, 0), (batch.Done, batch.Unchanged));
    }

    [Fact]
    public void A_nice_value_that_is_set_back_a_moment_later_is_said()
    {
        TaskBatch first = _machine.TaskEditor().SetNice(5, [_machine.StartTarget(100, threads: 2)]);
        Assert.True(first is { IsComplete: true, MayBeSetBack: true });
        _machine.Tasks.Nice[101] = 0;

        TaskBatch batch = first.LookAgain();

        Assert.Equal(
            "worker 100: nice 0 → 5 (1 thread); 1 thread: accepted, and not in effect: its own process or another program "
            + "sets it back to nice 0.",
            batch.Sentence);
        Assert.False(batch.IsComplete);
    }

    [Fact]
    public void An_IO_priority_of_no_class_that_reads_as_best_effort_is_as_asked()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.IoPriorities[100] = new IoPriority(IoClass.BestEffort, 7);
        _machine.Tasks.AfterWrite = tid => _machine.Tasks.IoPriorities[tid] = new IoPriority(IoClass.BestEffort, 4);

        Assert.True(_machine.TaskEditor().SetIoPriority(IoPriority.None, [target]).IsComplete);
    }
}
