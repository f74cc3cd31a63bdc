using CoreTop.Actions;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

public sealed class TaskEditorTests : IDisposable
{
    private const uint KernelThread = 0x00200000;
    private const int Eperm = 1;
    private const int Eacces = 13;

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_nice_value_is_set_in_every_thread_and_the_old_one_is_told()
    {
        TaskBatch batch = Editor().SetNice(5, [_machine.StartTarget(100, threads: 3, name: "java")]);

        Assert.Equal("java 100: nice 0 → 5 (3 threads).", batch.Sentence);
        Assert.All(new[] { 100, 101, 102 }, tid => Assert.Equal(5, Nice(tid)));
        Assert.True(batch.IsComplete);
    }

    [Fact]
    public void A_thread_is_set_alone()
    {
        TaskTarget process = _machine.StartTarget(100, threads: 3);

        TaskBatch batch = Editor().SetNice(5, [process with { Task = new TaskKey(101, 1000), IsWholeProcess = false }]);

        Assert.Equal("worker 101: nice 0 → 5.", batch.Sentence);
        Assert.Equal([(101, "5")], _machine.Tasks.Writes);
    }

    [Fact]
    public void A_step_moves_each_thread_from_where_it_is_and_only_once()
    {
        TaskTarget target = _machine.StartTarget(100, threads: 3);
        _machine.Tasks.Nice[102] = 10;

        TaskBatch batch = Editor().AddNice(-1, [target]);

        Assert.Equal("worker 100: nice 0 → -1 (2 threads), 10 → 9 (1 thread).", batch.Sentence);
        Assert.Equal(3, _machine.Tasks.Writes.Count);
    }

    [Fact]
    public void A_step_stops_at_the_end_of_the_range()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.Nice[100] = 19;

        TaskBatch batch = Editor().AddNice(1, [target]);

        Assert.Equal("worker 100: has nice 19 already.", batch.Sentence);
        Assert.Empty(_machine.Tasks.Writes);
        Assert.True(batch.IsComplete);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_thread_born_while_its_process_is_stepped_gets_one_step(int inherited)
    {
        TaskTarget target = _machine.StartTarget(100, threads: 2);
        bool isBorn = false;
        _machine.Tasks.AfterWrite = _ =>
        {
            if (!isBorn)
            {
                isBorn = true;
                _machine.StartThread(100, 102, _machine.Allowed, start: 1001);
                _machine.Tasks.Nice[102] = inherited;
            }
        };

        Editor().AddNice(1, [target]);

        Assert.All(new[] { 100, 101, 102 }, tid => Assert.Equal(1, Nice(tid)));
    }

    [Fact]
    public void A_value_that_is_set_back_at_once_is_not_had_already()
    {
        TaskTarget target = _machine.StartTarget(100);
        bool isSetBack = false;
        _machine.Tasks.AfterWrite = tid =>
        {
            if (!isSetBack)
            {
                isSetBack = true;
                _machine.Tasks.Nice[tid] = 0;
            }
        };

        TaskBatch batch = Editor().SetNice(5, [target]);

        Assert.Equal(
            "worker 100, nice 0 → 5: accepted, and not in effect: its own process or another program sets it back to nice 0.", batch.Sentence);
        Assert.Single(_machine.Tasks.Writes);
    }

    [Fact]
    public void A_reused_number_is_not_touched()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.StartThread(100, 100, _machine.Allowed, "stranger", start: 2000);

        TaskBatch batch = Editor().SetNice(5, [target]);

        Assert.Equal("worker 100: has ended, and its number now belongs to stranger.", batch.Sentence);
        Assert.Empty(_machine.Tasks.Writes);
        Assert.False(batch.IsComplete);
    }

    [Fact]
    public void A_number_that_changes_hands_right_before_the_write_is_not_touched()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.AfterRead = tid => _machine.StartThread(100, tid, _machine.Allowed, "stranger", start: 2000);

        TaskBatch batch = Editor().SetNice(5, [target]);

        Assert.Equal("worker 100: has ended, and its number now belongs to stranger.", batch.Sentence);
        Assert.Empty(_machine.Tasks.Writes);
    }

    [Fact]
    public void A_number_that_changes_hands_at_the_write_is_told()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.AfterWrite = tid => _machine.StartThread(100, tid, _machine.Allowed, "stranger", start: 2000);

        TaskBatch batch = Editor().SetNice(5, [target]);

        Assert.Contains("its number went to stranger, which may have got nice 5", batch.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_threads_are_left_alone()
    {
        TaskTarget target = _machine.StartTarget(100, name: "kworker", flags: KernelThread);

        Assert.Equal("kworker 100: a kernel thread, which is left alone.", Editor().SetNice(5, [target]).Sentence);
        Assert.Equal("kworker 100: a kernel thread, which is left alone.", Editor().Send(Signal.Kill, [target]).Sentence);
        Assert.Empty(_machine.Tasks.Writes);
        Assert.Empty(_machine.Tasks.Sent);
    }

    [Fact]
    public void The_lowest_nice_that_may_be_given_is_told()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.Nice[100] = 3;
        _machine.Tasks.Limits = new TaskLimits(LowestNice: 1, HighestRealTime: 0);
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, Eacces);

        TaskBatch batch = Editor().SetNice(-5, [target]);

        Assert.Equal(
            "worker 100, nice 3 → -5: not permitted (EACCES): 1 is the lowest it may be given (RLIMIT_NICE), lower values need root or CAP_SYS_NICE.",
            batch.Sentence);
        Assert.Equal(Eacces, batch.Refusals.Single().Errno);
    }

    [Fact]
    public void A_task_that_proc_lists_has_not_ended_for_a_call_that_does_not_find_it()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.Refuse(100, ControlResult.TaskGone, errno: 3);

        TaskBatch batch = Editor().SetNice(5, [target]);

        Assert.Equal(
            "worker 100, nice 0 → 5: refused (ESRCH): the kernel does not find this task, though /proc lists it: /proc may belong to another PID namespace.",
            batch.Sentence);
        Assert.Equal(ControlResult.Failed, batch.Refusals.Single().Result);
    }

    [Fact]
    public void Another_users_task_is_told_to_be_his()
    {
        TaskTarget target = _machine.StartTarget(100, owner: "root");
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, Eperm);

        Assert.Equal(
            "worker 100, nice 0 → 5: not permitted (EPERM): it is root's, needs root or CAP_SYS_NICE.",
            Editor().SetNice(5, [target]).Sentence);
    }

    [Fact]
    public void A_batch_tells_what_was_changed_and_who_was_not()
    {
        TaskTarget[] targets =
        [
            _machine.StartTarget(100), _machine.StartTarget(200, threads: 2), _machine.StartTarget(300),
            _machine.StartTarget(400, name: "sshd", owner: "root"), _machine.StartTarget(500, name: "cron", owner: "root"),
        ];
        _machine.Tasks.Nice[300] = 5;
        _machine.Tasks.Refuse(400, ControlResult.NotPermitted, Eperm);
        _machine.Tasks.Refuse(500, ControlResult.NotPermitted, Eperm);

        TaskBatch batch = Editor().SetNice(5, targets);

        Assert.Equal(
            "Nice 0 → 5 (3 threads); 1 had it already; "
            + "2 refused: sshd 400, cron 500, nice 0 → 5: not permitted (EPERM): it is root's, needs root or CAP_SYS_NICE.",
            batch.Sentence);
        Assert.Equal((3, 1), (batch.Done, batch.Unchanged));
    }

    [Fact]
    public void An_io_priority_is_set_and_told()
    {
        TaskTarget target = _machine.StartTarget(100);

        TaskBatch batch = Editor().SetIoPriority(new IoPriority(IoClass.BestEffort, 7), [target]);

        Assert.Equal("worker 100: I/O priority none → best-effort 7.", batch.Sentence);
    }

    [Fact]
    public void A_policy_is_set_and_whether_children_inherit_it_stays()
    {
        TaskTarget target = _machine.StartTarget(100, threads: 2);
        _machine.Tasks.Policies[101] = new TaskPolicy(SchedPolicy.Other, ResetsOnFork: true);

        TaskBatch batch = Editor().SetPolicy(SchedPolicy.RoundRobin, 10, [target]);

        Assert.Equal("worker 100: policy OTHER → RR 10 (2 threads).", batch.Sentence);
        Assert.Equal(new TaskPolicy(SchedPolicy.RoundRobin, 10), _machine.Tasks.Policies[100]);
        Assert.Equal(new TaskPolicy(SchedPolicy.RoundRobin, 10, ResetsOnFork: true), _machine.Tasks.Policies[101]);
    }

    [Fact]
    public void A_deadline_task_keeps_its_policy()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.Policies[100] = new TaskPolicy(SchedPolicy.Deadline);

        TaskBatch batch = Editor().SetPolicy(SchedPolicy.Other, 0, [target]);

        Assert.StartsWith("worker 100: a SCHED_DEADLINE task, which is left alone", batch.Sentence, StringComparison.Ordinal);
        Assert.Empty(_machine.Tasks.Writes);
    }

    [Fact]
    public void The_highest_real_time_priority_that_may_be_given_is_told()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.Limits = new TaskLimits(LowestNice: 20, HighestRealTime: 8);
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, Eperm);

        TaskBatch batch = Editor().SetPolicy(SchedPolicy.Fifo, 50, [target]);

        Assert.StartsWith(
            "worker 100, policy OTHER → FIFO 50: not permitted (EPERM): 8 is the highest it may be given (RLIMIT_RTPRIO)",
            batch.Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_of_one_autogroup_are_stepped_once()
    {
        TaskTarget[] targets = [_machine.StartTarget(100), _machine.StartTarget(200), _machine.StartTarget(300)];
        (_machine.Tasks.GroupOf[100], _machine.Tasks.GroupOf[200], _machine.Tasks.GroupOf[300]) = (7, 7, 8);

        TaskBatch batch = Editor().AddAutogroupNice(-1, targets);

        Assert.Equal("Autogroup nice 0 → -1 (2 groups).", batch.Sentence);
        Assert.Equal([(100, "-1"), (300, "-1")], _machine.Tasks.Writes);
    }

    [Fact]
    public void A_signal_reaches_the_process_that_was_meant()
    {
        TaskTarget target = _machine.StartTarget(100);

        TaskBatch batch = Editor().Send(Signal.Term, [target]);

        Assert.Equal("worker 100: TERM sent.", batch.Sentence);
        Assert.Equal([(100, 1000ul, "TERM")], _machine.Tasks.Sent);
        Assert.True(batch.IsComplete);
    }

    [Fact]
    public void A_reused_pid_gets_no_signal()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.StartThread(100, 100, _machine.Allowed, "stranger", start: 2000);

        TaskBatch batch = Editor().Send(Signal.Kill, [target]);

        Assert.Equal("worker 100: has ended, and its number now belongs to stranger.", batch.Sentence);
        Assert.Empty(_machine.Tasks.Sent);
    }

    [Fact]
    public void A_pid_that_changes_hands_while_the_process_is_taken_hold_of_gets_no_signal()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.BeforeHold = pid => _machine.StartThread(pid, pid, _machine.Allowed, "stranger", start: 2000);

        Editor().Send(Signal.Kill, [target]);

        Assert.Empty(_machine.Tasks.Sent);
    }

    [Fact]
    public void A_pid_that_changes_hands_right_before_the_signal_is_sent_gets_none()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.Tasks.BeforeSend = pid => _machine.StartThread(pid, pid, _machine.Allowed, "stranger", start: 2000);

        TaskBatch batch = Editor().Send(Signal.Kill, [target]);

        Assert.Equal("worker 100: has ended.", batch.Sentence);
        Assert.Empty(_machine.Tasks.Sent);
    }

    [Fact]
    public void A_process_that_has_ended_is_said_to_have()
    {
        TaskTarget target = _machine.StartTarget(100);
        _machine.End(100);

        Assert.Equal("worker 100: has ended.", Editor().Send(Signal.Term, [target]).Sentence);
        Assert.Equal("worker 100: has ended.", Editor().SetNice(5, [target]).Sentence);
    }

    [Fact]
    public void A_zombie_is_said_to_be_one_and_whose()
    {
        _machine.StartTarget(1, name: "init");
        TaskTarget target = _machine.StartTarget(100, state: 'Z');

        Assert.Equal(
            "worker 100: has already ended, and stays a zombie until init 1 reaps it: no signal reaches it.",
            Editor().Send(Signal.Kill, [target]).Sentence);
    }

    [Fact]
    public void A_batch_of_signals_counts_those_sent_and_names_the_others()
    {
        TaskTarget[] targets =
        [
            _machine.StartTarget(100), _machine.StartTarget(200), _machine.StartTarget(300),
            _machine.StartTarget(400, name: "sshd", owner: "root"), _machine.StartTarget(500),
        ];
        _machine.Tasks.Refuse(400, ControlResult.NotPermitted, Eperm);
        _machine.End(500);

        TaskBatch batch = Editor().Send(Signal.Term, targets);

        Assert.Equal(
            "3 signalled with TERM; 2 refused: sshd 400: not permitted (EPERM): it is root's, needs root or CAP_KILL; "
            + "worker 500: has ended.",
            batch.Sentence);
    }

    [Fact]
    public void On_a_captured_machine_nothing_is_done_and_that_is_said()
    {
        TaskTarget[] targets = [_machine.StartTarget(100), _machine.StartTarget(200)];
        _machine.Tasks.OnlyRecords = true;

        Assert.Equal(
            "worker 100: TERM sent (only recorded: this is not the running machine).",
            Editor().Send(Signal.Term, targets[..1]).Sentence);
        Assert.Equal(
            "Nice 0 → 5 (2 threads) (only recorded: this is not the running machine).",
            Editor().SetNice(5, targets).Sentence);
        Assert.Empty(_machine.Tasks.Writes);
    }

    private TaskEditor Editor() => _machine.TaskEditor();

    private int Nice(int tid) => _machine.Tasks.Nice[tid];
}
