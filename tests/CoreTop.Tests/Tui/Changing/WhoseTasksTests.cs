using CoreTop.Actions;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Settings;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>A question says whose the tasks are at that moment, and counts those alone that the change reaches.</summary>
public sealed class WhoseTasksTests : IDisposable
{
    private const int Own = 1000, Root = 0, Bob = 7, Eve = 8;
    private const uint KernelThread = 0x00200000;

    private readonly FakeMachine _machine = new(cpus: 8);

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("[", "worker 10 of user bob: nice 0 → 1. Proceed?  y/n")]
    [InlineData("O End Enter", "worker 10 of user bob: I/O priority none → real-time 7. Proceed?  y/n")]
    [InlineData("k Enter", "Send TERM to worker 10 of user bob. Proceed?  y/n")]
    [InlineData("r", "Release worker 10 of user bob: 0 → 0-7. Proceed?  y/n")]
    [InlineData("a u 5 Enter Enter", "Set worker 10 of user bob: 0 → 5. Proceed?  y/n")]
    public void A_task_that_took_another_users_id_since_it_was_read_is_asked_about_as_that_users(string keys, string question)
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10));
        _machine.SetOwner(10, Bob);

        screen.Press(keys.Split(' '));

        Assert.Equal(question, screen.MessageLine);
        Assert.True(IsUntouched);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("r")]
    public void A_task_that_is_this_users_by_now_is_not_asked_about_as_anothers(string key)
    {
        using TestScreen screen = Open(ConfirmMode.Never, Process(10, Bob, "bob"));
        screen.Main.Use(screen.Main.Settings with { Confirm = ConfirmMode.First });
        _machine.SetOwner(10, Own);

        screen.Press(key);

        Assert.DoesNotContain("of user", screen.MessageLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "worker 10 of user root: nice 0 → 1. Proceed?  y/n")]
    [InlineData("r", "Release worker 10 of user root: 0 → 0-7. Proceed?  y/n")]
    public void An_answer_about_a_task_that_is_another_users_by_now_is_asked_for_again(string key, string question)
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press(key);
        Assert.DoesNotContain("of user", screen.MessageLine, StringComparison.Ordinal);
        _machine.SetOwner(10, Root);
        screen.Press("Enter");

        Assert.Equal(question, screen.MessageLine);
        Assert.True(IsUntouched);
    }

    [Fact]
    public void What_the_kernel_refuses_names_the_owner_that_the_task_has_now()
    {
        _machine.Tasks.MayRaisePriorities = false;
        using TestScreen screen = Open(ConfirmMode.First, Process(10));
        _machine.SetOwner(10, Bob);

        screen.Press("n");

        Assert.Equal("! worker 10 belongs to bob: only bob, root or who has CAP_SYS_NICE may do that.", screen.MessageLine);
    }

    [Fact]
    public void Each_target_is_read_once_for_a_question()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10), Process(11));
        _machine.SetOwner(10, Bob);
        _machine.SetOwner(11, Bob);
        List<string> reads = _machine.ReadsFromNowOn();

        screen.Press("N", "Space", "Space", "[");

        Assert.Equal(["/proc/10/status", "/proc/11/status"], reads.Where(path => path.EndsWith("status", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[", "2 of 3 tagged (the other one stays as it is): nice 0 → 1?", "Nice 0 → 1 (2 threads); 1 refused: worker 12: a kernel thread")]
    [InlineData("r", "Release 2 of 3 tagged (the other one stays as it is): 0 → 0-7?", "2 tasks changed. worker 12 is a kernel thread")]
    public void A_kernel_thread_that_is_left_alone_is_not_counted_and_the_answer_names_it(string key, string question, string answer)
    {
        _machine.Start(12, affinity: CpuSet.Of(0), flags: KernelThread);
        using TestScreen screen = Open(
            ConfirmMode.First, Process(10), Process(11), Process(12, Root, "root", TaskMobility.KernelThread));

        screen.Press("N", "Space", "Space", "Space", key);
        Assert.StartsWith(question, screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Enter");
        Assert.Contains(answer, screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_tasks_one_of_which_is_CoreTop_only_that_one_is_called_so()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10), Process(TestScreen.OwnPid));

        screen.Press("N", "Space", "Space", "[");

        Assert.Equal("2 tagged: nice 0 → 1, one of them is CoreTop itself. Proceed?  y/n", screen.MessageLine);
    }

    [Fact]
    public void Three_users_are_listed_with_commas()
    {
        using TestScreen screen = Open(
            ConfirmMode.First, Process(10, 65534, "nobody"), Process(11, 6, "man"), Process(12, 9, "lp"));

        screen.Press("N", "Space", "Space", "Space", "[");

        Assert.Equal("3 tagged of users nobody, man and lp: nice 0 → 1. Proceed?  y/n", screen.MessageLine);
    }

    [Fact]
    public void Of_more_users_than_a_question_has_room_for_the_others_are_counted()
    {
        using TestScreen screen = Open(ConfirmMode.First, [.. Enumerable.Range(10, 6).Select(pid => Process(pid, pid, $"user{pid}"))]);

        screen.Press("N", "Space", "Space", "Space", "Space", "Space", "Space", "[");

        Assert.Contains("of users user10, user11, user12 and 3 others:", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_says_whose_the_task_is()
    {
        using TestScreen screen = Open(ConfirmMode.Always, Process(10, Bob, "bob"), Process(11, Eve, "eve"), Process(12));

        screen.Press("N", "[", "y", "z");
        Assert.StartsWith("Undo \"nice +1\", worker 10 of user bob: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Enter", "Home", "Space", "Space", "Space", "[", "y", "z");
        Assert.StartsWith(
            "Undo \"nice +1\", worker 10 and 2 other tasks, 2 of users bob and eve: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_of_a_task_that_is_another_users_by_now_is_asked_about()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("[", "Enter");
        _machine.SetOwner(10, Bob);
        screen.Press("z");
        Assert.StartsWith("Undo \"nice +1\", worker 10 of user bob: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("z");
        Assert.Equal("Undid \"nice +1\": worker 10 has nice 0 again.", screen.MessageLine);
    }

    [Fact]
    public void An_autogroup_that_a_session_shares_is_said_to_with_its_number_of_processes()
    {
        (_machine.Tasks.GroupOf[10], _machine.Tasks.GroupOf[11], _machine.Tasks.GroupOf[12], _machine.Tasks.GroupOf[13]) = (7, 7, 7, 8);
        using TestScreen screen = Open(ConfirmMode.Always, [.. Enumerable.Range(10, 4).Select(pid => Process(pid))]);

        screen.Press("N", "{");
        Assert.StartsWith("worker 10: autogroup nice 0 → 1, for its whole session (3 processes)?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Esc", "Space", "End", "Space", "{");
        Assert.StartsWith("2 tagged: autogroup nice 0 → 1, for their whole sessions (4 processes)?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Esc", "U", "{");
        Assert.StartsWith("worker 13: autogroup nice 0 → 1?", screen.MessageLine, StringComparison.Ordinal);
    }

    private bool IsUntouched => _machine.Writes.Count + _machine.Tasks.Writes.Count + _machine.Tasks.Sent.Count == 0;

    private ProcessLoad Process(int pid, int uid = Own, string user = "ann", TaskMobility mobility = TaskMobility.Movable)
    {
        if (_machine.StartOf(pid) is null)
        {
            _machine.Start(pid, affinity: CpuSet.Of(0));
        }

        return AnySnapshot.Process(
            pid, user: user, uid: uid, run: 0.5, wait: 0.5, affinity: CpuSet.Of(0), limit: CpuSet.Range(0, 7), mobility: mobility);
    }

    private TestScreen Open(ConfirmMode confirm, params ProcessLoad[] processes)
    {
        AffinityEditor editor = _machine.Editor();
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(8), cpu => cpu.Number >= 1 ? 0 : 1, processes);
        return new TestScreen(snapshot, width: 160, editor: editor, tasks: _machine.TaskEditor(editor), confirm: confirm);
    }
}
