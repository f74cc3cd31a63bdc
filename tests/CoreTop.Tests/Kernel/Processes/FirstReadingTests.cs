using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class FirstReadingTests : IDisposable
{
    private const int Processes = 200;

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly ProcessReader _reader;
    private double _seconds;

    public FirstReadingTests()
    {
        for (int pid = 1; pid <= Processes; pid++)
        {
            _tree.With($"proc/{pid}/stat", $"{pid} (worker) S 1 {pid} {pid} 0 -1 0 0 0 0 0 1 0 0 0 20 0 1 0 77 4096 1 0 0 0 0 0 0 0 0 0 0 0 0 0 17 2 0 0 0 0 0 0 0 0 0 0 0 0 0");
        }

        _files = new KernelFiles(_tree.Root);
        var mounts = new Lazy<CgroupMounts>(() => CgroupMounts.Read(_files));
        var quotas = new CpuCgroups(_files, mounts);
        _reader = new ProcessReader(
            _files,
            new CapturedScheduler(_files),
            new NoProcessClocks(),
            new CapturedTaskControl(_files),
            new TaskCgroups(_files, new CpusetLimits(_files, TimeProvider.System), quotas, new ThreadedCgroups(_files, mounts)),
            quotas);
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void It_ends_early_when_asked_to_but_not_before_a_screen_is_full_and_the_next_one_is_whole()
    {
        SampleRequest request = SampleRequest.Ordinary with { Patience = TimeSpan.FromSeconds(10) };

        int first = Read(request);
        Assert.True(_reader.IsPartial);
        Assert.InRange(first, 50, Processes - 1);

        Assert.Equal(Processes, Read(request));
        Assert.False(_reader.IsPartial);
    }

    [Fact]
    public void It_is_whole_where_nobody_is_in_a_hurry()
    {
        Assert.Equal(Processes, Read(SampleRequest.Ordinary));
        Assert.False(_reader.IsPartial);
    }

    // Each look at the clock takes a second.
    private int Read(SampleRequest request) => _reader.Read(request, stat: null, () => TimeSpan.FromSeconds(_seconds++), []).Count;
}
