namespace CoreTop.Tests.Tui.Panes.Cores;

public sealed class EfficiencyCoresOnScreenTests
{
    private static TestScreen Screen(bool isIdle = false) =>
        new(AnySnapshot.Of(AnyTopology.Hybrid(6, 8), cpu => isIdle ? 0 : 0.5, AnySnapshot.Process(10)), isMono: true);

    [Fact]
    public void Their_numbers_have_a_letter_in_the_core_panel_and_in_the_affinity_editor()
    {
        using TestScreen screen = Screen();

        Assert.Contains(" e12  ■", screen.Text, StringComparison.Ordinal);
        Assert.Contains(" e19  ■", screen.Text, StringComparison.Ordinal);
        Assert.Contains(" 11  ■", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("e11", screen.Text, StringComparison.Ordinal);
        screen.Press("a");
        Assert.Contains("e12", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_cell_a_CPU_tells_them_apart_while_they_are_idle()
    {
        using TestScreen screen = Screen(isIdle: true);

        screen.Press("4");

        Assert.Contains("............eeee eeee", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_the_CPU_under_the_cursor_says_what_its_core_is_built_for()
    {
        using TestScreen screen = Screen();

        screen.Press("Tab", "End");
        Assert.Contains("CPU 19: node0 llc0, efficiency core,", screen.Text, StringComparison.Ordinal);
        screen.Press("Home");
        Assert.Contains("core 0-1, performance core,", screen.Text, StringComparison.Ordinal);
    }
}
