using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Benchmarks;

/// <summary>
/// The rows of the list at one refresh of 10,000 processes, of which 50 ran: grouped by program beside each process on its own. The promise:
/// groups cost no more than the list that they replace; where each process is a program of its own, half as much again.
/// </summary>
[MemoryDiagnoser]
public class GroupBenchmarks
{
    private const int Processes = 10_000;
    private const int Running = 50;

    private readonly List<ProcessRow> _rows = [];
    private readonly ListMemory _memory = new();
    private Snapshot[] _snapshots = [];
    private int _next;

    /// <summary>How many programs there are.</summary>
    [Params(1, 100, Processes)]
    public int Programs { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        ImmutableArray<ProcessLoad> processes = [.. Enumerable.Range(0, Processes).Select(i => Process(i, run: i < Running ? 0.5 : 0))];
        _snapshots = [Of(processes), Of([.. processes.Select((process, i) => i < Running ? process with { Run = 0.4 } : process)])];
    }

    [Benchmark(Baseline = true)]
    public int Flat() => Fill(new ListOptions());

    [Benchmark]
    public int Tree() => Fill(new ListOptions { IsTree = true });

    [Benchmark]
    public int Grouped() => Fill(new ListOptions { IsGrouped = true });

    private int Fill(ListOptions options)
    {
        ProcessRows.Fill(_rows, _snapshots[_next++ & 1], options, _memory);
        return _rows.Count;
    }

    private static Snapshot Of(ImmutableArray<ProcessLoad> processes)
    {
        CpuTopology topology = CpuTopology.Flat(CpuSet.Range(0, 63));
        return new Snapshot
        {
            Time = DateTimeOffset.UnixEpoch,
            Interval = TimeSpan.FromSeconds(1),
            Host = new HostInfo("host", "6.1"),
            Topology = topology,
            Cpus = [],
            Memory = null,
            Load = null,
            Uptime = TimeSpan.FromHours(1),
            Tasks = default,
            Processes = processes,
            Problems = [],
        };
    }

    private ProcessLoad Process(int i, double run) => new()
    {
        Facts = new TaskFacts
        {
            Key = new TaskKey(i + 1, 1000),
            State = run > 0 ? TaskState.Running : TaskState.Sleeping,
            Policy = SchedPolicy.Other,
            Priority = 20,
            RealTimePriority = 0,
            Nice = 0,
            LastCpu = new CpuId(i % 64),
            Mobility = TaskMobility.Movable,
        },
        Pid = i + 1,
        Name = "python",
        Run = run,
        Wait = 0,
        CpuTime = TimeSpan.FromSeconds(i % 100),
        Affinity = CpuSet.Range(0, 63),
        MemoryShare = 0.0001,
        IsAffinityMixed = false,
        Threads = [],
        Details = new ProcessDetails(1000, "ann", $"python job{Letters(i % Programs)}.py --rank {i}", 1 << 20, null, null),
        Whole = new ProcessFacts(ParentPid: 1, ThreadCount: 1, 1 << 28, 1 << 24),
    };

    private static string Letters(int number) => number.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
