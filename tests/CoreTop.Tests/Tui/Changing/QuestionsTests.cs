using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>Question and answer stand on one line, name the task, old and new, and nothing is asked that is refused afterwards.</summary>
public sealed class QuestionsTests : IDisposable
{
    private const int OwnUid = 1000;

    private readonly FakeMachine _machine = new(cpus: 8);

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("[", "worker 10: nice 0 → 1?", "worker 10: nice 0 -> 1.")]
    [InlineData("]", "worker 10: nice 0 → -1?", "worker 10: nice 0 -> -1.")]
    [InlineData("{", "worker 10: autogroup nice 0 → 1?", "worker 10: autogroup nice 0 -> 1.")]
    [InlineData("r", "Release worker 10: 0 → 0-7?", "worker 10: released from CPU 0 to all CPUs it may use (0-7).")]
    [InlineData("i", "Send worker 10: 0 → 1?", "worker 10: moved from CPU 0 to CPU 1.")]
    public void A_change_by_one_key_names_the_task_old_and_new_and_the_answer_takes_the_place_of_the_question(
        string key, string question, string answer)
    {
        _machine.Tasks.GroupOf[10] = 7;
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press(key);
        Assert.StartsWith(question, screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains($"Enter or {key} does it, Esc does not", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains("Esc Cancel", screen.Lines[^1], StringComparison.Ordinal);
        int row = Array.FindIndex(screen.Lines, line => line.Contains(question, StringComparison.Ordinal));

        screen.Press("Enter");
        Assert.StartsWith(answer, screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains(answer, screen.Lines[row], StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_names_the_task_old_and_new_too()
    {
        using TestScreen screen = Open(ConfirmMode.Always, Process(10));

        screen.Press("[", "Enter", "z");

        Assert.StartsWith("Undo \"nice +1\", worker 10: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_and_what_is_wrong_with_it_stand_where_the_answer_will()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("n");
        Assert.Equal("Nice of worker 10:    now 0; -20 (the most CPU time) to 19", screen.MessageLine);
        screen.Type("99");
        screen.Press("Enter");
        Assert.Contains("Nice of worker 10: 99", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains("\"99\" is not a nice value", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Ctrl-U", "5", "Enter");
        Assert.Equal("worker 10: nice 0 -> 5.", screen.MessageLine);
    }

    [Fact]
    public void A_long_question_is_shown_whole_and_leaves_the_list_its_rows_again()
    {
        _machine.Tasks.MayRaisePriorities = false;
        using TestScreen screen = Open(ConfirmMode.Never, Process(10));
        screen.Resize(80, 24);
        int height = screen.Main.ListHeight;

        screen.Press("[");
        Assert.Equal(
            "worker 10: nice 0 → 1, you could not undo that: nice 0 needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it. Proceed?  y/n",
            screen.MessageLine);
        Assert.True(screen.Main.ListHeight < height);

        screen.Press("y");
        Assert.Equal(height, screen.Main.ListHeight);
    }

    [Fact]
    public void Another_users_task_is_asked_about_once_for_each_user()
    {
        using TestScreen screen = Open(ConfirmMode.Never, Process(10, 0, "root"), Process(11, 0, "root"), Process(12, 7, "bob"));

        screen.Press("N", "Home", "r");
        Assert.StartsWith("Release worker 10: 0 → 0-7, which belongs to root. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y", "Down", "r");
        Assert.Null(screen.Main.Prompt);
        Assert.StartsWith("worker 11: released", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Down", "r");
        Assert.Contains("which belongs to bob", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_no_is_not_an_agreement_and_the_user_is_asked_about_again()
    {
        using TestScreen screen = Open(ConfirmMode.Never, Process(10, 0, "root"));

        screen.Press("r", "n", "r");

        Assert.NotNull(screen.Main.Prompt);
    }

    [Theory]
    [InlineData("n", "CAP_SYS_NICE")]
    [InlineData("O", "CAP_SYS_NICE")]
    [InlineData("Y", "CAP_SYS_NICE")]
    [InlineData("a", "CAP_SYS_NICE")]
    [InlineData("k", "CAP_KILL")]
    public void What_another_users_task_will_be_refused_is_said_instead_of_asked(string key, string capability)
    {
        _machine.Tasks.MayRaisePriorities = false;
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 0, "root"));

        screen.Press(key);

        Assert.Equal($"! worker 10 belongs to root: only root or who has {capability} may do that.", screen.MessageLine);
        Assert.Null(screen.Main.Prompt);
        Assert.Null(screen.Main.Menu);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("[")]
    [InlineData("]")]
    public void A_key_on_another_users_task_says_what_the_kernel_answers_without_a_question(string key)
    {
        _machine.Tasks.MayRaisePriorities = false;
        _machine.Refuse(10, ControlResult.NotPermitted, errno: 1);
        _machine.Tasks.Refuse(10, ControlResult.NotPermitted, errno: 1);
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 0, "root"));

        screen.Press(key);

        Assert.Null(screen.Main.Prompt);
        Assert.Contains("worker 10", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains("not permitted (EPERM)", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nice_value_that_limits_refuse_is_not_asked_about()
    {
        _machine.Tasks.MayRaisePriorities = false;
        _machine.Tasks.Refuse(10, ControlResult.NotPermitted, errno: 13);
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("]");

        Assert.Null(screen.Main.Prompt);
        Assert.Contains("RLIMIT_NICE", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_for_a_nice_value_says_how_far_limits_let_it_go()
    {
        _machine.Tasks.MayRaisePriorities = false;
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("n");

        Assert.Equal("Nice of worker 10:    now 0; 0 (less needs root or CAP_SYS_NICE) to 19", screen.MessageLine);
    }

    [Fact]
    public void A_real_time_policy_that_limits_refuse_is_not_asked_about()
    {
        _machine.Tasks.MayRaisePriorities = false;
        _machine.Tasks.Refuse(10, ControlResult.NotPermitted, errno: 1);
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("Y");
        screen.Type("fifo");
        screen.Press("Enter");

        Assert.Null(screen.Main.Prompt);
        Assert.Contains("RLIMIT_RTPRIO", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_so_already_is_not_asked_about()
    {
        _machine.Tasks.Nice[10] = 19;
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("[");
        Assert.Null(screen.Main.Prompt);
        Assert.Equal("worker 10: has nice 19 already.", screen.MessageLine);

        screen.Press("r", "Enter");
        screen.Show(Snapshot(Process(10, mask: CpuSet.Range(0, 7))));
        screen.Press("r");
        Assert.Equal("worker 10: has all CPUs it may use already.", screen.MessageLine);
    }

    [Fact]
    public void While_a_question_stands_another_key_says_which_keys_answer_and_the_question_stays()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10));

        screen.Press("r", "D");

        Assert.Equal("Release worker 10: 0 → 0-7?  D is not an answer: Enter or r does it, Esc does not.", screen.MessageLine);
    }

    private ProcessLoad Process(int pid, int uid = OwnUid, string user = "ann", CpuSet? mask = null)
    {
        if (_machine.StartOf(pid) is null)
        {
            _machine.Start(pid, affinity: CpuSet.Of(0));
        }

        ProcessLoad process = AnySnapshot.Process(pid, run: 0.5, wait: 0.5, affinity: mask ?? CpuSet.Of(0), uid: uid, limit: CpuSet.Range(0, 7));
        return process with { Details = process.Details! with { User = user } };
    }

    private TestScreen Open(ConfirmMode confirm, params ProcessLoad[] processes)
    {
        var editor = _machine.Editor();
        return new TestScreen(Snapshot(processes), width: 160, editor: editor, tasks: _machine.TaskEditor(editor), confirm: confirm);
    }

    private static Snapshot Snapshot(params ProcessLoad[] processes) =>
        AnySnapshot.Of(AnyTopology.Of(8), cpu => cpu.Number >= 1 ? 0 : 1, processes);
}
