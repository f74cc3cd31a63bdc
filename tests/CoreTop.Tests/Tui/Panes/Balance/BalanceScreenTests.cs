using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Settings;
using CoreTop.Tests.Actions;
using CoreTop.Tests.Analysis;
using Editor = CoreTop.Actions.AffinityEditor;

namespace CoreTop.Tests.Tui.Panes.Balance;

public sealed class BalanceScreenTests : IDisposable
{
    private const int Workers = 4;

    private readonly FakeMachine _machine = new(cpus: 2);
    private readonly Editor _editor;

    public BalanceScreenTests()
    {
        _editor = _machine.Editor();
        for (int pid = 1000; pid < 1000 + Workers; pid++)
        {
            _machine.Start(pid, affinity: CpuSet.Of(0));
        }
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Three_keys_fix_the_pile_up_and_the_gain_is_told()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Enter");
        Assert.Equal("3 tasks moved.", screen.Message);
        Assert.Equal(3, _machine.Writes.Count);
        screen.Show(Spread());
        screen.Show(Spread());
        Assert.Equal("3 tasks moved; +1.0 cores after 1 s: 1.0 → 2.0.", screen.Message);
        screen.Show(Spread());

        Assert.Equal("3 tasks moved; +1.0 cores after 2 s: 1.0 → 2.0.", screen.Message);
        Assert.Equal(1, screen.Pace.Refreshes);
        Assert.Equal(3, screen.Pace.Applied.Length);
    }

    [Fact]
    public void What_tasks_that_sleep_at_times_would_get_is_promised_as_the_most()
    {
        using var screen = new TestScreen(Scene.Of("0-3").Add(8, run: 0.12, wait: 0.5, mask: "0").Snapshot(), 100, 24);

        screen.Show(Scene.Of("0-3").Add(8, run: 0.12, wait: 0.5, mask: "0").Snapshot());
        screen.Press("b");

        Assert.Contains(" → up to ", screen.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_gained_nothing_is_said_at_the_end_and_undo_is_offered()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Enter");
        Show(screen, Crowded().Snapshot(), times: 5);
        Assert.Equal("3 tasks moved.", screen.Message);
        screen.Show(Crowded().Snapshot());

        Assert.Equal("3 tasks moved, but nothing was gained after 5 s: 1.0 → 1.0 cores; 3 tasks given another affinity by somebody else since. z takes it back.", screen.Message);
    }

    [Fact]
    public void Undo_restores_the_masks_and_ends_the_measurement()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Enter", "z");
        string undone = screen.Message;
        Show(screen, Spread(), times: 7);

        Assert.StartsWith("Undid \"balance, widen: 3 tasks\"", undone, StringComparison.Ordinal);
        Assert.Equal(undone, screen.Message);
        Assert.All(Enumerable.Range(1000, Workers), tid => Assert.Equal(CpuSet.Of(0), _machine.Affinity(tid)));
        Assert.Empty(screen.Pace.Applied);
    }

    [Fact]
    public void A_message_of_another_key_stays_until_the_last_measurement()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Enter");
        screen.Show(Spread());
        screen.Press("Z", "Z");
        Show(screen, Spread(), times: 2);
        Assert.Equal("Resumed.", screen.Message);
        Show(screen, Spread(), times: 3);

        Assert.StartsWith("3 tasks moved; +1.0 cores after 5 s", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_measured_while_the_screen_is_paused()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Enter", "Z");
        Show(screen, Spread(), times: 6);

        Assert.Contains("after 5 s: 1.0 → 2.0", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Esc_changes_nothing()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Esc");

        Assert.Empty(_machine.Writes);
        Assert.Contains("PID USER", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_left_in_is_changed()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Down", "Space", "Enter");

        Assert.Equal("2 tasks moved.", screen.Message);
    }

    [Fact]
    public void With_everything_left_out_nothing_is_changed()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Space", "Space", "Space", "Enter");

        Assert.Equal("Nothing was changed.", screen.Message);
        Assert.Empty(_machine.Writes);
    }

    [Fact]
    public void The_strategy_is_switched_in_place()
    {
        using TestScreen screen = Open();

        screen.Press("b", "Shift-Tab");
        Assert.Contains("one CPU each for good", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");

        Assert.Equal(2, _machine.Writes.Select(write => write.Mask).OfType<CpuSet>().Max(mask => mask.Count) + 1);
    }

    [Fact]
    public void A_task_that_was_pinned_elsewhere_meanwhile_is_left_alone()
    {
        using TestScreen screen = Open();

        screen.Press("b");
        _machine.SetBySomebodyElse(1002, CpuSet.Of(1));
        screen.Press("Enter");

        Assert.Contains("worker 1002: was changed by somebody else in the meantime", screen.Message, StringComparison.Ordinal);
        Assert.Equal(CpuSet.Of(1), _machine.Affinity(1002));
    }

    [Fact]
    public void Another_users_tasks_are_asked_about_and_n_changes_nothing()
    {
        using TestScreen screen = Open(uid: 0);
        screen.Main.Use(screen.Main.Settings with { Confirm = ConfirmMode.First });

        screen.Press("b", "Enter");
        Assert.Contains("Balance: 3 tasks of user ubuntu. Proceed?", screen.Text, StringComparison.Ordinal);
        screen.Press("n");
        Assert.Equal("Nothing was changed.", screen.Message);
        Assert.Empty(_machine.Writes);

        screen.Press("b", "Enter", "y");
        Assert.Equal(3, _machine.Writes.Count);
    }

    [Fact]
    public void Without_a_journal_it_asks_before_it_changes_anything()
    {
        File.WriteAllText(Path.GetDirectoryName(_machine.JournalFolder)!, "a file where a folder should be");
        using TestScreen screen = Open();

        screen.Press("b", "Enter");
        Assert.Empty(_machine.Writes);
        Assert.Contains("No undo will be possible after CoreTop ends. Proceed?", screen.Text, StringComparison.Ordinal);
        screen.Press("y");

        Assert.Equal("3 tasks moved.", screen.Message);
    }

    [Fact]
    public void Read_only_shows_the_plan_and_changes_nothing()
    {
        using TestScreen screen = Open(isReadOnly: true);

        screen.Press("b", "Enter");

        Assert.Empty(_machine.Writes);
        Assert.StartsWith("Read only", screen.Message, StringComparison.Ordinal);
        Assert.StartsWith(" ! Read only", screen.Lines[^2], StringComparison.Ordinal);
        Assert.DoesNotContain("b fix", screen.Lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_balance_says_why()
    {
        using var screen = new TestScreen(Scene.Of("0-35").Add(48, run: 0.75, wait: 0.25).Snapshot());

        screen.Press("b");

        Assert.Equal("Nothing to rebalance: 48 tasks want a CPU, and there are 36 CPUs.", screen.Message);
    }

    [Fact]
    public void A_paused_screen_plans_by_what_the_machine_does_now()
    {
        using TestScreen screen = Open();

        screen.Press("Z");
        screen.Show(Wide());
        screen.Press("b");

        Assert.StartsWith("Nothing to rebalance", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_looked_at_for_long_is_carried_out_when_it_would_be_the_same_now()
    {
        using TestScreen screen = Open();

        screen.Press("b");
        screen.Time.Advance(TimeSpan.FromMinutes(1));
        screen.Show(Crowded().Snapshot());
        screen.Press("Enter");

        Assert.Equal("3 tasks moved.", screen.Message);
    }

    [Fact]
    public void A_plan_looked_at_for_long_is_shown_anew_when_it_would_be_another_now()
    {
        using TestScreen screen = Open();
        Snapshot fewer = Crowded().Change(
            process => process.Pid == 1003, process => process.WithFacts(facts => facts with { State = TaskState.Sleeping }) with { Run = 0, Wait = 0 }).Snapshot();

        screen.Press("b");
        screen.Time.Advance(TimeSpan.FromMinutes(1));
        screen.Show(fewer);
        screen.Press("Enter");

        Assert.Empty(_machine.Writes);
        Assert.Contains("That plan was old, and would be another one now. Show it?", screen.Text, StringComparison.Ordinal);
        screen.Press("y");
        Assert.StartsWith(" Balance: move 2 tasks", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");
        Assert.Equal("2 tasks moved.", screen.Message);
    }

    [Fact]
    public void A_plan_is_not_carried_out_when_the_machine_was_not_read_for_long()
    {
        using TestScreen screen = Open();

        screen.Press("b");
        screen.Time.Advance(TimeSpan.FromMinutes(1));
        screen.Press("Enter");

        Assert.Empty(_machine.Writes);
        Assert.StartsWith("Nothing was changed: The machine was last read 60 s ago", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_looked_at_for_long_is_dropped_when_nothing_is_wrong_any_more()
    {
        using TestScreen screen = Open();

        screen.Press("b");
        screen.Time.Advance(TimeSpan.FromMinutes(1));
        screen.Show(Wide());
        screen.Press("Enter");

        Assert.Empty(_machine.Writes);
        Assert.StartsWith("Nothing was changed: that plan was old. Nothing to rebalance", screen.Message, StringComparison.Ordinal);
        Assert.Contains("PID USER", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("i")]
    public void Nothing_is_decided_by_an_old_reading(string key)
    {
        using TestScreen screen = Open();

        screen.Time.Advance(TimeSpan.FromSeconds(20));
        screen.Press(key);

        Assert.Equal("The machine was last read 20 s ago: how busy its CPUs are now is not known.", screen.Message);
        Assert.Empty(_machine.Writes);
    }

    [Fact]
    public void Nothing_is_decided_after_a_reading_that_failed_until_one_succeeds()
    {
        using TestScreen screen = Open();

        screen.Main.ShowFailure("Reading the machine failed.");
        screen.Press("b");
        Assert.StartsWith("The machine could not be read at the last try", screen.Message, StringComparison.Ordinal);
        screen.Show(Crowded().Snapshot());
        screen.Press("b");

        Assert.StartsWith(" Balance: move 3 tasks", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_founding_plan_looks_as_promised(int width, int height)
    {
        using var screen = new TestScreen(Scene.Founding().Snapshot(), width, height);

        screen.Press("b");

        ExpectedText.Check(
            Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "screens", $"balance-{width}x{height}.txt"), $"{screen.Text}\n");
    }

    [Fact]
    public void A_thousand_CPUs_and_many_moves_fit_a_small_screen_and_scroll()
    {
        using var screen = new TestScreen(
            Scene.Of("0-1023").Add(100, run: 0.01, wait: 0.99, mask: "7", on: 7).Snapshot(), 80, 24);

        screen.Press("b");
        Assert.Contains("move 99 tasks", screen.Lines[0], StringComparison.Ordinal);
        Assert.True(screen.Lines.Count(line => line.StartsWith(" [x]", StringComparison.Ordinal)) >= 10, screen.Text);
        screen.Press("End");

        Assert.EndsWith(" 99/99", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("Apply", screen.Lines[^1], StringComparison.Ordinal);
    }

    private static Scene Crowded() => Scene.Of("0-1").Add(Workers, run: 0.25, wait: 0.75, mask: "0");

    // The same tasks, which may use both CPUs and keep both busy.
    private static Snapshot Wide() => Crowded().Change(_ => true, process => process with
    {
        Run = 0.5,
        Wait = 0.5,
        Affinity = CpuSet.Range(0, 1),
        Facts = process.Facts with { LastCpu = new CpuId(process.Pid % 2) },
    }).Snapshot();

    // As the kernel has it afterwards: half of the tasks on each CPU.
    private Snapshot Spread() => Crowded().Change(_ => true, process => process with
    {
        Run = 0.5,
        Wait = 0.5,
        Affinity = _machine.Affinity(process.Pid),
        Facts = process.Facts with { LastCpu = new CpuId(process.Pid % 2) },
    }).Snapshot();

    private TestScreen Open(int uid = 1000, bool isReadOnly = false)
    {
        Scene scene = Crowded();
        var screen = new TestScreen(
            scene.Change(_ => true, process => process with { Details = process.Details! with { Uid = uid == 0 ? 4242 : uid } }).Snapshot(),
            isReadOnly: isReadOnly,
            editor: _editor);
        return screen;
    }

    private static void Show(TestScreen screen, Snapshot snapshot, int times)
    {
        for (int i = 0; i < times; i++)
        {
            screen.Show(snapshot);
        }
    }
}
