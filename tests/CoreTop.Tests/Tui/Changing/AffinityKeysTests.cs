using CoreTop.Actions;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

public sealed class AffinityKeysTests : IDisposable
{
    private static readonly CpuSet Narrow = CpuSet.Of(0);
    private readonly FakeMachine _machine = new(cpus: 8);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_selected_task_goes_to_an_idle_cpu_and_the_next_press_to_another()
    {
        using TestScreen screen = Open(Hungry(10));

        screen.Press("i");
        CpuSet first = _machine.Affinity(10);
        screen.Press("i");

        Assert.Single(first);
        Assert.Single(_machine.Affinity(10));
        Assert.NotEqual(first, _machine.Affinity(10));
        Assert.DoesNotContain(new CpuId(0), first);
        Assert.Equal(2, screen.Pace.Refreshes);
        Assert.Contains($"CPU {_machine.Affinity(10)}", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tagged_tasks_go_to_different_idle_cpus_in_one_batch_and_come_back_together()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11), Hungry(12));

        screen.Press("Space", "Space", "Space", "i");
        CpuSet[] sent = [.. new[] { 10, 11, 12 }.Select(_machine.Affinity)];
        Assert.Equal(3, sent.Distinct().Count());
        Assert.All(sent, cpus => Assert.Single(cpus));

        screen.Press("z");
        Assert.All(new[] { 10, 11, 12 }, tid => Assert.Equal(Narrow, _machine.Affinity(tid)));
        Assert.StartsWith("Undid \"idle CPU\"", screen.Message, StringComparison.Ordinal);

        screen.Press("z");
        Assert.Equal("There is nothing to take back.", screen.Message);
    }

    [Fact]
    public void When_no_idle_cpu_is_left_the_rest_stay_and_that_is_said()
    {
        using TestScreen screen = Open(idleFrom: 6, Hungry(10), Hungry(11), Hungry(12));

        screen.Press("Space", "Space", "Space", "i");

        Assert.Equal(2, new[] { 10, 11, 12 }.Count(tid => !_machine.Affinity(tid).Equals(Narrow)));
        Assert.Contains("1 left where", screen.Message, StringComparison.Ordinal);
        screen.Press("U", "i");
        Assert.DoesNotContain("moved", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cpu_that_something_was_sent_to_is_offered_again_after_some_seconds()
    {
        using TestScreen screen = Open(idleFrom: 7, Hungry(10), Hungry(11));

        screen.Press("i", "Down", "i");
        Assert.Equal(Narrow, _machine.Affinity(11));

        screen.Time.Advance(TimeSpan.FromSeconds(60));
        screen.Show(screen.Main.Snapshot!);
        screen.Press("i");
        Assert.Equal("7", _machine.Affinity(11).ToString());
    }

    [Fact]
    public void Release_gives_every_thread_all_cpus_of_its_cpuset()
    {
        using TestScreen screen = Open(Hungry(10, threads: 3));

        screen.Press("r");

        Assert.All(new[] { 10, 11, 12 }, tid => Assert.Equal("0-7", _machine.Affinity(tid).ToString()));
        Assert.Contains("3 threads released", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_leaves_isolated_CPUs_out_and_the_editor_gives_them_when_they_are_picked()
    {
        CpuTopology topology = AnyTopology.Of(8, isolated: CpuSet.Of(6, 7));
        using var screen = new TestScreen(AnySnapshot.Of(topology, _ => 0, Hungry(10)), editor: _machine.Editor());

        screen.Press("r");
        Assert.Equal("0-5", _machine.Affinity(10).ToString());

        screen.Press("a", "a", "Enter");
        Assert.Equal("0-7", _machine.Affinity(10).ToString());
    }

    [Fact]
    public void On_a_threads_row_only_that_thread_is_changed()
    {
        using TestScreen screen = Open(Hungry(10, threads: 3));

        screen.Press("H", "Down", "Down", "r");

        Assert.Single(new[] { 10, 11, 12 }, tid => !_machine.Affinity(tid).Equals(Narrow));
    }

    [Fact]
    public void Tagged_rows_that_the_filter_hides_are_counted_before_anything_is_done()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11), Hungry(12));

        screen.Press("Space", "Space", "Space", "F4");
        screen.Type("pid=10");
        screen.Press("Enter", "r");
        Assert.Contains("3 tagged, 2 of them hidden", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);

        screen.Press("n");
        Assert.Empty(_machine.Writes);
        Assert.Equal("Nothing was changed.", screen.Message);

        screen.Press("r", "y");
        Assert.Equal([10, 11, 12], _machine.Writes.Select(write => write.Tid).Order());
    }

    [Fact]
    public void Other_users_tasks_and_more_than_fifty_are_asked_about()
    {
        using TestScreen screen = Asking(Open(Hungry(10, uid: 0), Hungry(100, threads: 51)));

        screen.Press("N", "r");
        Assert.Contains("Release worker 10 of user root: 0 → 0-7. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Esc", "Down", "r");
        Assert.Contains("51 threads. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);
    }

    [Theory]
    [InlineData(TaskMobility.KernelBound, "kworker 10 is a kernel thread that the kernel has bound")]
    [InlineData(TaskMobility.KernelThread, "kworker 10 is a kernel thread: those are left alone.")]
    public void What_cannot_be_moved_is_refused_by_name_and_the_rest_is_done(TaskMobility mobility, string expected)
    {
        _machine.Start(10, affinity: Narrow);
        ProcessLoad immovable = AnySnapshot.Process(10, "kworker", run: 1, affinity: Narrow, mobility: mobility);
        using TestScreen screen = Open(Hungry(11), immovable);

        screen.Press("N");
        foreach (string key in new[] { "i", "a", "r" })
        {
            screen.Press(key);
            Assert.StartsWith(expected, screen.Message, StringComparison.Ordinal);
        }

        screen.Press("Home", "Space", "Space", "r");
        Assert.Equal([11], _machine.Writes.Select(write => write.Tid));
        Assert.Contains(expected, screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadline_task_is_not_narrowed_and_can_be_released()
    {
        _machine.Start(10, affinity: Narrow);
        using TestScreen screen = Open(AnySnapshot.Process(10, "rt", affinity: Narrow, mobility: TaskMobility.Deadline));

        foreach (string key in new[] { "i", "a" })
        {
            screen.Press(key);
            Assert.StartsWith("rt 10 is a SCHED_DEADLINE task", screen.Message, StringComparison.Ordinal);
        }

        screen.Press("r");
        Assert.Equal([(10, null)], _machine.Writes);
    }

    [Fact]
    public void What_is_set_back_a_moment_later_corrects_the_message()
    {
        using TestScreen screen = Open(Hungry(10));
        screen.Press("r");
        Assert.StartsWith("worker 10: released from CPU 0", screen.Message, StringComparison.Ordinal);
        _machine.SetBySomebodyElse(10, Narrow);

        Assert.Single(screen.Pending)();

        Assert.Equal(
            "worker 10, CPU 0 → CPUs 0-7: accepted, and not in effect: its own process or another program sets it back to CPU 0.", screen.Message);
    }

    [Fact]
    public void What_stays_leaves_the_message_as_it_is()
    {
        using TestScreen screen = Open(Hungry(10));
        screen.Press("r");
        string said = screen.Message;

        Assert.Single(screen.Pending)();

        Assert.Equal(said, screen.Message);
    }

    [Fact]
    public void A_change_that_follows_at_once_says_what_became_of_the_one_before()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11));
        screen.Press("r");
        _machine.SetBySomebodyElse(10, Narrow);

        screen.Press("Down", "r");
        screen.Pending.ForEach(look => look());

        Assert.StartsWith(
            "worker 10, CPU 0 → CPUs 0-7: accepted, and not in effect: its own process or another program sets it back to CPU 0. worker 11: released",
            screen.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_that_is_set_back_corrects_the_message()
    {
        using TestScreen screen = Open(Hungry(10));
        screen.Press("r", "z");
        _machine.SetBySomebodyElse(10, CpuSet.Range(0, 7));

        screen.Pending[^1]();

        Assert.Contains("was undone, but that no longer holds: worker 10: accepted, and not in effect", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_the_kernel_is_a_sentence_that_names_the_task()
    {
        using TestScreen screen = Open(Hungry(10));
        _machine.Refuse(10, ControlResult.NotPermitted, errno: 1);

        screen.Press("r");

        Assert.Contains("worker 10", screen.Message, StringComparison.Ordinal);
        Assert.Contains("EPERM", screen.Message, StringComparison.Ordinal);
        Assert.Contains("CAP_SYS_NICE", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_only_refuses_every_key_that_changes_something()
    {
        using TestScreen screen = Open(isReadOnly: true, idleFrom: 1, Hungry(10));

        foreach (string key in new[] { "i", "a", "r", "z" })
        {
            screen.Press("U", key);
            Assert.StartsWith("Read only:", screen.Message, StringComparison.Ordinal);
        }

        screen.Press("Tab", "p");
        Assert.StartsWith("Read only:", screen.Message, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);
    }

    [Fact]
    public void Without_a_journal_nothing_is_changed_until_the_user_agrees()
    {
        _machine.SpoilJournal();
        using TestScreen screen = Open(Hungry(10), Hungry(11));

        screen.Press("r");
        Assert.Contains("No undo will be possible", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains("journal", screen.MessageLine, StringComparison.OrdinalIgnoreCase);
        screen.Press("n");
        Assert.Empty(_machine.Writes);

        screen.Press("r", "y");
        Assert.Equal([10], _machine.Writes.Select(write => write.Tid));

        screen.Press("Down", "r");
        Assert.Equal([10, 11], _machine.Writes.Select(write => write.Tid));
        screen.Press("z", "z");
        Assert.All(new[] { 10, 11 }, tid => Assert.Equal(Narrow, _machine.Affinity(tid)));
    }

    [Fact]
    public void Where_no_folder_for_the_journal_is_known_the_first_change_asks()
    {
        using TestScreen screen = Open(ChangeJournal.WithoutFolder(FakeMachine.Boot), Hungry(10));

        screen.Press("r");
        Assert.StartsWith(
            "Neither XDG_STATE_HOME nor HOME names a folder for the journal: set one of them. No undo will be possible",
            screen.MessageLine,
            StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);

        screen.Press("y");
        Assert.Equal([10], _machine.Writes.Select(write => write.Tid));
        screen.Press("z");
        Assert.Equal("Undid \"release\": worker 10 has CPU 0 again.", screen.Message);
    }

    [Fact]
    public void Undo_says_why_when_the_journal_cannot_be_read()
    {
        _machine.SpoilJournal();
        using TestScreen screen = Open(Hungry(10));

        screen.Press("z");

        Assert.StartsWith($"The journal {_machine.JournalPath} cannot be used", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_run_changed_is_undone_only_after_a_question_that_names_it()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11));
        _machine.Editor().Apply("pin 11 to 7", [Request(11, CpuSet.Of(7))]);

        screen.Press("z");
        Assert.Contains("Undo \"pin 11 to 7\" of 2025-03-01 10:00:00 by another run, worker 11: 7 → 0?  Enter or z does it, Esc does not", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("n");
        Assert.Equal("7", _machine.Affinity(11).ToString());

        screen.Press("r", "z");
        Assert.Equal("Undid \"release\": worker 10 has CPU 0 again.", screen.Message);

        screen.Press("z", "z");
        Assert.Equal(Narrow, _machine.Affinity(11));
    }

    [Fact]
    public void The_diagnosis_hears_of_own_changes_at_once_and_of_others_when_the_journal_was_written_to()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11));
        screen.JournalChanges = false;

        screen.Press("r");
        Assert.Equal([10], screen.Pace.Applied.Select(change => change.Task.Tid));
        screen.Press("z");
        Assert.Empty(screen.Pace.Applied);

        _machine.Editor().Apply("pin 11 to 7", [Request(11, CpuSet.Of(7))]);
        screen.Show(screen.Main.Snapshot!);
        Assert.Empty(screen.Pace.Applied);
        screen.JournalChanges = true;
        screen.Show(screen.Main.Snapshot!);
        Assert.Equal([11], screen.Pace.Applied.Select(change => change.Task.Tid));
    }

    [Fact]
    public void A_batch_that_is_refused_again_lets_undo_go_on_to_the_one_before()
    {
        using TestScreen screen = Open(Hungry(10), Hungry(11));
        screen.Press("N", "Home", "r", "Down", "r");
        int last = _machine.Writes[^1].Tid, first = _machine.Writes[0].Tid;
        Assert.NotEqual(first, last);
        _machine.Refuse(last, ControlResult.NotPermitted, errno: 1);

        screen.Press("z");
        Assert.StartsWith($"\"release\" is not undone: worker {last}, CPUs 0-7 → CPU 0: not permitted", screen.Message, StringComparison.Ordinal);
        Assert.NotEqual(Narrow, _machine.Affinity(first));

        screen.Press("z");
        Assert.StartsWith($"Undid \"release\": worker {first} has CPU 0 again. \"release\" is not undone:", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_before_sending_names_the_CPU_and_keeps_to_it()
    {
        using TestScreen screen = Asking(Open(Hungry(10, uid: 0)));

        screen.Press("i");
        string question = screen.MessageLine;
        screen.Press("y");

        Assert.Contains($"Send worker 10 of user root: 0 → {_machine.Affinity(10)}. Proceed?", question, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_yes_to_a_CPU_that_is_busy_by_now_is_asked_about_another()
    {
        using TestScreen screen = Asking(Open(idleFrom: 6, Hungry(10, uid: 0)));

        screen.Press("i");
        Assert.Contains("Send worker 10 of user root: 0 → 6", screen.MessageLine, StringComparison.Ordinal);
        screen.Show(AnySnapshot.Of(AnyTopology.Of(8), cpu => cpu.Number >= 7 ? 0 : 1, Hungry(10, uid: 0)));
        screen.Press("y");
        Assert.Empty(_machine.Writes);
        Assert.Contains("Send worker 10 of user root: 0 → 7", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y");

        Assert.Equal("7", _machine.Affinity(10).ToString());
    }

    [Theory]
    [InlineData(4, "6")]
    [InlineData(6, "7")]
    public void What_was_shown_before_the_first_change_is_done_though_another_CPU_idles_by_now_unless_the_answer_is_late(int seconds, string cpu)
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(8), each => each.Number >= 6 ? 0 : 1, Hungry(10)), editor: _machine.Editor(), confirm: ConfirmMode.First);

        screen.Press("i");
        Assert.Contains("Send worker 10: 0 → 6", screen.MessageLine, StringComparison.Ordinal);
        screen.Show(AnySnapshot.Of(AnyTopology.Of(8), each => each.Number >= 7 ? 0 : 1, Hungry(10)));
        screen.Time.Advance(TimeSpan.FromSeconds(seconds));
        screen.Press("Enter");
        if (screen.Main.Prompt is not null)
        {
            screen.Press("Enter");
        }

        Assert.Equal(cpu, _machine.Affinity(10).ToString());
    }

    [Fact]
    public void A_CPU_that_was_only_asked_about_is_offered_again()
    {
        using TestScreen screen = Asking(Open(idleFrom: 7, Hungry(10, uid: 0)));

        screen.Press("i", "n", "i", "y");

        Assert.Equal("7", _machine.Affinity(10).ToString());
    }

    [Fact]
    public void Each_task_that_stays_is_named_with_its_reason()
    {
        ProcessLoad elsewhere = Hungry(13) with { Details = AnySnapshot.Process(13, limit: CpuSet.Of(0)).Details };
        using TestScreen screen = Open(idleFrom: 7, Hungry(10), Hungry(11), Hungry(12), elsewhere);

        screen.Press("N", "Space", "Space", "Space", "Space", "i");

        Assert.Contains("3 left where they are: ", screen.Message, StringComparison.Ordinal);
        Assert.Contains("worker 13: the one CPU it may use is busy", screen.Message, StringComparison.Ordinal);
        Assert.Matches("worker 1[012], worker 1[012]: tasks were just sent to every idle CPU", screen.Message);
    }

    [Fact]
    public void On_a_captured_machine_a_change_is_only_recorded_and_that_is_said()
    {
        using TestScreen screen = Open(Hungry(10));
        _machine.OnlyRecords = true;

        screen.Press("i");

        Assert.Empty(_machine.Writes);
        Assert.Contains("only recorded", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Picked_cpus_of_the_core_panel_take_the_task_or_the_one_under_the_cursor()
    {
        using TestScreen screen = Open(Hungry(10));

        screen.Press("Tab", "End", "p");
        Assert.Equal("7", _machine.Affinity(10).ToString());

        screen.Press("Home", "Space", "End", "Space", "p");
        Assert.Equal("0,7", _machine.Affinity(10).ToString());
    }

    private static TestScreen Asking(TestScreen screen)
    {
        screen.Main.Use(screen.Main.Settings with { Confirm = ConfirmMode.First });
        return screen;
    }

    private ProcessLoad Hungry(int pid, int threads = 1, int uid = 1000)
    {
        _machine.Start(pid, threads, affinity: Narrow);
        return AnySnapshot.Process(
            pid, user: uid == 0 ? "root" : "ann", run: 0.5, wait: 0.5, affinity: Narrow, uid: uid, limit: CpuSet.Range(0, 7),
            threads: threads == 1
                ? []
                : [.. Enumerable.Range(pid, threads).Select(tid => AnySnapshot.Thread(tid, pid, run: 0.1, affinity: Narrow))]);
    }

    private AffinityRequest Request(int pid, CpuSet? wanted) =>
        new(new TaskKey(pid, 1000), pid, "worker", IsWholeProcess: true, wanted, _machine.Allowed);

    private TestScreen Open(params ReadOnlySpan<ProcessLoad> processes) => Open(isReadOnly: false, idleFrom: 1, processes);

    private TestScreen Open(int idleFrom, params ReadOnlySpan<ProcessLoad> processes) => Open(isReadOnly: false, idleFrom, processes);

    private TestScreen Open(ChangeJournal journal, params ReadOnlySpan<ProcessLoad> processes) => new(
        AnySnapshot.Of(AnyTopology.Of(8), cpu => cpu.Number >= 1 ? 0 : 1, processes.ToArray()),
        editor: _machine.Editor(journal));

    private TestScreen Open(bool isReadOnly, int idleFrom, params ReadOnlySpan<ProcessLoad> processes) => new(
        AnySnapshot.Of(AnyTopology.Of(8), cpu => cpu.Number >= idleFrom ? 0 : 1, processes.ToArray()),
        isReadOnly: isReadOnly,
        editor: _machine.Editor());
}
