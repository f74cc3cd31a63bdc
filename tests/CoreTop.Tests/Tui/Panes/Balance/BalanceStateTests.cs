using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Analysis;
using CoreTop.Tui.Panes.Balance;

namespace CoreTop.Tests.Tui.Panes.Balance;

public sealed class BalanceStateTests
{
    private const int Owner = 1000;

    [Fact]
    public void It_opens_with_every_move_of_the_default_strategy()
    {
        BalanceState balance = Open(Scene.Founding());

        Assert.Equal(RebalanceStrategy.Widen, balance.Strategy);
        Assert.Equal(11, balance.Ticked.Length);
        Assert.Equal(36, balance.CoresAfter, precision: 1);
    }

    [Fact]
    public void Strategies_are_switched_round_in_both_directions()
    {
        BalanceState balance = Open(Scene.Founding());

        Assert.Equal(RebalanceStrategy.Spread, balance.SwitchStrategy(1).Strategy);
        Assert.Equal(RebalanceStrategy.Pin, balance.SwitchStrategy(-1).Strategy);
        Assert.Equal(RebalanceStrategy.Widen, balance.SwitchStrategy(1).SwitchStrategy(1).SwitchStrategy(1).Strategy);
        Assert.All(balance.SwitchStrategy(-1).Plan.Changes, change => Assert.Single(change.To!));
    }

    [Fact]
    public void A_move_left_out_is_neither_made_nor_reckoned_with_whatever_the_strategy()
    {
        BalanceState all = Open(Scene.Founding());
        BalanceState balance = all.MoveTo(3).Toggle();
        PlannedChange left = all.Plan.Changes[3];

        Assert.Equal(10, balance.Ticked.Length);
        Assert.DoesNotContain(left, balance.Ticked);
        Assert.Equal(35, balance.CoresAfter, precision: 1);
        Assert.Equal(4, balance.Cursor);
        Assert.Equal(balance.Loads().Single(load => load.Cpu == left.Target).Before, balance.Loads().Single(load => load.Cpu == left.Target).After);
        Assert.Equal(10, balance.SwitchStrategy(1).Ticked.Length);
    }

    [Fact]
    public void A_move_left_out_can_be_put_back()
    {
        BalanceState balance = Open(Scene.Founding()).Toggle();

        Assert.Equal(11, balance.MoveTo(0).Toggle().Ticked.Length);
    }

    [Fact]
    public void The_cursor_stays_on_a_move()
    {
        BalanceState balance = Open(Scene.Founding());

        Assert.Equal(0, balance.MoveTo(-5).Cursor);
        Assert.Equal(10, balance.MoveTo(int.MaxValue).Cursor);
        Assert.Equal(10, balance.MoveTo(10).Toggle().Cursor);
    }

    [Fact]
    public void A_few_own_tasks_are_changed_without_a_question() =>
        Assert.Null(QuestionBefore(Open(Scene.Founding()), Owner));

    [Fact]
    public void Another_users_tasks_are_asked_about() => Assert.Equal(
        "Balance: 11 tasks of user ubuntu. Proceed?",
        QuestionBefore(Open(Scene.Founding()), userId: 0));

    [Fact]
    public void More_than_fifty_tasks_are_asked_about()
    {
        BalanceState balance = Open(Scene.Of("0-127").Add(70, run: 1.0 / 70, wait: 69.0 / 70, mask: "0"));

        Assert.Equal(69, balance.TickedTasks);
        Assert.Equal("Balance: 69 tasks. Proceed?", QuestionBefore(balance, Owner));
    }

    [Fact]
    public void The_threads_of_a_process_count_each()
    {
        TaskLoad[] threads = [.. Enumerable.Range(0, 4).Select(_ => Scene.Thread(0.25, 0.75, "0"))];

        BalanceState balance = Open(Scene.Of("0-3").AddThreads("solver", threads));

        Assert.Single(balance.Ticked);
        Assert.Equal(4, balance.TickedTasks);
    }

    private static string? QuestionBefore(BalanceState balance, int userId) =>
        new AskPolicy().Question(balance.Intention(userId, mayChangeOthers: true), AskAboutOthers.Always);

    private static BalanceState Open(Scene scene) =>
        BalanceState.Open(scene.Diagnose(), scene.Snapshot(), RebalanceOptions.Default);
}
