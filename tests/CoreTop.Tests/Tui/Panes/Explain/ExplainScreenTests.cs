using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Analysis;

namespace CoreTop.Tests.Tui.Panes.Explain;

public sealed class ExplainScreenTests
{
    private static readonly Diagnosis Wrong = AnyDiagnosis.Of(AnyDiagnosis.Founding with { Cause = AnyDiagnosis.OpenMp });

    [Fact]
    public void It_tells_evidence_cause_and_commands_and_asks_for_fresh_evidence()
    {
        using TestScreen screen = Open(120, 40);

        screen.Press("x");

        Assert.Contains("OMP_PROC_BIND=close is in the environment", screen.Text, StringComparison.Ordinal);
        Assert.Contains("taskset -apc 0-35 3291", screen.Text, StringComparison.Ordinal);
        Assert.Equal(1, screen.Pace.CauseRefreshes);
    }

    [Fact]
    public void It_scrolls_to_the_end_and_no_further()
    {
        using TestScreen screen = Open(80, 14);

        screen.Press("x");
        Assert.DoesNotContain("3291-3302", screen.Text, StringComparison.Ordinal);
        screen.Press("PgDn", "PgDn", "PgDn", "PgDn");
        string end = screen.Text;
        screen.Press("Down", "Up");

        Assert.Contains("3291-3302", end, StringComparison.Ordinal);
        Assert.NotEqual(end, screen.Text);
    }

    [Fact]
    public void New_numbers_show_while_it_is_open()
    {
        using TestScreen screen = Open(120, 40);

        screen.Press("x");
        screen.Show(AnySnapshot.Founding(), AnyDiagnosis.Of(AnyDiagnosis.Finding("It is worse now.")));

        Assert.Contains("It is worse now.", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_does_not_vanish_when_nothing_is_wrong_any_more()
    {
        using TestScreen screen = Open(120, 40);

        screen.Press("x");
        screen.Show(AnySnapshot.Founding(), Diagnosis.Nothing);

        Assert.Contains("gone since", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("taskset -apc 0-35 3291", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Esc_goes_back_and_b_goes_to_the_plan()
    {
        using var screen = new TestScreen(Scene.Founding().Snapshot());

        screen.Press("x", "b");
        Assert.StartsWith(" Balance: move 11 tasks", screen.Text, StringComparison.Ordinal);
        screen.Press("Esc", "x", "Esc");

        Assert.Contains("PID USER", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_over_it_goes_back_to_it()
    {
        using TestScreen screen = Open(120, 40);

        screen.Press("x", "F1", "Esc");

        Assert.StartsWith(" Explain: 1 finding", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_wrong_is_said()
    {
        using var screen = new TestScreen(Any.Snapshot());

        screen.Press("x");

        Assert.Equal("Nothing to explain: nothing is wrong.", screen.Message);
    }

    [Fact]
    public void With_several_nodes_the_memory_of_busy_processes_is_looked_at_though_nothing_is_wrong()
    {
        using var screen = new TestScreen(snapshot: null);
        screen.Show(
            Scene.OfPairs(8, nodes: 2).Snapshot(), Diagnosis.Nothing with { HungryTasks = [AnyDiagnosis.Task(1000)] });

        screen.Press("x");

        Assert.Equal(
            "Nothing to explain: nothing is wrong. Looking on which NUMA node the memory of busy processes lies.", screen.Message);
        Assert.Equal(1, screen.Pace.CauseRefreshes);
    }

    private static TestScreen Open(int width, int height)
    {
        Snapshot snapshot = AnySnapshot.Founding();
        var screen = new TestScreen(snapshot, width, height);
        screen.Show(snapshot, Wrong);
        return screen;
    }
}
