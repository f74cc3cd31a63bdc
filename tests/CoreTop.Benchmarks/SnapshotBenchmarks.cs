using BenchmarkDotNet.Attributes;
using CoreTop.Model.Sampling;

namespace CoreTop.Benchmarks;

/// <summary>Rates from two samples of 10,000 processes on 36 CPUs.</summary>
public class SnapshotBenchmarks
{
    private const int Processes = 10_000;
    private readonly SnapshotBuilder _builder = new();
    private Sample? _before;
    private Sample? _after;

    [Params(0, 40, 1000)]
    public int Running { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        (_before, _after) = Loads.Samples(cpus: 36, Processes, Running);
        _builder.Next(_before);
        _builder.Next(_after);
    }

    [Benchmark(OperationsPerInvoke = 2)]
    public Snapshot TwoSeconds()
    {
        _builder.Next(_before!);
        return _builder.Next(_after!);
    }
}
