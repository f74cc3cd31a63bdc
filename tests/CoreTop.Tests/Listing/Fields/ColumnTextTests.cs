using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Fields;

public sealed class ColumnTextTests
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly TaskExtras Extras = new()
    {
        Tried = (ExtraFiles)(-1),
        Status = new TaskStatusDetails(
            0, "root", 33, 100, "users", 5 << 20, 1 << 20, 2 << 20, 132 << 10, 9 << 20, 0, 3 << 20, 4 << 20, 6 << 20, 8 << 20,
            1_234_567_890, 42),
        Io = new IoCounters(2048, 3072, 3, 4, 3 << 20, 4 << 20, 0),
        Migrations = 17,
        ProportionalBytes = 7 << 20,
        UniqueBytes = 6 << 20,
        OomScore = 667,
        OomAdjustment = -1000,
        Autogroup = new Autogroup(55, -5),
        Label = "unconfined",
        WaitChannel = "do_wait",
        Executable = "/usr/bin/python3",
        Folder = "/srv",
        JobVariables = new JobVariables(Rank: 12, Job: "4711[3]"),
        IoPriority = new IoPriority(IoClass.BestEffort, 4),
    };

    /// <summary>A process of which everything is known.</summary>
    internal static readonly ProcessLoad Full = AnySnapshot.Process(7, limitedBy: "/job").WithFacts(facts => facts with
    {
        Session = new TaskSession(70, 60, (136 << 8) | 3, 71),
        Faults = new PageFaults(1500, 2),
    }) with
    {
        MinorFaultsPerSecond = 2.5,
        MajorFaultsPerSecond = 12.4,
        CpuTime = TimeSpan.FromSeconds(75),
        SystemTime = TimeSpan.FromSeconds(15),
        StartedAt = TimeSpan.FromMinutes(4),
        Extras = Extras,
        ChildFaults = new PageFaults(20, 30),
        ChildUserTime = TimeSpan.FromSeconds(61),
        ChildSystemTime = TimeSpan.FromSeconds(2),
        ExtraRates = new TaskExtraRates(1 << 20, 2 << 20, 250, 3.5, 0),
    };

    [Theory]
    [InlineData("PPID", "1")]
    [InlineData("TGID", "7")]
    [InlineData("PGRP", "70")]
    [InlineData("SESSION", "60")]
    [InlineData("TTY", "pts/3")]
    [InlineData("TPGID", "71")]
    [InlineData("UID", "1000")]
    [InlineData("RUID", "0")]
    [InlineData("RUSER", "root")]
    [InlineData("GID", "100")]
    [InlineData("GROUP", "users")]
    [InlineData("RANK", "12")]
    [InlineData("JOB", "4711[3]")]
    [InlineData("THREADS", "1")]
    [InlineData("START", "01:22:47")]
    [InlineData("ELAPSED", "30:00")]
    [InlineData("COMM", "worker")]
    [InlineData("EXE", "/usr/bin/python3")]
    [InlineData("CWD", "/srv")]
    [InlineData("LABEL", "unconfined")]
    [InlineData("POL", "OTHER")]
    [InlineData("RTPRIO", "-")]
    [InlineData("AVG%", "4.2")]
    [InlineData("UTIME", "1:00.00")]
    [InlineData("STIME", "0:15.00")]
    [InlineData("SLICES/s", "-")]
    [InlineData("VCS/s", "250")]
    [InlineData("ICS/s", "3.5")]
    [InlineData("VCSW", "1234567k")]
    [InlineData("ICSW", "42")]
    [InlineData("AUTOGRP", "55")]
    [InlineData("AGNI", "-5")]
    [InlineData("WCHAN", "do_wait")]
    [InlineData("NODE", "0")]
    [InlineData("MIGR", "17")]
    [InlineData("MIGR/s", "0")]
    [InlineData("LIMIT", "-")]
    [InlineData("LIMITEDBY", "/job")]
    [InlineData("SWAP", "5.0M")]
    [InlineData("PSS", "7.0M")]
    [InlineData("USS", "6.0M")]
    [InlineData("PEAK", "9.0M")]
    [InlineData("CODE", "1.0M")]
    [InlineData("DATA", "2.0M")]
    [InlineData("STACK", "132K")]
    [InlineData("LOCKED", "0K")]
    [InlineData("MINFLT", "1500")]
    [InlineData("MAJFLT", "2")]
    [InlineData("MINFLT/s", "2.5")]
    [InlineData("MAJFLT/s", "12")]
    [InlineData("OOM", "667")]
    [InlineData("OOMADJ", "-1000")]
    [InlineData("IOPRIO", "B4")]
    [InlineData("IO/s", "3.0M")]
    [InlineData("READ/s", "1.0M")]
    [InlineData("WRITE/s", "2.0M")]
    [InlineData("READ", "3.0M")]
    [InlineData("WRITTEN", "4.0M")]
    [InlineData("CANCELLED", "0K")]
    [InlineData("RCHAR", "2K")]
    [InlineData("WCHAR", "3K")]
    [InlineData("SYSCR", "3")]
    [InlineData("SYSCW", "4")]
    [InlineData("CGROUP", "/system.slice/a.service")]
    [InlineData("CCGROUP", "[S]/a")]
    [InlineData("CONTAINER", "-")]
    [InlineData("SUID", "33")]
    [InlineData("LIB", "3.0M")]
    [InlineData("ANON", "4.0M")]
    [InlineData("FILE", "6.0M")]
    [InlineData("SHMEM", "8.0M")]
    [InlineData("USED", "224M")]
    [InlineData("CMINFLT", "20")]
    [InlineData("CMAJFLT", "30")]
    [InlineData("CUTIME", "1:01.00")]
    [InlineData("CSTIME", "0:02.00")]
    [InlineData("CSW/s", "254")]
    public void A_column_says_what_the_kernel_told(string heading, string expected)
    {
        ProcessLoad load = Full with { Details = Full.Details! with { Cgroup = "/system.slice/a.service" } };

        Assert.Equal(expected, Text(heading, load));
    }

    [Fact]
    public void What_the_kernel_refuses_is_a_dash_and_what_was_not_read_yet_is_blank()
    {
        Assert.All(
            ProcessColumns.All.Where(column => column.Needs != ExtraFiles.None),
            column =>
            {
                Assert.Equal(string.Empty, Text(column.Heading, AnySnapshot.Process(7)));
                Assert.Equal("-", Text(column.Heading, AnySnapshot.Process(7) with { Extras = new TaskExtras { Tried = column.Needs } }));
            });
    }

    [Theory]
    [InlineData("OOM")]
    [InlineData("PSS")]
    [InlineData("IO/s")]
    [InlineData("VCSW")]
    [InlineData("EXE")]
    [InlineData("IOPRIO")]
    [InlineData("AGNI")]
    public void What_was_not_told_is_sorted_behind_what_was(string heading)
    {
        RowOrder order = ProcessColumns.Find(heading)!.Order;

        Assert.True(order(new ProcessRow(Full, null, 0), new ProcessRow(AnySnapshot.Process(8), null, 0)) < 0);
        Assert.True(order(new ProcessRow(AnySnapshot.Process(8), null, 0), new ProcessRow(Full, null, 0)) > 0);
    }

    [Theory]
    [InlineData(0, "?")]
    [InlineData(34816, "pts/0")]
    [InlineData((136 << 8) | (1 << 20) | 2, "pts/258")]
    [InlineData((137 << 8) | 1, "pts/257")]
    [InlineData((4 << 8) | 1, "tty1")]
    [InlineData((4 << 8) | 65, "ttyS1")]
    [InlineData((5 << 8) | 1, "console")]
    [InlineData((229 << 8) | 0, "hvc0")]
    [InlineData((250 << 8) | 9, "250:9")]
    [InlineData(-1, "4095:1048575")]
    public void Terminals_have_their_names(int device, string expected) => Assert.Equal(expected, TerminalName.Of(device));

    [Theory]
    [InlineData($"/system.slice/docker-{Id}.scope", "0123456789ab")]
    [InlineData($"/docker/{Id}", "0123456789ab")]
    [InlineData($"/machine.slice/libpod-{Id}.scope/container", "0123456789ab")]
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/cri-containerd-{Id}.scope", "0123456789ab")]
    [InlineData($"/kubepods/besteffort/pod1/{Id}", "0123456789ab")]
    [InlineData("/lxc/web/init.scope", "web")]
    [InlineData("/lxc.payload.web/system.slice", "web")]
    [InlineData("/machine.slice/systemd-nspawn@deb.service/payload", "deb")]
    [InlineData("/system.slice/cron.service", "")]
    [InlineData("/lxc/", "")]
    [InlineData("/", "")]
    [InlineData("", "")]
    public void Containers_are_found_in_the_cgroup(string path, string expected) =>
        Assert.Equal(expected, ShortCgroup.Container(path).ToString());

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/system.slice/cron.service", "[S]/cron")]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", "[U]/[user-1000]/:3")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.scope", "[U]/[user-1000]/user@1000/[app]/app-x!")]
    [InlineData($"/system.slice/docker-{Id}.scope", "[S]/0123456789ab")]
    [InlineData("/a\u001b[31m/.scope", "a\u001b[31m/!")]
    [InlineData("/session-.scope", ":")]
    public void Cgroups_are_shortened(string path, string expected)
    {
        Span<char> buffer = stackalloc char[100];

        Assert.Equal(expected, new string(buffer[..ShortCgroup.Write(buffer, path)]));
    }

    [Theory]
    [InlineData(0.5, "12.5")]
    [InlineData(4, "100.0")]
    public void A_share_of_the_whole_machine_is_a_column_of_its_own(double run, string expected) =>
        Assert.Equal(expected, Text("NCPU%", Full with { Run = run }));

    [Theory]
    [InlineData(null, "-", null)]
    [InlineData("/none", "0.0", 0.0)]
    [InlineData("/new", "-", null)]
    [InlineData("/half", "50.0", 0.5)]
    [InlineData("/half/below", "80.0", 0.8)]
    public void What_its_quota_stopped_of_a_task_is_a_share_of_the_periods(string? quota, string expected, double? value)
    {
        ProcessColumn column = ProcessColumns.Find("THROTTLED%")!;
        Span<char> room = stackalloc char[10];
        ProcessRow row = Under(quota);

        Assert.Equal(expected, new string(room[..column.Text(row, Throttled, room)]));
        Assert.Equal(value, column.Value(row, Throttled) is { IsKnown: true } known ? known.Number : null);
    }

    [Fact]
    public void What_is_stopped_most_is_sorted_first()
    {
        List<ProcessRow> rows = [Under(null), Under("/half"), Under("/none"), Under("/half/below")];
        RowOrder order = ProcessColumns.Find("THROTTLED%")!.OrderIn!(Throttled);
        rows.Sort((left, right) => order(left, right));

        Assert.Equal(["/half/below", "/half", "/none", null], rows.Select(row => row.Process.QuotaCgroup));
    }

    [Fact]
    public void A_container_has_its_name_where_the_runtime_says_it_and_else_digits_of_its_id()
    {
        ProcessLoad load = Full with { Details = Full.Details! with { Cgroup = $"/docker/{Id}" }, Extras = null };

        Assert.Equal("0123456789ab", Text("CONTAINER", load));
        Assert.Equal("web", Text("CONTAINER", load with { Extras = new TaskExtras { ContainerName = "web" } }));
        Assert.Equal(ExtraFiles.Container, ProcessColumns.Find("CONTAINER")!.Needs);
    }

    private static Snapshot Throttled { get; } = SnapshotOf(Full) with
    {
        Quotas =
        [
            new QuotaLoad("/new", 1, 0) { IsMeasured = false }, new QuotaLoad("/half", 2, 0.5), new QuotaLoad("/half/below", 1, 0.8),
        ],
    };

    private static ProcessRow Under(string? quota) => new(Full with { Details = Full.Details! with { QuotaCgroup = quota } }, Thread: null, Depth: 0);

    [Fact]
    public void No_column_fails_where_there_is_hardly_room()
    {
        foreach (ProcessColumn column in ProcessColumns.All)
        {
            var room = new char[column.Width - 1];
            int length = column.Text(new ProcessRow(Full, null, 0), SnapshotOf(Full), room);
            Assert.InRange(length, 0, room.Length);
        }
    }

    private static Snapshot SnapshotOf(ProcessLoad load) => AnySnapshot.Of(AnyTopology.Of(4), _ => 0, load);

    private static string Text(string heading, ProcessLoad load)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        Span<char> room = stackalloc char[column.IsLong ? 200 : column.Width - 1];
        return new string(room[..column.Text(new ProcessRow(load, null, 0), SnapshotOf(load), room)]);
    }
}
