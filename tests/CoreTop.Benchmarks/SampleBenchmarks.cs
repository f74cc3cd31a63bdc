using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;

namespace CoreTop.Benchmarks;

/// <summary>One reading of the running machine, with as many sleepers added.</summary>
public class SampleBenchmarks
{
    private readonly List<Process> _sleepers = [];
    private Machine? _machine;

    [Params(100, 2000)]
    public int Sleepers { get; set; }

    [GlobalSetup]
    public void Start()
    {
        for (int i = 0; i < Sleepers; i++)
        {
            // They end by themselves too, should this program be killed.
            _sleepers.Add(Process.Start("sleep", "600"));
        }

        _machine = Machine.Open("/", TimeProvider.System);
        _machine.Read(SampleRequest.Everything);
    }

    [GlobalCleanup]
    public void End()
    {
        _machine?.Dispose();
        foreach (Process sleeper in _sleepers)
        {
            sleeper.Kill();
            sleeper.WaitForExit();
            sleeper.Dispose();
        }
    }

    [Benchmark]
    public Sample? Reading() => _machine!.Read(SampleRequest.Ordinary);
}
