using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Model.Sampling;

public sealed class ChildRunTests
{
    // The machine of Any has been up for 34 minutes at each sample.
    private const ulong Born = (34 * 60 * 100) + 50;

    private readonly SnapshotBuilder _builder = new();

    [Fact]
    public void What_ended_children_used_is_the_growth_of_their_parents_counters()
    {
        _builder.Next(Any.Sample(0, Parent(1000)));

        Assert.Equal(0.9, Run(1, Parent(1090)), 6);
        Assert.Equal(0.25, Run(3, Parent(1140, windowSeconds: 2)), 6);
    }

    [Fact]
    public void At_its_first_reading_a_parents_past_is_not_of_this_window()
    {
        Assert.Equal(0, Run(0, Parent(1000)));
        Assert.Equal(0, Run(1, Any.Process(7), Parent(1000)));
    }

    [Fact]
    public void A_parent_that_was_born_in_the_window_has_only_children_of_this_window()
    {
        _builder.Next(Any.Sample(0, Any.Process(7)));

        // It lived for half of the second, and yet they used 0.4 s in it.
        Assert.Equal(0.4, Run(1, Any.Process(7), Parent(40, startTicks: Born)), 6);
    }

    [Fact]
    public void What_was_seen_of_a_child_while_it_lived_is_not_counted_when_it_ends()
    {
        _builder.Next(Any.Sample(0, Parent(0), Any.Process(200, parent: 100, userTicks: 5000)));

        Assert.Equal(0.3, Run(1, Parent(5030)), 6);
    }

    [Fact]
    public void Of_a_child_that_ended_with_its_own_parent_neither_is_counted_twice()
    {
        _builder.Next(Any.Sample(
            0,
            Parent(0),
            Any.Process(200, parent: 100, userTicks: 100) with { Children = Used(40) },
            Any.Process(300, parent: 200, userTicks: 1000)));

        Assert.Equal(0.1, Run(1, Parent(1150)), 6);
    }

    [Fact]
    public void Counters_that_go_back_and_children_that_nobody_waited_for_use_nothing()
    {
        _builder.Next(Any.Sample(0, Parent(500), Any.Process(200, parent: 100, userTicks: 5000)));

        Assert.Equal(0, Run(1, Parent(400)));
        Assert.Equal(0, Run(2, Parent(-1)));
    }

    [Fact]
    public void Parents_that_wait_for_each_other_end_the_search()
    {
        _builder.Next(Any.Sample(
            0, Parent(0), Any.Process(200, parent: 300, userTicks: 100), Any.Process(300, parent: 200, userTicks: 100)));

        Assert.Equal(1, Run(1, Parent(100)), 6);
    }

    [Fact]
    public void Counters_that_do_not_fit_together_use_nothing()
    {
        _builder.Next(Any.Sample(
            0,
            Parent(0),
            Any.Process(200, parent: 100, userTicks: ulong.MaxValue) with { Children = Used(long.MaxValue) },
            Any.Process(300, parent: 100, userTicks: ulong.MaxValue)));

        Assert.Equal(0, Run(1, Parent(100)));
    }

    [Fact]
    public void A_parent_that_did_nothing_since_has_no_children_that_ended()
    {
        _builder.Next(Any.Sample(0, Parent(0)));
        ProcessSample parent = Parent(100);
        Assert.Equal(1, Run(1, parent), 6);

        Assert.Equal(0, Run(2, parent));
        ProcessLoad quiet = _builder.Next(Any.Sample(3, parent)).Processes[0];
        Assert.Same(quiet, _builder.Next(Any.Sample(4, parent)).Processes[0]);
    }

    private static ProcessSample Parent(long childTicks, double windowSeconds = 1, ulong startTicks = 1000) =>
        Any.Process(100, startTicks, TaskState.Sleeping, run: 0, wait: 0, windowSeconds: windowSeconds) with { Children = Used(childTicks) };

    private static ChildUse Used(long ticks) => new(default, ticks, SystemTicks: 0);

    private double Run(double seconds, params IReadOnlyList<ProcessSample> processes) =>
        _builder.Next(Any.Sample(seconds, processes)).FindProcess(100)!.ChildRun;
}
