using CoreTop.Actions;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

public sealed class AffinityEditorTests : IDisposable
{
    private const uint NoSetAffinity = 0x04000000;
    private const uint KernelThread = 0x00200000;
    private const int DeadlinePolicy = 6;

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_process_is_changed_in_every_thread_and_read_back()
    {
        AffinityRequest request = _machine.Start(100, threads: 40, name: "python", affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(40, outcome.Changes.Length);
        Assert.Equal(CpuSet.Of(1), outcome.ReadBack);
        Assert.All(Enumerable.Range(100, 40), tid => Assert.Equal(CpuSet.Of(1), _machine.Affinity(tid)));
        Assert.Equal("python 100: 40 threads moved from CPU 3 to CPU 1.", outcome.Sentence);
    }

    [Fact]
    public void Threads_that_have_it_already_are_not_said_to_be_all_when_one_was_refused()
    {
        AffinityRequest request = _machine.Start(100, threads: 5, affinity: CpuSet.Of(0), wanted: CpuSet.Of(0));
        _machine.SetBySomebodyElse(102, CpuSet.Of(1));
        _machine.Refuse(102, ControlResult.NotPermitted, errno: 1);

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(CpuSet.Of(0), outcome.ReadBack);
        Assert.StartsWith("worker 100: 4 threads have CPU 0 already; 1 thread left alone: not permitted", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_alone_is_changed_alone()
    {
        AffinityRequest request = _machine.Start(100, threads: 3, wanted: CpuSet.Of(2)) with
        {
            Task = new TaskKey(101, 1000),
            IsWholeProcess = false,
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(101, Assert.Single(outcome.Changes).Task.Tid);
        Assert.Equal((101, CpuSet.Of(2)), Assert.Single(_machine.Writes));
        Assert.Equal("worker 101: narrowed from all CPUs to CPU 2.", outcome.Sentence);
    }

    [Fact]
    public void The_affinity_a_task_has_already_is_not_written_again()
    {
        AffinityOutcome outcome = Apply(_machine.Start(100, threads: 2, affinity: CpuSet.Of(1), wanted: CpuSet.Of(1)));

        Assert.Empty(_machine.Writes);
        Assert.Equal(2, outcome.Unchanged);
        Assert.Equal("worker 100: all 2 threads have CPU 1 already.", outcome.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void A_reused_pid_is_not_touched()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        _machine.StartThread(100, 100, CpuSet.Range(0, 3), "stranger", start: 2000);

        AffinityOutcome outcome = Apply(request);

        Assert.Empty(_machine.Writes);
        Assert.Equal(ControlResult.TaskGone, Assert.Single(outcome.Refusals).Result);
        Assert.Equal("worker 100: has ended, and its number now belongs to stranger.", outcome.Sentence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pid_reused_between_the_look_and_the_write_is_not_touched(bool isWholeProcess)
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1)) with { IsWholeProcess = isWholeProcess };
        _machine.BeforeRead = tid =>
        {
            _machine.BeforeRead = null;
            _machine.StartThread(100, 100, CpuSet.Range(0, 3), "stranger", start: 2000);
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Empty(_machine.Writes);
        Assert.Equal("worker 100: has ended, and its number now belongs to stranger.", outcome.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void A_stranger_who_got_the_tid_right_at_the_write_gets_its_affinity_back()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(2, 3), wanted: CpuSet.Of(1));
        _machine.BeforeWrite = tid =>
        {
            _machine.BeforeWrite = null;
            _machine.End(100);
            _machine.StartThread(100, 100, CpuSet.Of(2, 3), "stranger", start: 2000);
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(CpuSet.Of(2, 3), _machine.Affinity(100));
        Assert.Empty(outcome.Changes);
        Assert.Contains("its number went to stranger", outcome.Sentence, StringComparison.Ordinal);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Fact]
    public void A_task_that_ended_is_said_to_have_ended()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        _machine.End(100);

        AffinityOutcome outcome = Apply(request);

        Assert.Equal("worker 100: has ended.", outcome.Sentence);
        Assert.Equal(ControlResult.TaskGone, Assert.Single(outcome.Refusals).Result);
    }

    [Fact]
    public void A_thread_that_ends_meanwhile_is_left_out()
    {
        AffinityRequest request = _machine.Start(100, threads: 3, wanted: CpuSet.Of(1));
        _machine.BeforeWrite = tid =>
        {
            _machine.BeforeWrite = null;
            _machine.EndThread(100, tid);
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(2, outcome.Changes.Length);
        Assert.Empty(outcome.Refusals);
        Assert.DoesNotContain(_machine.Journal().Batches[0].Changes, change => !_machine.IsAlive(change.Task.Tid));
    }

    [Fact]
    public void One_refusal_stops_no_other_thread()
    {
        AffinityRequest request = _machine.Start(100, threads: 5, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        _machine.Refuse(102, ControlResult.NotPermitted, errno: 1);

        AffinityOutcome outcome = Apply(request);

        Assert.Equal([100, 101, 103, 104], outcome.Changes.Select(change => change.Task.Tid).Order());
        TaskRefusal refusal = Assert.Single(outcome.Refusals);
        Assert.Equal((102, ControlResult.NotPermitted, 1), (refusal.Task.Tid, refusal.Result, refusal.Errno));
        Assert.Equal(
            "worker 100: 4 threads moved from CPU 3 to CPU 1; 1 thread left alone: "
            + "not permitted (EPERM): needs its user, root or CAP_SYS_NICE.",
            outcome.Sentence);
        Assert.DoesNotContain(_machine.Journal().Batches[0].Changes, change => change.Task.Tid == 102);
    }

    [Fact]
    public void An_errno_nobody_expects_is_said_and_ends_nothing()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, wanted: CpuSet.Of(1));
        _machine.Refuse(100, ControlResult.Failed, errno: 12);

        AffinityOutcome outcome = Apply(request);

        Assert.Single(outcome.Changes);
        Assert.Contains("refused by the kernel (errno 12)", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_born_during_the_passes_are_caught()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        int born = 0;
        _machine.AfterWrite = tid =>
        {
            if (born < 4)
            {
                born++;
                _machine.StartThread(100, 200 + born, CpuSet.Of(3));
            }
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(6, outcome.Changes.Length);
        Assert.True(outcome.IsSettled);
        Assert.All(outcome.Changes, change => Assert.Equal(CpuSet.Of(1), _machine.Affinity(change.Task.Tid)));
    }

    [Fact]
    public void What_somebody_else_set_between_the_look_and_the_write_is_what_undo_restores()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        int reads = 0;
        _machine.BeforeRead = tid =>
        {
            if (++reads == 2)
            {
                _machine.SetBySomebodyElse(tid, CpuSet.Of(2));
            }
        };
        AffinityEditor editor = _machine.Editor();

        AffinityOutcome outcome = editor.Apply("pin", [request]).Outcomes[0];

        Assert.Equal((CpuSet.Of(2), CpuSet.Of(1)), (outcome.Changes[0].From, outcome.Changes[0].To));
        editor.Undo();
        Assert.Equal(CpuSet.Of(2), _machine.Affinity(100));
    }

    [Fact]
    public void A_process_that_never_settles_is_given_up_and_said()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        int born = 0;
        _machine.AfterWrite = tid => _machine.StartThread(100, 200 + ++born, CpuSet.Of(3));

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(10, born);
        Assert.False(outcome.IsSettled);
        Assert.Contains("some threads may still differ", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_which_a_process_never_settles_is_not_complete_and_names_it()
    {
        AffinityRequest[] requests =
        [
            _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1)),
            _machine.Start(300, affinity: CpuSet.Of(1), wanted: CpuSet.Of(1)),
        ];
        int born = 0;
        _machine.AfterWrite = tid => _machine.StartThread(100, 200 + ++born, CpuSet.Of(3));

        BatchOutcome batch = _machine.Editor().Apply("pin", requests);

        Assert.False(batch.IsComplete);
        Assert.Contains("; worker 100: some threads may still differ", batch.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trimmed_affinity_is_said()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(0), wanted: CpuSet.Of(1, 2)) with { Limit = null };
        _machine.Allowed = CpuSet.Of(0, 1);

        AffinityOutcome outcome = Apply(request);

        Assert.Equal(CpuSet.Of(1), outcome.ReadBack);
        Assert.Equal("worker 100: moved from CPU 0 to CPU 1, without CPU 2: offline or outside its cpuset.", outcome.Sentence);
    }

    [Fact]
    public void A_wish_without_a_CPU_in_the_limit_is_refused_before_anything_is_written()
    {
        AffinityOutcome outcome = Apply(_machine.Start(100, wanted: CpuSet.Of(7)));

        Assert.Empty(_machine.Writes);
        Assert.Equal(ControlResult.NoUsableCpu, Assert.Single(outcome.Refusals).Result);
        Assert.Equal("worker 100: CPU 7 is offline or outside its cpuset, which allows CPUs 0-3.", outcome.Sentence);
        Assert.False(File.Exists(_machine.JournalPath));
    }

    [Fact]
    public void A_stranger_who_got_the_tid_right_at_a_release_is_reported_and_not_touched_again()
    {
        AffinityRequest request = _machine.Start(100, affinity: CpuSet.Of(2));
        _machine.BeforeWrite = tid =>
        {
            _machine.BeforeWrite = null;
            _machine.End(100);
            _machine.StartThread(100, 100, CpuSet.Of(3), "stranger", start: 2000);
        };

        AffinityOutcome outcome = Apply(request);

        Assert.Equal((100, null), Assert.Single(_machine.Writes));
        Assert.Empty(outcome.Changes);
        Assert.Equal(
            "worker 100: has ended, and its number went to stranger, which may use CPUs 0-3 now: see whether it should.",
            outcome.Sentence);
        Assert.Empty(_machine.Journal().Batches);
    }

    [Theory]
    [InlineData(NoSetAffinity | KernelThread, 0, ControlResult.KernelBound, "bound to its CPU")]
    [InlineData(KernelThread, 0, ControlResult.KernelThread, "a kernel thread, which is left alone")]
    [InlineData(0u, DeadlinePolicy, ControlResult.DeadlineTask, "SCHED_DEADLINE")]
    public void Tasks_that_must_not_move_are_refused_by_name(uint flags, int policy, ControlResult result, string reason)
    {
        AffinityRequest request = _machine.Start(
            100, name: "kworker/0:1", flags: flags, policy: policy, wanted: CpuSet.Of(1));

        AffinityOutcome outcome = Apply(request);

        Assert.Empty(_machine.Writes);
        Assert.Equal(result, Assert.Single(outcome.Refusals).Result);
        Assert.Matches("^kworker/0:1 100(, CPUs 0-3 → CPU 1)?: ", outcome.Sentence);
        Assert.Contains(reason, outcome.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0-3")]
    [InlineData("0-7")]
    public void All_that_the_cpuset_allows_is_written_as_a_release(string? wanted)
    {
        CpuSet? cpus = null;
        if (wanted is not null)
        {
            Assert.True(CpuList.TryParse(wanted, out cpus));
        }

        Apply(_machine.Start(100, affinity: CpuSet.Of(3), wanted: cpus));

        Assert.Equal((100, null), Assert.Single(_machine.Writes));
        Assert.Equal(CpuSet.Range(0, 3), _machine.Affinity(100));
    }

    [Theory]
    [InlineData("0", "2-3", "0-1", "released from CPU 0 to all CPUs it may use except isolated ones (0-1)")]
    [InlineData("0-1", "2-3", "0-1", "has all CPUs it may use except isolated ones already")]
    [InlineData("2", "2-3", "0-3", "released from CPU 2 to all CPUs it may use (0-3)")]
    [InlineData("1-2", "2-3", "0-3", "released from CPUs 1-2 to all CPUs it may use (0-3)")]
    [InlineData("0", "0-3", "0-3", "released from CPU 0 to all CPUs it may use (0-3)")]
    [InlineData("0", "7", "0-3", "released from CPU 0 to all CPUs it may use (0-3)")]
    public void Released_a_task_gets_isolated_CPUs_only_if_it_had_some_or_there_are_no_others(
        string has, string isolated, string gets, string sentence)
    {
        Assert.True(CpuList.TryParse(has, out CpuSet before) & CpuList.TryParse(isolated, out CpuSet apart));

        AffinityOutcome outcome = Apply(_machine.Start(100, affinity: before) with { Isolated = apart });

        Assert.Equal(gets, _machine.Affinity(100).ToString());
        Assert.Equal($"worker 100: {sentence}.", outcome.Sentence);
    }

    [Fact]
    public void Each_thread_is_released_by_what_it_had_itself()
    {
        AffinityRequest request = _machine.Start(100, threads: 2, affinity: CpuSet.Of(0)) with { Isolated = CpuSet.Of(2, 3) };
        _machine.SetBySomebodyElse(101, CpuSet.Of(3));
        AffinityEditor editor = _machine.Editor();

        editor.Apply("release", [request]);

        Assert.Equal(("0-1", "0-3"), (_machine.Affinity(100).ToString(), _machine.Affinity(101).ToString()));
        _machine.Allowed = CpuSet.Range(0, 7);
        Assert.Equal("0-1,4-7", _machine.Affinity(100).ToString());
        Assert.Equal(2, editor.Undo()!.Restored.Length);
    }

    [Fact]
    public void A_released_task_is_said_to_be_released()
    {
        AffinityOutcome outcome = Apply(_machine.Start(100, affinity: CpuSet.Of(3)));

        Assert.Equal("worker 100: released from CPU 3 to all CPUs it may use (0-3).", outcome.Sentence);
    }

    [Fact]
    public void A_batch_may_pin_and_then_widen_and_is_taken_back_as_one()
    {
        AffinityRequest pin = _machine.Start(100, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1));
        AffinityEditor editor = _machine.Editor();

        BatchOutcome batch = editor.Apply("spread, then widen", [pin, pin with { Wanted = null }]);

        Assert.Equal([(100, CpuSet.Of(1)), (100, null)], _machine.Writes);
        Assert.True(batch.IsComplete);
        AffinityChange change = Assert.Single(Assert.Single(_machine.Journal().Batches).Affinities);
        Assert.Equal((CpuSet.Of(3), CpuSet.Range(0, 3)), (change.From, change.To));
        editor.Undo();
        Assert.Equal(CpuSet.Of(3), _machine.Affinity(100));
    }

    [Fact]
    public void A_captured_machine_records_and_says_so()
    {
        _machine.OnlyRecords = true;
        AffinityEditor editor = _machine.Editor(new ChangeJournal(folder: null, FakeMachine.Boot));

        BatchOutcome batch = editor.Apply("pin", [_machine.Start(100, wanted: CpuSet.Of(1))]);

        Assert.True(batch.Outcomes[0].IsRecorded);
        Assert.Equal(
            "worker 100: narrowed from all CPUs to CPU 1 (only recorded: this is not the running machine).", batch.Sentence);
        Assert.Single(editor.Undo()!.Restored);
        Assert.Null(editor.Undo());
    }

    [Fact]
    public void Without_a_journal_nothing_is_changed_unless_the_user_agreed()
    {
        AffinityRequest request = _machine.Start(100, wanted: CpuSet.Of(1));
        _machine.SpoilJournal();
        AffinityEditor editor = _machine.Editor();

        BatchOutcome refused = editor.Apply("pin", [request]);

        Assert.Empty(_machine.Writes);
        Assert.Empty(refused.Outcomes);
        Assert.Contains(_machine.JournalPath, refused.JournalProblem, StringComparison.Ordinal);
        Assert.StartsWith("Nothing changed: The journal ", refused.Sentence, StringComparison.Ordinal);

        BatchOutcome agreed = editor.Apply("pin", [request], withoutJournal: true);

        Assert.Equal(1, agreed.Changed);
        Assert.Equal(CpuSet.Range(0, 3), Undone(editor));
    }

    [Fact]
    public void A_batch_is_summed_up_with_its_first_refusal()
    {
        AffinityRequest[] requests =
        [
            _machine.Start(100, threads: 3, affinity: CpuSet.Of(3), wanted: CpuSet.Of(1)),
            _machine.Start(200, affinity: CpuSet.Of(1), wanted: CpuSet.Of(1)),
            _machine.Start(300, name: "ksoftirqd/0", flags: NoSetAffinity, wanted: CpuSet.Of(1)),
        ];

        BatchOutcome batch = _machine.Editor().Apply("pin", requests);

        Assert.Equal(
            "3 tasks changed, 1 had it already, 1 not: ksoftirqd/0 300: "
            + "a kernel thread bound to its CPU (PF_NO_SETAFFINITY), which nobody can move.",
            batch.Sentence);
        Assert.False(batch.IsComplete);
    }

    [Fact]
    public void A_name_cannot_disturb_the_terminal()
    {
        AffinityOutcome outcome = Apply(_machine.Start(100, name: "a\u001b[2Jb", wanted: CpuSet.Of(1)));

        Assert.StartsWith("a\uFFFD[2Jb 100: ", outcome.Sentence, StringComparison.Ordinal);
    }

    private AffinityOutcome Apply(AffinityRequest request) => _machine.Editor().Apply("test", [request]).Outcomes[0];

    private CpuSet Undone(AffinityEditor editor)
    {
        Assert.NotNull(editor.Undo());
        return _machine.Affinity(100);
    }
}
