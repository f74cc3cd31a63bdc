using CoreTop.Model.Cpus;
using CoreTop.Tests.Analysis;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Tui.Panes.Cores;

public sealed class EmphasisOnScreenTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void A_crowded_CPU_is_red_as_a_whole_with_the_crowd_in_its_bar(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);

        string row = Assert.Single(screen.Lines, line => line.Contains(" 35 !", StringComparison.Ordinal));
        Assert.Matches("35 !■+×12 100", row);
        Assert.Equal(Theme.Colour[Ink.FindingCpu], screen.LookOf("35 !", 0));
        Assert.All(Enumerable.Range(3, 8), cell => Assert.Equal(Theme.Colour[Ink.Crowded], screen.LookOf("35 !", cell)));
    }

    [Fact]
    public void CPUs_of_the_finding_idle_ones_and_those_of_the_selected_task_are_told_apart_by_sign()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isMono: true);

        Assert.Equal(["35 !"], Signs(screen, '!'));
        Assert.Equal(["0 >"], Signs(screen, '>'));
        Assert.Equal("1 o 5 o 8 o 11 o 13 o 14 o 21 o 25 o 27 o 30 o 34 o", string.Join(' ', Signs(screen, 'o')));
        screen.Press("End", "Up");
        Assert.Contains(" 35>!■", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6")]
    [InlineData("2")]
    public void That_the_selected_task_may_run_on_a_CPU_or_that_it_is_picked_hides_neither_the_finding_nor_that_it_is_idle(string view)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 200, 60, isMono: true);

        screen.Press(view, "End", "Up");
        Assert.Contains(" 35>!", screen.Text, StringComparison.Ordinal);
        screen.Press("Tab", "Home", "Down", "Space", "End", "Space");

        Assert.Contains(" 1+o", screen.Text, StringComparison.Ordinal);
        Assert.Contains(" 35+!", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_cells_too_the_selected_tasks_CPU_says_that_the_finding_is_about_it()
    {
        Scene scene = Scene.Of("0-255").Add(4, run: 0.25, wait: 0.75, mask: "9,11", on: 9, name: "solve");
        using var screen = new TestScreen(null, 120, 40, isMono: true);
        screen.Show(scene.Snapshot(), AnyDiagnosis.Of(AnyDiagnosis.Finding("Four on two.", cpus: "9,11", idleCpus: "20", lostCores: 2)));

        Assert.Matches("![0-9]", string.Join('\n', screen.Lines[2..12]));
    }

    [Fact]
    public void In_cells_of_two_characters_a_crowd_says_how_large_it_is_and_a_selected_tasks_CPU_how_busy()
    {
        var topology = AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8);
        using var screen = new TestScreen(AnySnapshot.Of(
            topology, cpu => cpu.Number == 3 ? 0.42 : cpu.Number == 9 ? 1 : 0,
            [
                AnySnapshot.Process(50, run: 0.9, wait: 0, affinity: CpuSet.Of(3)),
                .. Enumerable.Range(100, 4).Select(pid => AnySnapshot.Process(
                    pid, run: 0.25, wait: 0.75, cpu: 9, affinity: CpuSet.Of(9), limit: topology.Online)),
            ]));

        Assert.Contains("×4", screen.Text, StringComparison.Ordinal);
        Assert.Contains(" 42 ", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_of_many_CPUs_marks_the_node_and_leaves_the_finding_the_loudest()
    {
        using var screen = new TestScreen(AnySnapshot.Of(
            AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8), _ => 0.5,
            AnySnapshot.Process(50, run: 0.9, affinity: CpuSet.Range(64, 127).Union(CpuSet.Range(192, 255)))));

        Assert.Contains(screen.Lines, line => line.StartsWith("node1>64.0/128", StringComparison.Ordinal));
        Assert.DoesNotContain(" 50 ", string.Join('\n', screen.Lines.Skip(2).Take(16)), StringComparison.Ordinal);
    }

    private static List<string> Signs(TestScreen screen, char sign) =>
    [
        .. screen.Lines.Where(line => line.Contains('■'))
            .SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, @"(?<=^| )\d+ " + sign).Select(match => match.Value))
            .OrderBy(text => int.Parse(text[..^2], System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
