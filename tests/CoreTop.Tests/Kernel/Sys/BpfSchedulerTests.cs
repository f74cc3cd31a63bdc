using CoreTop.Kernel.Files;
using CoreTop.Kernel.Sys;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class BpfSchedulerTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly BpfScheduler _scheduler;

    public BpfSchedulerTests()
    {
        _files = new KernelFiles(_tree.Root);
        _scheduler = new BpfScheduler(_files);
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void One_that_is_enabled_is_named_and_the_name_is_not_made_again()
    {
        With("enabled").With("sys/kernel/sched_ext/root/ops", "scx_rusty");

        string? name = _scheduler.Read();

        Assert.Equal("scx_rusty", name);
        Assert.Same(name, _scheduler.Read());
    }

    [Fact]
    public void One_that_ends_is_no_longer_there_and_one_that_begins_is()
    {
        With("disabled");
        Assert.Null(_scheduler.Read());

        With("enabled").With("sys/kernel/sched_ext/root/ops", "scx_lavd");
        Assert.Equal("scx_lavd", _scheduler.Read());

        With("disabling");
        Assert.Null(_scheduler.Read());
    }

    [Fact]
    public void One_without_a_name_is_unknown()
    {
        With("enabled");

        Assert.Equal("unknown", _scheduler.Read());
    }

    [Fact]
    public void A_kernel_built_without_it_is_asked_once()
    {
        int asked = 0;
        _files.Observer = (_, _) => asked++;
        Assert.Null(_scheduler.Read());

        With("enabled");

        Assert.Null(_scheduler.Read());
        Assert.Equal(0, asked);
    }

    private TempTree With(string state) => _tree.With("sys/kernel/sched_ext/state", state);
}
