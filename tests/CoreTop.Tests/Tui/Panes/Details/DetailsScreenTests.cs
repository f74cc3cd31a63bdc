using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Tui.Panes.Details;

public sealed class DetailsScreenTests
{
    private static readonly TaskKey Key = new(7, 1000);

    private static readonly Snapshot Machine = Any.Snapshot(Any.Process(
        pid: 7, run: 500_000_000, wait: 250_000_000, name: "server", parent: 1,
        details: new ProcessDetails(1000, "ada", "server --port 80", 4096, CpuSet.Range(0, 1), "/jobs"),
        threads: [Any.Thread(7, pid: 7, run: 250_000_000, wait: 250_000_000), Any.Thread(8, pid: 7, run: 250_000_000, lastCpu: 3, affinity: CpuSet.Of(3))]));

    [Fact]
    public void Enter_opens_the_details_and_asks_for_what_they_begin_with_off_the_screens_thread()
    {
        using var screen = new TestScreen(Machine);
        screen.Press("Enter");

        Assert.Equal([Request(InspectedPart.Program)], screen.Pace.Inspections);
        Assert.Contains("Reading...", screen.Text, StringComparison.Ordinal);
        Assert.Contains("server 7, ada, running", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("[Overview]", screen.Lines[1], StringComparison.Ordinal);

        screen.Main.Show(new ProcessInspection(Request(InspectedPart.Program))
        {
            Arguments = ["server", "--name", "two words"],
            Executable = "/usr/bin/server",
            WorkingFolder = "/srv",
            StartedAfterBoot = TimeSpan.FromSeconds(10),
        });
        Assert.Contains("server --name 'two words'", screen.Text, StringComparison.Ordinal);
        Assert.Contains("/usr/bin/server", screen.Text, StringComparison.Ordinal);
        Assert.Contains("started 1969-12-31 23:26:11", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("50.0 % running, 25.0 % waiting", screen.Text, StringComparison.Ordinal);
        Assert.Contains("set by /jobs", screen.Text, StringComparison.Ordinal);

        screen.Press("Esc");
        Assert.Contains("COMMAND", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_of_the_environment_are_hidden_until_they_are_asked_for()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Environment) with
        {
            Environment =
            [
                new("API_TOKEN", "abc123"), new("HOME", "/home/ada"), new("DATABASE_URL", "postgres://ada:hunter2@db/x"), new("LANG", "\u001b[31m"),
            ],
        });

        Assert.DoesNotContain("abc123", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", screen.Text, StringComparison.Ordinal);
        Assert.Contains("postgres://***@db/x", screen.Text, StringComparison.Ordinal);
        Assert.Contains("HOME=/home/ada", screen.Text, StringComparison.Ordinal);
        Assert.Contains("2 that look like secrets are hidden: v shows them", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', screen.Text);

        screen.Press("v");
        Assert.Contains("API_TOKEN=abc123", screen.Text, StringComparison.Ordinal);
        Assert.Contains("hunter2", screen.Text, StringComparison.Ordinal);
        screen.Press("v");
        Assert.DoesNotContain("hunter2", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void How_secrets_are_shown_is_not_cut_on_a_narrow_screen()
    {
        using TestScreen screen = Open(
            DetailsPart(InspectedPart.Environment) with { Environment = [new("API_TOKEN", "abc123")] }, width: 60);

        Assert.Contains("v shows them", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_section_is_read_when_it_is_shown_first_and_again_by_its_key()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Files) with { Files = [new(0, "/dev/null"), new(3, "socket:[4711]")], FileCount = 2 });
        Assert.Contains("2 open files", screen.Text, StringComparison.Ordinal);
        Assert.Contains("     3 socket:[4711]", screen.Text, StringComparison.Ordinal);
        int asked = screen.Pace.Inspections.Count;

        screen.Press("Right", "Left");
        Assert.Equal(Request(InspectedPart.Limits), screen.Pace.Inspections[^1]);
        Assert.Equal(asked + 1, screen.Pace.Inspections.Count);

        screen.Press("F5");
        Assert.Equal(Request(InspectedPart.Files), screen.Pace.Inspections[^1]);
    }

    [Fact]
    public void A_refusal_names_the_file_and_what_would_help()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Environment) with { Refusals = [new("/proc/7/environ", IsDenied: true)] });

        Assert.Contains("/proc/7/environ: permission denied.", screen.Text, StringComparison.Ordinal);
        Assert.Contains("Root may read it, and ada", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_cgroups_and_quotas_are_told()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Limits) with { Limits = [new("Max open files", "1024", "4096", "files")] });
        Assert.Matches("Max open files +1024 +4096 files", screen.Text);

        screen.Press("Right");
        screen.Main.Show(DetailsPart(InspectedPart.Cgroups) with
        {
            Cgroups = [new(string.Empty, "/jobs/7")],
            CpusetCpus = CpuSet.Range(0, 1),
            CpusetCgroup = "/jobs",
            Quotas = [new("/jobs", 0.5)],
            OtherNamespaces = ["mnt", "pid"],
        });
        Assert.Contains("CPUs 0-1, set by /jobs", screen.Text, StringComparison.Ordinal);
        Assert.Contains("0.5 cores, of /jobs", screen.Text, StringComparison.Ordinal);
        Assert.Contains("other than CoreTop's: mnt pid, as in a container", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_memory_lies_is_read_only_when_asked_for()
    {
        using var screen = new TestScreen(Machine);
        screen.Press("Enter", "Left");
        Assert.Contains("m reads it", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Request(InspectedPart.Memory), screen.Pace.Inspections);

        screen.Press("m");
        Assert.Contains(Request(InspectedPart.Memory), screen.Pace.Inspections);
        screen.Main.Show(DetailsPart(InspectedPart.Memory) with { Memory = [new(0, 3 << 20), new(1, 1 << 20)] });
        Assert.Matches(@"NUMA node 0 +3\.0M, 75 %", screen.Text);
    }

    [Fact]
    public void A_threads_row_opens_its_process_with_the_thread_marked()
    {
        using var screen = new TestScreen(Machine);
        screen.Press("H", "Down", "Down", "Enter");

        Assert.Contains("[Threads]", screen.Lines[1], StringComparison.Ordinal);
        Assert.Contains(screen.Lines, line => line.TrimStart().StartsWith('>') && line.Contains("worker", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_are_those_of_the_latest_refresh_and_are_read_at_each()
    {
        using var screen = new TestScreen(Machine);
        screen.Press("Enter", "Right");

        Assert.Matches(@" 8 R +25\.0 % +0\.0 % +3 +0 OTHER +\S+ 3 +worker", screen.Text);
        Assert.Equal(7, new CoreTop.Tui.RequestForView().After(CoreTop.Model.Sampling.SampleRequest.Ordinary, screen.Main).Watched);
    }

    [Fact]
    public void A_process_that_ends_is_said_to_have_and_what_was_shown_stays()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Files) with { Files = [new(0, "/dev/null")], FileCount = 1 });
        screen.Show(Any.Snapshot(Any.Process(pid: 9)));

        Assert.Contains("ended; as of", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("/dev/null", screen.Text, StringComparison.Ordinal);

        // The same PID, another process.
        screen.Main.Show(new ProcessInspection(new(Key with { StartTicks = 5 }, InspectedPart.Files)) { FileCount = 99 });
        Assert.DoesNotContain("99 open files", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F5")]
    [InlineData("m")]
    public void Of_a_process_that_has_ended_nothing_more_is_read_and_that_is_said(string key)
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Files) with { Files = [new(0, "/dev/null")], FileCount = 1 });
        screen.Show(Any.Snapshot(Any.Process(pid: 9)));
        int asked = screen.Pace.Inspections.Count;

        screen.Press(key);

        Assert.Equal("The process has ended: nothing more can be read of it.", screen.Message);
        Assert.Equal(asked, screen.Pace.Inspections.Count);
        Assert.Contains("/dev/null", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void How_busy_it_was_is_drawn_since_it_was_selected()
    {
        using var screen = new TestScreen(Machine);
        screen.Press("Home");
        screen.Show(Machine);
        screen.Show(Machine);
        screen.Press("Enter");

        Assert.Matches("CPU lately +▅▅", screen.Text);
        Assert.Contains("a column each refresh; the highest is 50.0 %, a full column 100 %", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_comes_back_to_the_details_and_long_texts_scroll()
    {
        using TestScreen screen = Open(DetailsPart(InspectedPart.Environment) with
        {
            Environment = [.. Enumerable.Range(100, 200).Select(i => new EnvironmentVariable($"V{i}", new string('x', 300)))],
        });
        screen.Press("F1", "Esc", "End");

        Assert.Contains("V299=", screen.Text, StringComparison.Ordinal);
        Assert.Contains("601/601", screen.Lines[0], StringComparison.Ordinal);
    }

    private static TestScreen Open(ProcessInspection part, int width = 120)
    {
        var screen = new TestScreen(Machine, width);
        screen.Press("Enter");
        while (screen.Pace.Inspections[^1].Part != part.Request.Part)
        {
            screen.Press("Right");
        }

        screen.Main.Show(part);
        return screen;
    }

    private static InspectionRequest Request(InspectedPart part) => new(Key, part);

    private static ProcessInspection DetailsPart(InspectedPart part) => new(Request(part));
}
