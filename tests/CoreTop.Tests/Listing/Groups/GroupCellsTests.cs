using CoreTop.Listing.Fields;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Groups;

public sealed class GroupCellsTests
{
    private static readonly ProcessLoad One = AnySnapshot.Process(10, "a", run: 1.2, wait: 0.5, cpu: 1, minutes: 2, affinity: CpuSet.Range(0, 3));

    private static readonly ProcessLoad Other = AnySnapshot.Process(11, "a", run: 0.9, wait: 0.25, cpu: 3, minutes: 1, affinity: CpuSet.Range(0, 3), parent: 7);

    [Theory]
    [InlineData("CPU%", "210.0")]
    [InlineData("WAIT%", "75.0")]
    [InlineData("TIME+", "3:30.00")]
    [InlineData("RES", "≤439M")]
    [InlineData("SHR", "≤93M")]
    [InlineData("MEM%", "≤0.6")]
    [InlineData("VIRT", "954M")]
    [InlineData("THREADS", "2")]
    [InlineData("NCPU%", "52.5")]
    [InlineData("CPU", "1,3")]
    [InlineData("S", "R")]
    [InlineData("PID", "-")]
    [InlineData("NI", "0")]
    [InlineData("PR", "20")]
    [InlineData("USER", "ann")]
    [InlineData("PPID", "*")]
    [InlineData("AFFINITY", "all")]
    [InlineData("ELAPSED", "34:00")]
    public void A_cell_says_what_its_processes_are_together(string heading, string text) =>
        Assert.Equal(text, Cell(heading, One, Other));

    [Fact]
    public void Where_processes_differ_a_star_stands_and_the_value_is_not_known()
    {
        ProcessLoad nice = Other with { Facts = Other.Facts with { Nice = 5, Priority = 25 } };

        Assert.Equal("*", Cell("NI", One, nice));
        Assert.Equal("*", Cell("PR", One, nice));
        Assert.False(ProcessColumns.Find("NI")!.ValueOf(Group(One, nice), Snapshot(One, nice)).IsKnown);
        Assert.True(ProcessColumns.Find("NI")!.ValueOf(Group(One, Other), Snapshot(One, Other)).IsKnown);
    }

    [Fact]
    public void Masks_that_differ_are_shown_together_and_marked()
    {
        ProcessLoad pinned = Other with { Affinity = CpuSet.Of(3) };

        Assert.Equal("all m", Cell("AFFINITY", One, pinned));
        Assert.Equal("1,3 m", Cell("AFFINITY", One with { Affinity = CpuSet.Of(1) }, pinned));
        Assert.Equal("3 n", Cell("AFFINITY", One with { Affinity = CpuSet.Of(3) }, pinned));
        Assert.Equal("?", Cell("AFFINITY", One with { Affinity = null }, Other with { Affinity = null }));
    }

    [Fact]
    public void The_state_is_running_when_any_runs_and_a_star_where_those_that_sleep_differ()
    {
        ProcessLoad asleep = Other with { Facts = Other.Facts with { State = TaskState.Sleeping } };
        ProcessLoad atDisk = One with { Facts = One.Facts with { State = TaskState.DiskSleep } };

        Assert.Equal("R", Cell("S", One, asleep));
        Assert.Equal("*", Cell("S", atDisk, asleep));
        Assert.Equal("D", Cell("S", atDisk, atDisk));
        Assert.Equal("+ a ×2  1S 1D", Cell("COMMAND", atDisk, asleep));
    }

    [Fact]
    public void A_sum_of_what_is_not_known_of_all_is_said_to_be_more()
    {
        ProcessLoad read = One with { Extras = Read(5 << 20) }, refused = Other with { Extras = Read(null) };

        Assert.Equal("10M", Cell("READ", read, read));
        Assert.Equal("≥5.0M", Cell("READ", read, refused));
        Assert.Equal("-", Cell("READ", refused, refused));
        Assert.Equal(string.Empty, Cell("READ", One, Other));
        Assert.False(ProcessColumns.Find("READ")!.ValueOf(Group(read, refused), Snapshot(read, refused)).IsKnown);
    }

    [Fact]
    public void The_count_stays_in_view_where_the_program_has_no_room()
    {
        ProcessRow group = Group(One with { Details = One.Details! with { CommandLine = "python a-long-name-of-a-script.py" } },
            Other with { Details = Other.Details! with { CommandLine = "python a-long-name-of-a-script.py" } });

        Assert.Equal("+ a-long-name-of-a-script.py ×2", Command(group, 31));
        Assert.Equal("+ python a-lon… ×2", Command(group, 18));
        Assert.Equal("+ python a-long-name-of-a-script.py ×2", Command(group, 100));
        Assert.Equal("+  ×2", Command(group, 5));
        Assert.Equal("+", Command(group, 1));
    }

    [Fact]
    public void Cpus_that_have_no_room_are_counted()
    {
        ProcessLoad[] spread = [.. Enumerable.Range(0, 4).Select(i => AnySnapshot.Process(10 + i, "a", cpu: i * 9))];

        Assert.Equal("×4", Cell("CPU", 3, spread));
        Assert.Equal("0,9,18,27", Cell("CPU", 12, spread));
        Assert.Equal("0,9,18,27", ProcessColumns.Find("CPU")!.ValueOf(Group(spread), Snapshot(spread)).Cpus!.ToString());
    }

    private static TaskExtras Read(ulong? bytes) => new()
    {
        Tried = ExtraFiles.Io,
        Io = bytes is { } known ? new IoCounters(0, 0, 0, 0, known, 0, 0) : null,
    };

    private static Snapshot Snapshot(params ProcessLoad[] processes) => AnySnapshot.Of(AnyTopology.Of(4), _ => 0, processes);

    private static ProcessRow Group(params ProcessLoad[] processes)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, Snapshot(processes), new ListOptions { IsGrouped = true });
        return Assert.Single(rows);
    }

    private static string Cell(string heading, params ProcessLoad[] processes) => Cell(heading, 64, processes);

    private static string Cell(string heading, int room, ProcessLoad[] processes)
    {
        Span<char> text = new char[room];
        return text[..ProcessColumns.Find(heading)!.Write(Group(processes), Snapshot(processes), text)].ToString();
    }

    private static string Command(ProcessRow group, int room)
    {
        Span<char> text = new char[room];
        return text[..CommandField.Write(group, CommandMode.CommandLine, hidesPath: false, text, out _)].ToString();
    }
}
