using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;

namespace CoreTop.LiveTests.Faults;

/// <summary>A process whose threads have affinities of their own, to be pinned and to have them back.</summary>
internal sealed class PinnedThreads : IDisposable
{
    private readonly ChildProcess _child;
    private readonly LinuxScheduler _scheduler = new();
    private readonly IReadOnlyList<int> _tids;

    /// <summary>Starts it; skips the test on a machine with one CPU.</summary>
    /// <param name="count">How many threads.</param>
    public PinnedThreads(int count)
    {
        Assert.Equal(ControlResult.Applied, _scheduler.Read(0, Environment.ProcessId, known: null, out CpuSet? all));
        Assert.SkipWhen(all!.Count < 2, "this needs two CPUs");
        _child = ChildProcess.Threads(count);
        _tids = _child.Tids();
        Target = CpuSet.Of(all.Last!.Value.Number);
        CpuSet first = CpuSet.Of(all.First!.Value.Number);
        foreach (int tid in _tids.Where((_, index) => index % 2 == 0))
        {
            Assert.Equal(ControlResult.Applied, _scheduler.Write(tid, first));
        }

        Before = Now;
    }

    public int Pid => _child.Pid;

    /// <summary>One CPU, which no thread is pinned to at first.</summary>
    public CpuSet Target { get; }

    /// <summary>The affinity of each thread at first.</summary>
    public IReadOnlyList<CpuSet> Before { get; }

    /// <summary>The affinity of each thread.</summary>
    public IReadOnlyList<CpuSet> Now => [.. _tids.Select(tid =>
    {
        Assert.Equal(ControlResult.Applied, _scheduler.Read(Pid, tid, known: null, out CpuSet? affinity));
        return affinity!;
    })];

    /// <summary>The command that pins them all.</summary>
    public string Pin => $"pin --cpus {Target} {Pid}";

    /// <summary>Gives all of them an affinity, without a word in any journal.</summary>
    public void SetAll(CpuSet cpus)
    {
        foreach (int tid in _tids)
        {
            Assert.Equal(ControlResult.Applied, _scheduler.Write(tid, cpus));
        }
    }

    public void Dispose() => _child.Dispose();
}
