using System.Runtime.CompilerServices;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class BusyTaskMemoryTests
{
    private readonly BusyTaskMemory _memory = new();

    [Fact]
    public void Busy_tasks_are_counted_once_a_snapshot()
    {
        Snapshot one = Any.Snapshot(Any.Process(pid: 7, run: 1_000_000_000)), other = Any.Snapshot(Any.Process(pid: 8, run: 0));

        IReadOnlyDictionary<CpuId, int> counts = _memory.Of(one);

        Assert.Equal(1, Assert.Single(counts).Value);
        Assert.Same(counts, _memory.Of(one));
        Assert.NotSame(counts, _memory.Of(other));
    }

    [Fact]
    public void Before_the_machine_was_read_no_task_is_busy() => Assert.Empty(_memory.Of(snapshot: null));

    [Fact]
    public void A_snapshot_that_was_counted_is_not_kept_in_memory()
    {
        WeakReference counted = Count();

        GC.Collect();

        Assert.False(counted.IsAlive);
        Assert.NotEmpty(_memory.Of(snapshot: null));
    }

    // On its own, so that no local variable keeps the snapshot.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Count()
    {
        Snapshot snapshot = Any.Snapshot(Any.Process(run: 1_000_000_000));
        _memory.Of(snapshot);
        return new WeakReference(snapshot);
    }
}
