using CoreTop.Actions;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
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
    [InlineData("[", "worker 10: nice 0 → 1?", "worker 10: nice 0 → 1.")]
    [InlineData("]", "worker 10: nice 0 → -1?", "worker 10: nice 0 → -1.")]
    [InlineData("{", "worker 10: autogroup nice 0 → 1?", "worker 10: autogroup nice 0 → 1.")]
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
    public void Of_many_different_values_the_most_frequent_are_named_and_undo_counts_the_others()
    {
        foreach ((int pid, int nice) in new[] { (10, 1), (11, 2), (12, 3), (13, 4), (14, 4) })
        {
            _machine.Tasks.Nice[pid] = nice;
        }

        using TestScreen screen = Open(ConfirmMode.Always, [.. Enumerable.Range(10, 5).Select(pid => Process(pid))]);

        screen.Press("N", "Space", "Space", "Space", "Space", "Space", "[");
        Assert.StartsWith(
            "5 tagged: nice 4 → 5, nice 1 → 2, nice 2 → 3 and other values?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Enter", "z");
        Assert.StartsWith(
            "Undo \"nice +1\", worker 10 and 4 other tasks: 5 → 4 (2 tasks), 2 → 1 (1 task), 3 → 2 (1 task) and other values (1 task)?",
            screen.MessageLine,
            StringComparison.Ordinal);
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
        Assert.Equal("worker 10: nice 0 → 5.", screen.MessageLine);
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
            "worker 10: nice 0 → 1, you cannot undo that: nice 0 needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it. Proceed?  y/n",
            screen.MessageLine);
        Assert.True(screen.Main.ListHeight < height);

        screen.Press("y");
        Assert.Equal(height, screen.Main.ListHeight);
    }

    [Fact]
    public void Another_users_task_is_asked_about_once_for_each_user()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 0, "root"), Process(11, 0, "root"), Process(12, 7, "bob"));

        screen.Press("N", "Home", "r");
        Assert.StartsWith("Release worker 10 of user root: 0 → 0-7. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y", "Down", "r");
        Assert.Null(screen.Main.Prompt);
        Assert.StartsWith("worker 11: released", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("Down", "r");
        Assert.Contains("of user bob", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_no_is_not_an_agreement_and_the_user_is_asked_about_again()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 0, "root"));

        screen.Press("r", "n", "r");

        Assert.NotNull(screen.Main.Prompt);
    }

    [Theory]
    [InlineData("[", "worker 10 of user bob: nice 0 → 1. Proceed?  y/n")]
    [InlineData("F7", "worker 10 of user bob: nice 0 → -1. Proceed?  y/n")]
    [InlineData("{", "worker 10 of user bob: autogroup nice 0 → 1. Proceed?  y/n")]
    [InlineData("n 5 Enter", "worker 10 of user bob: nice 0 → 5. Proceed?  y/n")]
    [InlineData("O End Enter", "worker 10 of user bob: I/O priority none → real-time 7. Proceed?  y/n")]
    [InlineData("Y Down Enter", "worker 10 of user bob: policy OTHER → BATCH. Proceed?  y/n")]
    [InlineData("k Enter", "Send TERM to worker 10 of user bob. Proceed?  y/n")]
    [InlineData("r", "Release worker 10 of user bob: 0 → 0-7. Proceed?  y/n")]
    [InlineData("i", "Send worker 10 of user bob: 0 → 1. Proceed?  y/n")]
    [InlineData("Tab End p", "Pin worker 10 of user bob: 0 → 7. Proceed?  y/n")]
    [InlineData("a u 5 Enter Enter", "Set worker 10 of user bob: 0 → 5. Proceed?  y/n")]
    public void Root_is_asked_before_any_change_of_another_users_task_and_not_again(string keys, string question)
    {
        _machine.Tasks.GroupOf[10] = 7;
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 7, "bob"));

        screen.Press(keys.Split(' '));
        Assert.Equal(question, screen.MessageLine);
        Assert.True(IsUntouched);

        screen.Press("y");
        Assert.Null(screen.Main.Prompt);
        Assert.False(IsUntouched);

        screen.Press("[", "[", "r");
        Assert.Null(screen.Main.Prompt);
    }

    [Fact]
    public void Of_tagged_tasks_it_is_said_how_many_are_anothers_and_of_whom()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10), Process(11, 7, "bob"), Process(12, 8, "eve"));

        screen.Press("N", "Space", "Space", "Space", "[");
        Assert.StartsWith("3 tagged, 2 of users bob and eve: nice 0 → 1. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y");
        Assert.Equal("Nice 0 → 1 (3 threads).", screen.MessageLine);

        screen.Press("r");
        Assert.Null(screen.Main.Prompt);
    }

    [Fact]
    public void The_settings_have_root_asked_each_time_or_never()
    {
        using TestScreen always = Open(ConfirmMode.Always, Process(10, 7, "bob"));
        always.Press("[", "y", "[");
        Assert.StartsWith("worker 10 of user bob: nice 1 → 2. Proceed?", always.MessageLine, StringComparison.Ordinal);

        using TestScreen never = Open(ConfirmMode.Never, Process(10, 7, "bob"));
        never.Press("[");
        Assert.Equal("worker 10: nice 1 → 2.", never.MessageLine);
    }

    [Fact]
    public void What_the_settings_let_pass_unasked_does_not_count_as_agreed_to()
    {
        using TestScreen screen = Open(ConfirmMode.Never, Process(10, 7, "bob"), Process(11));

        screen.Press("N", "r", "Down", "r");
        Assert.Equal([10, 11], _machine.Writes.Select(write => write.Tid));
        screen.Main.Use(screen.Main.Settings with { Confirm = ConfirmMode.First });
        screen.Press("i");
        Assert.StartsWith("Send worker 11: 0 → ", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("n", "Up", "i");
        Assert.StartsWith("Send worker 10 of user bob: 0 → ", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_answer_about_values_that_are_others_by_now_is_asked_about_again()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 7, "bob"));

        screen.Press("[");
        _machine.Tasks.Nice[10] = 5;
        screen.Press("y");
        Assert.Empty(_machine.Tasks.Writes);
        Assert.StartsWith("worker 10 of user bob: nice 5 → 6. Proceed?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("y");
        Assert.Equal("worker 10: nice 5 → 6.", screen.MessageLine);
    }

    [Fact]
    public void A_late_answer_about_CPUs_that_are_others_by_now_is_asked_about_again()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 7, "bob"));

        screen.Press("r");
        screen.Show(Snapshot(Process(10, 7, "bob", CpuSet.Of(3))));
        screen.Press("y");
        Assert.Empty(_machine.Writes);
        Assert.StartsWith("Release worker 10 of user bob: 3 → 0-7. Proceed?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("y");
        Assert.Equal([10], _machine.Writes.Select(write => write.Tid));
    }

    [Fact]
    public void A_late_answer_about_values_that_are_others_by_now_is_asked_about_again_though_another_task_ended()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 7, "bob"), Process(11, 7, "bob"));

        screen.Press("N", "Space", "Space", "[");
        Assert.StartsWith("2 tagged of user bob: nice 0 → 1. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        _machine.End(10);
        _machine.Tasks.Nice[11] = 5;
        screen.Press("y");
        Assert.Empty(_machine.Tasks.Writes);
        Assert.StartsWith("Nice +1: 2 tagged of user bob. Proceed?", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("y");
        Assert.Equal([(11, "6")], _machine.Tasks.Writes);
        Assert.Contains("worker 10: has ended", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_answer_says_of_a_task_that_ended_meanwhile_that_it_has()
    {
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 7, "bob"), Process(11, 7, "bob"));

        screen.Press("N", "Space", "Space", "r");
        Assert.StartsWith("Release 2 tagged of user bob: 0 → 0-7. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        _machine.End(10);
        screen.Show(Snapshot(Process(11, 7, "bob")));
        screen.Press("y");

        Assert.Equal([11], _machine.Writes.Select(write => write.Tid));
        Assert.Equal("! 1 task changed, 1 not: worker 10: has ended.", screen.MessageLine);
    }

    [Theory]
    [InlineData("z")]
    [InlineData("Enter")]
    public void Undo_of_another_run_names_its_tasks_old_and_new_and_takes_z_as_an_answer(string yes)
    {
        using TestScreen screen = Open(ConfirmMode.Never, Process(10), Process(11));
        AnotherRun().Nice(5).Apply([Target(10), Target(11)], false);

        screen.Press("z");
        Assert.Equal(
            "Undo \"nice 5\" of 2025-03-01 10:00:00 by another run, worker 10 and 1 other task: 5 → 0?  Enter or z does it, Esc does not",
            screen.MessageLine);
        screen.Press(yes);
        Assert.Equal("Undid \"nice 5\": 2 tasks have their former nice values again.", screen.MessageLine);
    }

    [Fact]
    public void A_late_answer_to_undo_does_not_take_back_what_another_run_took_back_meanwhile()
    {
        using TestScreen screen = Open(ConfirmMode.Always, Process(10));

        screen.Press("[", "Enter", "[", "Enter", "z");
        UndoInAnotherRun();
        int writes = _machine.Tasks.Writes.Count;
        screen.Press("z");
        Assert.Equal("! Nothing was changed: another run took \"nice +1\" back meanwhile.", screen.MessageLine);
        Assert.Equal(writes, _machine.Tasks.Writes.Count);
    }

    [Fact]
    public void A_late_answer_to_undo_takes_back_what_it_was_asked_about_though_another_run_made_a_change_since()
    {
        using TestScreen screen = Open(ConfirmMode.Always, Process(10), Process(11));

        screen.Press("N", "[", "Enter", "z");
        AnotherRun().Nice(5).Apply([Target(11)], false);
        screen.Press("Enter");

        Assert.Equal("Undid \"nice +1\": worker 10 has nice 0 again.", screen.MessageLine);
        Assert.Equal(5, _machine.Tasks.Nice[11]);
    }

    [Fact]
    public void A_late_answer_to_undo_of_which_something_was_taken_back_is_asked_about_again()
    {
        using TestScreen screen = Open(ConfirmMode.Always, Process(10), Process(11));
        screen.Press("N", "Space", "Space", "[", "Enter", "z");
        Assert.StartsWith("Undo \"nice +1\", worker 10 and 1 other task: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);

        _machine.Tasks.Refuse(10, ControlResult.NotPermitted, errno: 1);
        UndoInAnotherRun();
        screen.Press("Enter");

        Assert.StartsWith("Undo \"nice +1\", worker 10: 1 → 0?", screen.MessageLine, StringComparison.Ordinal);
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
    [InlineData("r", "worker 10, CPU 0 → CPUs 0-7: not permitted (EPERM)")]
    [InlineData("[", "worker 10, nice 0 → 1: not permitted (EPERM)")]
    [InlineData("F7", "worker 10, nice 0 → -1: not permitted (EPERM)")]
    public void A_key_on_another_users_task_says_what_the_kernel_answers_without_a_question(string key, string answer)
    {
        _machine.Tasks.MayRaisePriorities = false;
        _machine.Refuse(10, ControlResult.NotPermitted, errno: 1);
        _machine.Tasks.Refuse(10, ControlResult.NotPermitted, errno: 1);
        using TestScreen screen = Open(ConfirmMode.First, Process(10, 0, "root"));

        screen.Press(key);

        Assert.Null(screen.Main.Prompt);
        Assert.Contains(answer, screen.MessageLine, StringComparison.Ordinal);

        screen.Press(key);
        Assert.Contains(answer, screen.MessageLine, StringComparison.Ordinal);
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

    private bool IsUntouched => _machine.Writes.Count + _machine.Tasks.Writes.Count + _machine.Tasks.Sent.Count == 0;

    private static TaskTarget Target(int pid) => new(new TaskKey(pid, 1000), pid, "worker", IsWholeProcess: true, Owner: null);

    // Whose journal is the same.
    private TaskEditor AnotherRun() => _machine.TaskEditor(_machine.Editor());

    private void UndoInAnotherRun()
    {
        AffinityEditor another = _machine.Editor();
        _ = _machine.TaskEditor(another);
        another.Undo();
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
