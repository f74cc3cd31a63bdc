using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Tui.Screen;

public sealed class BoundsOnScreenTests : IDisposable
{
    private static readonly CpuBounds Mine = new(CpuSet.Range(30, 35), "mine", "the cpuset of Slurm job 4242");
    private static readonly CpuBounds Named = new(CpuSet.Range(0, 3), "0-3", "--within 0-3");
    private readonly TestScreen _screen = new(AnySnapshot.Founding());

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void At_looks_at_what_CoreTop_itself_may_use_says_where_they_are_from_and_goes_back()
    {
        _screen.Mine = Mine;

        _screen.Press("@");
        Assert.Same(Mine, _screen.Pace.Bounds);
        Assert.Equal("Only CPUs 30-35 are looked at: the cpuset of Slurm job 4242. @ shows the whole machine.", _screen.Message);

        _screen.Press("@");
        Assert.Null(_screen.Pace.Bounds);
        Assert.Equal("The whole machine is looked at again; @ goes back.", _screen.Message);
    }

    [Fact]
    public void Outside_of_any_limit_it_says_so()
    {
        _screen.Press("@");

        Assert.Null(_screen.Pace.Bounds);
        Assert.Equal("Nothing limits CoreTop.", _screen.Message);
    }

    [Fact]
    public void Named_CPUs_are_switched_off_and_on_again()
    {
        _screen.Mine = Mine;
        _screen.Main.Panes.Context.Bounds.Use(Named);

        _screen.Press("@");
        Assert.Null(_screen.Pace.Bounds);
        _screen.Press("@");
        Assert.Same(Named, _screen.Pace.Bounds);
    }

    [Fact]
    public void Its_own_are_read_again_as_a_cpuset_may_have_changed()
    {
        _screen.Mine = Mine;
        _screen.Press("@", "@");
        _screen.Mine = Mine with { Cpus = CpuSet.Range(28, 35) };
        _screen.Press("@");

        Assert.Equal("28-35", _screen.Pace.Bounds?.Cpus.ToString());
    }

    [Fact]
    public void Panel_header_and_list_are_of_those_CPUs_and_the_rest_has_one_row()
    {
        _screen.Show(AnySnapshot.Founding().Within(Mine));
        string[] lines = _screen.Lines;

        Assert.Contains("36 CPUs", lines[0], StringComparison.Ordinal);
        Assert.Contains("busy 4.0 of 6 cores (mine)", lines[1], StringComparison.Ordinal);
        Assert.Contains("Tasks 16 of 37", lines[1], StringComparison.Ordinal);
        Assert.Contains("All CPUs", lines[^1].Length > 0 ? lines[^1] : lines[^2], StringComparison.Ordinal);
        int rest = Array.FindIndex(lines, line => line.StartsWith(" Rest of the machine: 30 CPUs, 21.0 busy, 9 idle", StringComparison.Ordinal));
        string panel = string.Join('\n', lines[2..rest]);
        Assert.Contains(" 30", panel, StringComparison.Ordinal);
        Assert.Contains(" 35", panel, StringComparison.Ordinal);
        Assert.DoesNotContain(" 29", panel, StringComparison.Ordinal);
        Assert.DoesNotContain(" 21▕", panel, StringComparison.Ordinal);
        Assert.Contains("35 n", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 21 n", _screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void There_are_ten_rows_of_the_list_also_with_the_rest_in_the_panel(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding().Within(Mine with { Cpus = CpuSet.Range(0, 34) }), width, height);

        string[] lines = screen.Lines;
        int heading = Array.FindIndex(lines, line => line.Contains(" PID USER", StringComparison.Ordinal));
        Assert.InRange(height - 1 - (heading + 1), 10, height);
    }

    [Fact]
    public void A_long_name_does_not_fill_the_header()
    {
        _screen.Show(AnySnapshot.Founding().Within(Named with { Name = "0-1,2,3,node0,-4-35" }));

        Assert.Contains("of 4 cores (within)", _screen.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_affinity_editor_shows_all_CPUs_and_words_mean_what_is_within()
    {
        Snapshot snapshot = AnySnapshot.Founding().Within(Mine);
        _screen.Show(snapshot);
        _screen.Press("a");
        Assert.Contains(" 21", _screen.Text, StringComparison.Ordinal);

        _screen.Press(":");
        _screen.Type("idle");
        _screen.Press("Enter");
        Assert.Contains("30,34", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1,5,8", _screen.Text, StringComparison.Ordinal);
    }
}
