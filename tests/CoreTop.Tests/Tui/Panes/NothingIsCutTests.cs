using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Analysis;
using CoreTop.Tui.Panes.Setup;

namespace CoreTop.Tests.Tui.Panes;

/// <summary>At 80 columns, and where there is still less room, every pane can be read whole.</summary>
public sealed class NothingIsCutTests
{
    private const string Idle = "1,3,5,8,11,13,15,17,19,21,23,25,27,30,33,35,37,39,41,43,45,47,49,51,53,55,57,59,61,63";

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void The_explanation_has_the_whole_list_of_idle_CPUs_the_masks_and_the_commands(int width)
    {
        string[] pids = [.. Enumerable.Range(1000, 24).Select(pid => $"{pid}")];
        Finding finding = AnyDiagnosis.Finding(
            "24 python tasks take turns on CPU 0.", confinement: "Affinity mask 0", cpus: "0", idleCpus: Idle, lostCores: 11,
            fix: new Fix("Release them.", [$"coretop release {string.Join(' ', pids)}"], null),
            tasks: AnyDiagnosis.Task(1000, affinity: Idle, limit: "0-63"));
        using var screen = new TestScreen(null, width, 60);
        screen.Show(AnySnapshot.Founding(), AnyDiagnosis.Of(finding));

        screen.Press("x");

        string text = WithoutBlanks(screen);
        Assert.Contains($"CPUs{Idle}.", text, StringComparison.Ordinal);
        Assert.Contains($"coretoprelease{string.Concat(pids)}", text.Replace("\\", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(screen.Lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void A_line_of_any_scrolled_pane_that_is_too_wide_goes_on_below()
    {
        string name = string.Join('-', Enumerable.Range(0, 40));
        ProcessLoad process = AnySnapshot.Founding().Processes[0];
        Snapshot snapshot = AnySnapshot.Founding() with
        {
            Processes = [process with { Threads = [process with { Name = name }] }],
        };
        using var screen = new TestScreen(snapshot, 80, 24);

        screen.Press("Enter", "Tab");

        Assert.Contains(name, WithoutBlanks(screen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void The_columns_of_a_plan_stand_apart_at_any_width(int width)
    {
        Scene scene = Scene.Of("0-35").Add(12, run: 0.25, wait: 0.75, mask: "1,3,5", on: 1, name: "a-program-of-15");
        using var screen = new TestScreen(null, width, 40);
        screen.Show(scene.Snapshot(), scene.Diagnose());

        screen.Press("b");

        string heading = Assert.Single(screen.Lines, line => line.Contains("TASK", StringComparison.Ordinal));
        Assert.Matches("TASK  COMMAND.*  NOW .*  NEW.*  R", heading);
        int change = Array.IndexOf(screen.Lines, heading) + 1;
        Assert.Matches(@"^ \[x\] +1000  \S+ +\S+ +→ \S+ *  ", screen.Lines[change]);
    }

    [Fact]
    public void A_change_that_its_row_cannot_show_whole_is_said_below()
    {
        Scene scene = Scene.Of("0-63").Add(6, run: 0.16, wait: 0.84, mask: Idle[..5], on: 3, name: "a-program-of-15", limit: Idle);
        using var screen = new TestScreen(null, 80, 24);
        screen.Show(scene.Snapshot(), scene.Diagnose());

        screen.Press("b");

        Assert.Contains($"a-program-of-151000:CPUs{Idle[..5]}→{Idle};", WithoutBlanks(screen), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_above_the_changes_of_a_plan_ends_so_where_it_is_cut_and_is_shown_whole_on_request()
    {
        Scene scene = Scene.Of("0-63").Add(6, run: 0.16, wait: 0.84, mask: "3", on: 3, name: "solve");
        using var screen = new TestScreen(null, 40, 12);
        screen.Show(scene.Snapshot(), scene.Diagnose());
        screen.Press("b");
        Assert.All(screen.Lines[..4], line => Assert.DoesNotMatch("busiest( of( 2( CPUs( a( c)?)?)?)?)?$", line.TrimEnd()));

        screen.Press(".");

        Assert.StartsWith("Balance: move ", screen.Message, StringComparison.Ordinal);
        Assert.EndsWith(" widen: all CPUs allowed: the kernel spreads them. A cell is the busiest of 2 CPUs.", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_affinity_editor_says_whole_from_which_CPUs_to_which()
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(64), _ => 0.5, AnySnapshot.Process(10, affinity: AnyDiagnosis.Cpus(Idle))), 80, 24);

        screen.Press("a");

        string text = WithoutBlanks(screen);
        Assert.Contains($"now{Idle}→{Idle},30CPUs", text, StringComparison.Ordinal);
        Assert.Contains("Escchangesnothing.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_line_of_the_setup_screen_is_explained_whole_at_80_columns(int section)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);
        screen.Press("F2");
        for (int i = 0; i < section; i++)
        {
            screen.Press("Down");
        }

        screen.Press("Right");
        ImmutableArray<SetupLine> lines = SetupLists.Of((SetupSection)section, screen.Main.Settings)[1].Lines;
        foreach (SetupLine line in lines)
        {
            Assert.Contains(line.Help, string.Join(' ', screen.Lines.Select(text => text.Trim())), StringComparison.Ordinal);
            screen.Press("Down");
        }
    }

    private static string WithoutBlanks(TestScreen screen) => string.Concat(screen.Text.Where(character => !char.IsWhiteSpace(character)));
}
