using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Settings;

namespace CoreTop.Tests.Tui.Panes.Cores;

public sealed class HeatOnScreenTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 1, 50, 0, TimeSpan.Zero);

    [Fact]
    public void A_pile_up_is_one_row_of_crosses_and_the_past_is_there_when_it_is_shown()
    {
        using TestScreen screen = Founding(refreshes: 30, width: 200, height: 60);

        screen.Press("6");

        Assert.Contains(screen.Lines, line => line.Contains($" 35 !{new string(' ', 10)}", StringComparison.Ordinal)
            && line.Contains(new string('×', 30) + " ×12", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.Contains(new string('.', 30) + "   0", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.TrimEnd().EndsWith("-0:20                 now", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(36, 1, 1)]
    [InlineData(256, 2, 8)]
    [InlineData(1024, 8, 8)]
    public void At_80x24_ten_tasks_stay_in_view(int cpus, int nodes, int caches)
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(
                AnyTopology.Of(cpus, nodes, smt: nodes > 1 ? 2 : 1, caches), _ => 0.5,
                [.. Enumerable.Range(100, 30).Select(pid => AnySnapshot.Process(pid, run: 0.1, affinity: CpuSet.Of(0)))]),
            80, 24);

        screen.Press("6");

        Assert.InRange(screen.Lines.Count(line => line.EndsWith("worker", StringComparison.Ordinal)), 10, 20);
        Assert.Contains(screen.Lines, line => line.TrimEnd().EndsWith("now", StringComparison.Ordinal));
    }

    [Fact]
    public void The_cursor_moves_in_time_and_says_what_was_then()
    {
        using TestScreen screen = Founding(refreshes: 30, width: 200, height: 60);

        screen.Press("6", "Tab", "End");
        Assert.Contains("CPU 35: node0 llc0, 100 % busy", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Left", "Left");
        Assert.Contains("CPU 35, 0:02 ago (01:50:27): 100 % busy, crowded.", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains(screen.Lines, line => line.Contains('^'));
        screen.Press("Home");
        Assert.Contains("CPU 0, 0:02 ago", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Right", "Right", "Right");
        Assert.Null(screen.Main.Cores.Moment);
        screen.Press("PgUp", "PgUp");
        Assert.Equal(0, screen.Main.Cores.Moment);
    }

    [Fact]
    public void Down_from_the_last_row_of_a_column_goes_on_at_the_top_of_the_next()
    {
        using TestScreen screen = Founding(refreshes: 2, width: 80, height: 28);
        screen.Press("6", "Tab", "Home", "Down", "Down");
        Assert.Contains("CPU 2:", screen.MessageLine, StringComparison.Ordinal);

        for (int row = 2; row < 14; row++)
        {
            screen.Press("Down");
        }

        Assert.Contains("CPU 14:", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Up", "Up", "Up");
        Assert.Contains("CPU 11:", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cursor_stays_with_its_moment_while_time_goes_on()
    {
        using TestScreen screen = Founding(refreshes: 30, width: 200, height: 60);
        screen.Press("6", "Tab", "End", "Left");

        screen.Show(At(AnySnapshot.Founding(), 30));

        Assert.Contains("CPU 35, 0:02 ago (01:50:28)", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void While_paused_the_picture_stays_and_what_was_meanwhile_is_there_afterwards()
    {
        using TestScreen screen = Founding(refreshes: 5, width: 200, height: 60);
        screen.Press("6", "Z");
        string[] before = screen.Lines;

        screen.Show(At(AnySnapshot.Founding(), 5));
        Assert.Equal(before, screen.Lines);
        screen.Press("Z");
        screen.Show(At(AnySnapshot.Founding(), 6));

        Assert.Contains(new string('×', 7) + " ×12", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_room_the_pile_up_is_one_row_among_those_of_all_CPUs_and_idle_ones_are_seen()
    {
        using TestScreen screen = Founding(refreshes: 30, width: 80, height: 28);

        screen.Press("6");

        Assert.Single(screen.Lines, line => line.Contains($" 35 !{new string('×', 15)} ×12", StringComparison.Ordinal));
        Assert.Equal(11, screen.Text.Split($"o{new string('.', 15)}   ").Length - 1);
    }

    [Fact]
    public void Where_CPUs_share_a_row_the_busiest_counts_and_how_many_are_idle_is_said()
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8), cpu => cpu.Number == 17 ? 1 : 0), 80, 28, isMono: true);

        screen.Press("6", "Tab");

        Assert.Single(screen.Lines, line => line.TrimStart().StartsWith("node0 llc2-3", StringComparison.Ordinal) && line.EndsWith("▇ 100 31 idle", StringComparison.Ordinal));
        Assert.Single(screen.Lines, line => line.Contains(" node0 llc4", StringComparison.Ordinal) && line.EndsWith(".   0 16 idle", StringComparison.Ordinal));
        screen.Press("Down", "Down");
        Assert.Contains("CPUs 16-31,144-159: the busiest 100 % busy.", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_a_row_is_shown_whole_on_request_where_the_line_is_too_short()
    {
        using var screen = new TestScreen(AnySnapshot.Of(AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8), _ => 1), 40, 12);
        screen.Press("6", "Tab", "Left", "Left");
        Assert.Contains('…', screen.MessageLine);

        screen.Press(".");

        Assert.Equal("CPUs 0-63,128-191: the busiest 100 % busy.", screen.Main.Menu!.Items[0].Text);
    }

    [Fact]
    public void It_is_a_value_of_the_setting()
    {
        using TestScreen screen = Founding(refreshes: 1, width: 120, height: 40);

        screen.Press("6");

        Assert.Equal(CoreView.Heat, screen.Main.Settings.CoreView);
        Assert.Contains("heat", SettingsTable.Find("core-view")!.Write(screen.Main.Settings), StringComparison.Ordinal);
    }

    private static TestScreen Founding(int refreshes, int width, int height)
    {
        var screen = new TestScreen(At(AnySnapshot.Founding(), 0), width, height);
        for (int refresh = 1; refresh < refreshes; refresh++)
        {
            screen.Show(At(AnySnapshot.Founding(), refresh));
        }

        return screen;
    }

    private static Snapshot At(Snapshot snapshot, int seconds) => snapshot with { Time = Start.AddSeconds(seconds) };
}
