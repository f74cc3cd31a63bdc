using BenchmarkDotNet.Attributes;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Tui;

namespace CoreTop.Benchmarks;

/// <summary>What the UI thread does for a frame of 200x50 while the heat picture is shown, full of refreshes.</summary>
public class HeatBenchmarks
{
    private const int Refreshes = 200;

    private Snapshot? _one;
    private Snapshot? _other;
    private DrawnScreen? _screen;

    [Params(36, 1024)]
    public int Cpus { get; set; }

    [GlobalSetup]
    public void Start()
    {
        (_one, _other) = Loads.Snapshots(Cpus, processes: 100, running: 40);
        _screen = new DrawnScreen();
        _screen.Show(_one);
        _screen.Panes.Press("6", typed: null);
        for (int refresh = 0; refresh < Refreshes; refresh++)
        {
            _screen.Show(refresh % 2 == 0 ? _other : _one);
        }
    }

    [GlobalCleanup]
    public void End() => _screen?.Dispose();

    [Benchmark(OperationsPerInvoke = 2)]
    public int Refresh()
    {
        _screen!.Show(_other!);
        _screen.Show(_one!);
        return _screen.LastBytes;
    }

    [Benchmark(OperationsPerInvoke = 2)]
    public int KeyBetweenRefreshes()
    {
        _screen!.Panes.Press("Down", typed: null);
        _screen.Draw();
        _screen.Panes.Press("Up", typed: null);
        _screen.Draw();
        return _screen.LastBytes;
    }
}
