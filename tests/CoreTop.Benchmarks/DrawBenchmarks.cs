using BenchmarkDotNet.Attributes;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Tui;

namespace CoreTop.Benchmarks;

/// <summary>What the UI thread does for a refresh of 200x50: takes it in, sorts, draws, and makes the bytes that differ.</summary>
public class DrawBenchmarks
{
    private Snapshot? _one;
    private Snapshot? _other;
    private DrawnScreen? _screen;

    [Params(36, 1024)]
    public int Cpus { get; set; }

    [Params(100, 10_000)]
    public int Processes { get; set; }

    [GlobalSetup]
    public void Start()
    {
        (_one, _other) = Loads.Snapshots(Cpus, Processes, running: 40);
        _screen = new DrawnScreen();
        _screen.Show(_one);
    }

    [GlobalCleanup]
    public void End() => _screen?.Dispose();

    [Benchmark(OperationsPerInvoke = 2)]
    public int FortyTasksChanged()
    {
        _screen!.Show(_other!);
        return Refresh(_one!);
    }

    [Benchmark]
    public int NothingChanged() => Refresh(_one!);

    [Benchmark(OperationsPerInvoke = 2)]
    public int CursorDownAndUp()
    {
        _screen!.Panes.Press("Down", typed: null);
        _screen.Draw();
        _screen.Panes.Press("Up", typed: null);
        _screen.Draw();
        return _screen.LastBytes;
    }

    private int Refresh(Snapshot snapshot)
    {
        _screen!.Show(snapshot);
        return _screen.LastBytes;
    }
}
