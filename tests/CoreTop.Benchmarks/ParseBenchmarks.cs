using BenchmarkDotNet.Attributes;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;

namespace CoreTop.Benchmarks;

/// <summary>What is parsed of a task that ran, and of the machine.</summary>
public class ParseBenchmarks
{
    private readonly byte[] _list = [.. "0-127,256-383,512,514,516,900-1023"u8];
    private readonly byte[] _stat = File.ReadAllBytes("/proc/self/stat");
    private readonly byte[] _schedStat = File.ReadAllBytes("/proc/self/schedstat");
    private readonly byte[] _status = File.ReadAllBytes("/proc/self/status");
    private readonly byte[] _machine = File.ReadAllBytes("/proc/stat");

    [Benchmark]
    public TaskStat Stat() => TaskStat.Parse(_stat);

    [Benchmark]
    public ulong SchedStat() => TaskSchedStat.Parse(_schedStat).RunNanoseconds;

    [Benchmark]
    public int Status() => TaskStatusFile.Parse(_status).Threads;

    [Benchmark]
    public int MachineStat() => SystemStat.Parse(_machine).Cpus.Length;

    [Benchmark]
    public bool CpuListOf1024() => CpuList.TryParse(_list, out _);
}
