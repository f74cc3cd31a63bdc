using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

public sealed class ActingKeysTests : IDisposable
{
    private const uint KernelThread = 0x00200000;
    private const int OwnUid = 1000;

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("F9")]
    [InlineData("k")]
    public void The_signal_menu_opens_on_TERM_and_Enter_sends_it(string key)
    {
        using TestScreen screen = Open(Process(100), Process(200));

        screen.Press(key);
        Assert.Contains("Send to worker 100", screen.Text, StringComparison.Ordinal);
        Assert.Empty(Sent);

        screen.Press("Enter");
        Assert.Equal([(100, "TERM")], Sent);
        Assert.Equal("worker 100: TERM sent.", screen.Message);
        Assert.Equal(1, screen.Pace.Refreshes);
    }

    [Theory]
    [InlineData("9", "KILL")]
    [InlineData("19", "STOP")]
    [InlineData("usr2", "USR2")]
    [InlineData("hup", "HUP")]
    public void Typing_a_number_or_a_name_goes_to_the_signal(string typed, string signal)
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("F9");
        screen.Type(typed);
        screen.Press("Enter");

        Assert.Equal([(100, signal)], Sent);
    }

    [Fact]
    public void Esc_sends_nothing()
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("F9", "Esc");

        Assert.Empty(Sent);
        Assert.DoesNotContain("Send to", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signal_goes_to_whom_the_menu_named_though_the_list_moved_on()
    {
        using TestScreen screen = Open(Process(100), Process(200));

        screen.Press("N", "F9");
        screen.Show(Any.Snapshot(Process(200)));
        screen.Press("Enter");

        Assert.Equal([(100, "TERM")], Sent);
    }

    [Fact]
    public void KILL_of_several_is_asked_about_and_TERM_is_not()
    {
        using TestScreen screen = Open(Process(100), Process(200));

        screen.Press("Space", "Space", "F9", "9", "Enter");
        Assert.Contains("Send KILL to 2 tagged. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(Sent);

        screen.Press("n");
        Assert.Empty(Sent);
        Assert.Equal("Nothing was done.", screen.Message);

        screen.Press("F9", "Enter");
        Assert.Equal([(100, "TERM"), (200, "TERM")], Sent.Order());
        Assert.Equal("2 signalled with TERM.", screen.Message);

        screen.Press("F9", "9", "Enter", "y");
        Assert.Equal(4, Sent.Count());
    }

    [Fact]
    public void Tagged_rows_that_the_filter_hides_are_counted_in_the_question()
    {
        using TestScreen screen = Open(Process(100), Process(200), Process(300));

        screen.Press("Space", "Space", "Space", "F4");
        screen.Type("pid=100");
        screen.Press("Enter", "F8");
        Assert.Contains("3 tagged, 2 of them hidden: nice 0 → 1. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(_machine.Tasks.Writes);

        screen.Press("y");
        Assert.Equal("Nice 0 → 1 (3 threads).", screen.Message);
    }

    [Fact]
    public void PID_1_CoreTop_itself_and_what_it_runs_under_are_asked_about()
    {
        using TestScreen screen = Open(Process(1, parent: 0), Process(50, parent: 1), Process(TestScreen.OwnPid, parent: 50));

        screen.Press("N", "F9", "Enter");
        Assert.Contains("everything else depends on PID 1. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("n", "Down", "F9", "Enter");
        Assert.Contains("CoreTop runs under worker 50. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("n", "Down", "F9", "Enter");
        Assert.Contains("this is CoreTop itself. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("n");
        Assert.Empty(Sent);
    }

    [Fact]
    public void A_threads_row_signals_its_process_and_that_is_asked_about()
    {
        using TestScreen screen = Open(Process(100, threads: 2));

        screen.Press("H", "Down", "Down", "F9", "Enter");
        Assert.Contains("the whole process worker 100, not only a thread. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(Sent);

        screen.Press("y");
        Assert.Equal([(100, "TERM")], Sent);
    }

    [Fact]
    public void Kernel_threads_get_no_menu()
    {
        _machine.StartTarget(100, flags: KernelThread);
        using TestScreen screen = Open(Process(100, mobility: TaskMobility.KernelThread));

        screen.Press("K", "F9");

        Assert.Equal("worker 100 is a kernel thread: those are left alone.", screen.Message);
        Assert.DoesNotContain("Send to", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_went_between_menu_and_signal_is_a_sentence()
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("F9");
        _machine.End(100);
        screen.Press("Enter");

        Assert.Equal("worker 100: has ended.", screen.Message);
    }

    [Fact]
    public void Each_refusal_has_a_line_where_there_are_several()
    {
        using TestScreen screen = Open(Process(100), Process(200), Process(300));
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, errno: 1);
        _machine.End(200);

        screen.Press("Space", "Space", "Space", "F9", "Enter");

        Assert.Contains("2 of 3 refused", screen.Text, StringComparison.Ordinal);
        Assert.Contains("worker 100, TERM: not permitted (EPERM)", screen.Text, StringComparison.Ordinal);
        Assert.Contains("worker 200: has ended.", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");
        Assert.DoesNotContain("2 of 3 refused", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F7", "worker 100: nice 0 → -1.")]
    [InlineData("]", "worker 100: nice 0 → -1.")]
    [InlineData("F8", "worker 100: nice 0 → 1.")]
    [InlineData("[", "worker 100: nice 0 → 1.")]
    public void Nice_goes_a_step_down_or_up(string key, string message)
    {
        using TestScreen screen = Open(Process(100));

        screen.Press(key);

        Assert.Equal(message, screen.Message);
    }

    [Fact]
    public void A_step_is_for_every_thread_of_a_process_and_for_the_one_of_a_threads_row()
    {
        using TestScreen screen = Open(Process(100, threads: 3));

        screen.Press("F8");
        Assert.Equal("worker 100: nice 0 → 1 (3 threads).", screen.Message);

        screen.Press("H", "Down", "Down", "F8");
        Assert.Contains(": nice 1 → 2.", screen.Message, StringComparison.Ordinal);
        Assert.Equal(4, _machine.Tasks.Writes.Count);
    }

    [Fact]
    public void A_typed_nice_value_is_set_and_a_wrong_one_is_a_sentence()
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("n");
        Assert.Contains("Nice of worker 100:", screen.MessageLine, StringComparison.Ordinal);
        screen.Type("20");
        screen.Press("Enter");
        Assert.Equal("\"20\" is not a nice value: give -20, the most CPU time, to 19, the least.", screen.Message);
        Assert.Empty(_machine.Tasks.Writes);

        screen.Press("Ctrl-U");
        screen.Type("-5");
        screen.Press("Enter");
        Assert.Equal("worker 100: nice 0 → -5.", screen.Message);
        Assert.Null(screen.Main.Prompt);
    }

    [Fact]
    public void A_question_after_a_typed_value_is_asked()
    {
        using TestScreen screen = Open(Process(1, parent: 0));

        screen.Press("n", "5", "Enter");
        Assert.Contains("worker 1: nice 0 → 5, everything else depends on PID 1. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y");
        Assert.Equal("worker 1: nice 0 → 5.", screen.Message);
    }

    [Fact]
    public void An_io_priority_is_picked_by_name()
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("O");
        Assert.Contains("I/O priority of worker 100", screen.Text, StringComparison.Ordinal);
        screen.Type("idle");
        screen.Press("Enter");

        Assert.Equal("worker 100: I/O priority none → idle.", screen.Message);
    }

    [Fact]
    public void The_menu_of_io_priorities_starts_on_the_one_that_the_task_has()
    {
        _machine.Tasks.IoPriorities[100] = new IoPriority(IoClass.BestEffort, 3);
        using TestScreen screen = Open(Process(100));

        screen.Press("O", "Down", "Enter");

        Assert.Equal("worker 100: I/O priority best-effort 3 → best-effort 4.", screen.Message);
    }

    [Fact]
    public void A_policy_is_picked_and_a_real_time_one_asks_for_its_priority_and_whether_it_is_meant()
    {
        using TestScreen screen = Open(Process(100));

        screen.Press("Y");
        screen.Type("batch");
        screen.Press("Enter");
        Assert.Equal("worker 100: policy OTHER → BATCH.", screen.Message);

        screen.Press("Y");
        screen.Type("fifo");
        screen.Press("Enter", "0", "Enter");
        Assert.Equal("\"0\" is not a real-time priority: give 1, the lowest, to 99.", screen.Message);
        screen.Press("Ctrl-U", "1", "0", "Enter");
        Assert.Contains("worker 100: policy BATCH → FIFO 10, real-time, it takes its CPU from all others", screen.MessageLine, StringComparison.Ordinal);
        Assert.Equal(SchedPolicy.Batch, _machine.Tasks.Policies[100].Policy);
        screen.Press("y");
        Assert.Equal("worker 100: policy BATCH → FIFO 10.", screen.Message);
    }

    [Theory]
    [InlineData("}", "-1")]
    [InlineData("Shift-F7", "-1")]
    [InlineData("{", "1")]
    [InlineData("Shift-F8", "1")]
    public void The_nice_value_of_the_autogroup_goes_a_step(string key, string nice)
    {
        using TestScreen screen = Open(Process(100));
        _machine.Tasks.GroupOf[100] = 7;

        screen.Press(key);

        Assert.Equal($"worker 100: autogroup nice 0 → {nice}.", screen.Message);
    }

    [Theory]
    [InlineData("F7")]
    [InlineData("F8")]
    [InlineData("F9")]
    [InlineData("k")]
    [InlineData("n")]
    [InlineData("O")]
    [InlineData("Y")]
    [InlineData("{")]
    [InlineData("}")]
    public void Read_only_nothing_is_even_asked(string key)
    {
        using var screen = new TestScreen(Any.Snapshot(Process(100)), isReadOnly: true, tasks: _machine.TaskEditor());

        screen.Press(key);
        Assert.Equal("Read only: said.", screen.Message);

        screen.Press("Enter");
        Assert.Null(screen.Main.Menu);
        Assert.Empty(_machine.Tasks.Writes);
        Assert.Empty(Sent);
    }

    private IEnumerable<(int Pid, string Signal)> Sent => _machine.Tasks.Sent.Select(sent => (sent.Pid, sent.Signal));

    private TestScreen Open(params ProcessSample[] processes) =>
        new(Any.Snapshot(processes), tasks: _machine.TaskEditor());

    private ProcessSample Process(
        int pid, int threads = 1, int parent = 1, TaskMobility mobility = TaskMobility.Movable)
    {
        if (_machine.StartOf(pid) is null)
        {
            _machine.StartTarget(pid, threads);
        }

        return Any.Process(
            pid,
            parent: parent,
            mobility: mobility,
            details: new ProcessDetails(OwnUid, "ann", "worker", 0, Limit: CpuSet.Range(0, 3), LimitedBy: null),
            threads: threads == 1 ? [] : [.. Enumerable.Range(pid, threads).Select(tid => Any.Thread(tid, pid))]);
    }
}
