using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Processes;

/// <summary>A process's memory in RAM is what <c>statm</c> says, wherever that is read.</summary>
public sealed class MemoryReaderTests : IDisposable
{
    private const int Pid = 9;
    private const string NoFile = "";

    private static readonly SampleRequest InView = SampleRequest.Ordinary with { Visible = new HashSet<int> { Pid } };

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly Clock _clock = new();
    private readonly SampleReader _reader;
    private int _at;

    public MemoryReaderTests()
    {
        _files = new KernelFiles(_tree.Root);
        _reader = new SampleReader(
            _files,
            new CapturedScheduler(_files),
            _clock,
            new CapturedTaskControl(_files),
            new CpusetLimits(_files, TimeProvider.System),
            () => AnyTopology.Of(cpus: 4),
            TimeProvider.System);
        _tree.With($"proc/{Pid}/status", $"Tgid:\t{Pid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t0-3");
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData(7L)]
    [InlineData(null)]
    public void In_view_it_is_read_of_one_that_ran_or_has_no_clock_though_stat_says_the_same(long? ran)
    {
        Assert.Equal((120, 40), Read(InView, inStat: 100, inStatm: "500 120 40"));
        _clock.Ran = ran;

        Assert.Equal((110, 41), Read(InView, inStat: 100, inStatm: "500 110 41"));
    }

    [Fact]
    public void In_view_it_is_read_of_one_that_ran_before_it_came_there()
    {
        Read(SampleRequest.Ordinary, inStat: 100, inStatm: "500 120 40");
        _clock.Ran++;
        Read(SampleRequest.Ordinary, inStat: 100, inStatm: "500 999 999");

        Assert.Equal((110, 41), Read(InView, inStat: 100, inStatm: "500 110 41"));
    }

    [Fact]
    public void In_view_it_is_read_of_one_that_sleeps_where_stat_moved_and_every_ten_seconds()
    {
        Read(InView, inStat: 100, inStatm: "500 120 40");
        Assert.Equal((120, 40), Read(InView, inStat: 100, inStatm: "500 110 41"));
        Assert.Equal((110, 41), Read(InView, inStat: 99, inStatm: "500 110 41"));
        _at += 10;

        Assert.Equal((112, 42), Read(InView, inStat: 99, inStatm: "500 112 42"));
    }

    [Fact]
    public void What_is_printed_once_is_in_view()
    {
        Read(SampleRequest.Everything, inStat: 100, inStatm: "500 120 40");
        _clock.Ran++;

        Assert.Equal((111, 40), Read(SampleRequest.Everything, inStat: 105, inStatm: "500 111 40"));
    }

    [Fact]
    public void Out_of_view_it_is_read_once_and_follows_stat_from_there()
    {
        Assert.Equal((120, 40), Read(SampleRequest.Ordinary, inStat: 100, inStatm: "500 120 40"));

        _clock.Ran++;
        Assert.Equal((127, 40), Read(SampleRequest.Ordinary, inStat: 107, inStatm: "500 999 999"));
        _clock.Ran++;
        Assert.Equal((110, 40), Read(SampleRequest.Ordinary, inStat: 90, inStatm: "500 999 999"));
    }

    [Fact]
    public void Out_of_view_it_is_read_again_with_the_details()
    {
        Read(SampleRequest.Ordinary, inStat: 100, inStatm: "500 120 40");
        _at += 10;
        _clock.Ran++;

        Assert.Equal((130, 50), Read(SampleRequest.Ordinary, inStat: 101, inStatm: "500 130 50"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public void It_is_never_less_than_what_is_shared_of_it(int inStat)
    {
        Read(SampleRequest.Ordinary, inStat: 100, inStatm: "500 120 40");
        _clock.Ran++;

        Assert.Equal((40, 40), Read(SampleRequest.Ordinary, inStat, inStatm: "500 999 999"));
    }

    [Fact]
    public void Where_there_is_no_such_file_stat_says_it()
    {
        Assert.Equal((100, 0), Read(InView, inStat: 100, NoFile));
        Assert.Equal((105, 0), Read(InView, inStat: 105, NoFile));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zombie_has_none_though_it_had_some(bool isInView)
    {
        SampleRequest request = isInView ? InView : SampleRequest.Ordinary;
        Read(request, inStat: 100, inStatm: "500 120 40");
        _clock.Ran++;

        Assert.Equal((0, 0), Read(request, inStat: 0, inStatm: "500 120 40", virtualBytes: 0));
    }

    [Fact]
    public void While_nothing_changes_it_is_the_same_object()
    {
        ProcessSample before = ReadProcess(InView, inStat: 100, inStatm: "500 120 40", virtualBytes: 4096);

        Assert.Same(before, ReadProcess(InView, inStat: 100, inStatm: "500 120 40", virtualBytes: 4096));
    }

    private (int Resident, int Shared) Read(SampleRequest request, int inStat, string inStatm, int virtualBytes = 4096)
    {
        ProcessSample process = ReadProcess(request, inStat, inStatm, virtualBytes);
        return (Pages(process.ResidentBytes), Pages(process.Details!.SharedBytes));
    }

    private ProcessSample ReadProcess(SampleRequest request, int inStat, string inStatm, int virtualBytes)
    {
        _tree.With("proc/uptime", string.Create(CultureInfo.InvariantCulture, $"{++_at}.00 1.00"))
            .With($"proc/{Pid}/stat", string.Create(
                CultureInfo.InvariantCulture,
                $"{Pid} (worker) S 1 1 1 0 -1 0 0 0 0 0 1 0 0 0 20 0 1 0 300 {virtualBytes} {inStat} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"));
        if (inStatm != NoFile)
        {
            _tree.With($"proc/{Pid}/statm", $"{inStatm} 0 0 0 0");
        }

        return _reader.Read(request).Processes.Single();
    }

    private static int Pages(ulong bytes) => (int)(bytes / (ulong)Environment.SystemPageSize);

    private sealed class Clock : IProcessClocks
    {
        public long? Ran { get; set; } = 5;

        public bool TryRead(int pid, out long nanoseconds)
        {
            nanoseconds = Ran ?? 0;
            return Ran is not null;
        }
    }
}
