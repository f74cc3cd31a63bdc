using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Benchmarks;

/// <summary>One refresh's diagnosis and one plan, on a small machine and on the largest. The promise: a plan in 5 ms.</summary>
public class DiagnosisBenchmarks
{
    private static readonly Dictionary<string, Func<Snapshot>> Machines = new()
    {
        ["36 CPUs: 24 have one each, 12 on one"] = () => SnapshotOf(36, Founding()),
        ["10,000 sleepers"] = () => SnapshotOf(1024, Tasks(10_000, _ => (null, 0), isHungry: false)),
        ["10,000 that may use all"] = () => SnapshotOf(1024, Tasks(10_000, i => (null, i % 1024))),
        ["10,000 on one CPU"] = () => SnapshotOf(1024, Tasks(10_000, _ => ([7], 7))),
        ["10,000 on a random CPU each"] = () => SnapshotOf(1024, Tasks(10_000, Some(1))),
        ["10,000 on eight random CPUs each"] = () => SnapshotOf(1024, Tasks(10_000, Some(8))),
        ["1,024 on three random CPUs each"] = () => SnapshotOf(1024, Tasks(1024, Some(3))),
        ["1,000 on two random CPUs each"] = () => SnapshotOf(1024, Tasks(1000, Some(2))),
        ["1,024 with nested masks"] = () => SnapshotOf(1024, Tasks(1024, i => ([.. Enumerable.Range(0, i + 1)], 0))),
    };

    private Snapshot? _snapshot;
    private DiagnosisState _state = DiagnosisState.Start;
    private Diagnosis _diagnosis = Diagnosis.Nothing;

    public static IEnumerable<string> Names => Machines.Keys;

    /// <summary>The machine: of 1,024 CPUs where it does not say otherwise.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare()
    {
        _snapshot = Machines[Name]();
        (_state, _) = Diagnostician.Next(DiagnosisState.Start, _snapshot, DiagnosisOptions.Default);
        (_state, _diagnosis) = Diagnostician.Next(_state, _snapshot, DiagnosisOptions.Default);
    }

    [Benchmark]
    public RebalancePlan PlanToWiden() => Plan(RebalanceStrategy.Widen);

    [Benchmark]
    public RebalancePlan PlanToSpread() => Plan(RebalanceStrategy.Spread);

    [Benchmark]
    public (DiagnosisState State, Diagnosis Diagnosis) Diagnose() => Diagnostician.Next(_state, _snapshot!, DiagnosisOptions.Default);

    private RebalancePlan Plan(RebalanceStrategy strategy) =>
        RebalancePlanner.Plan(_diagnosis, new RebalanceOptions { Strategy = strategy });

    private static ImmutableArray<ProcessLoad> Founding() =>
        [.. Tasks(24, i => (null, i)), .. Tasks(12, _ => ([35], 35), first: 5000)];

    // On the first of as many CPUs, drawn the same way each time.
    private static Func<int, (int[]? Mask, int On)> Some(int count)
    {
        var random = new Random(1024);
        return _ =>
        {
            int[] mask = [.. Enumerable.Range(0, count).Select(_ => random.Next(1024))];
            return (mask, mask[0]);
        };
    }

    private static ImmutableArray<ProcessLoad> Tasks(
        int count, Func<int, (int[]? Mask, int On)> place, bool isHungry = true, int first = 1000)
    {
        var all = CpuSet.Range(0, 1023);
        var masks = new Dictionary<CpuSet, CpuSet>();
        ProcessLoad[] tasks = [.. Enumerable.Range(0, count).Select(i =>
        {
            (int[]? mask, int on) = place(i);
            CpuSet set = mask is null ? all : CpuSet.Of(mask);
            masks.TryAdd(set, set);
            return Task(first + i, masks[set], all, on, isHungry);
        })];
        ILookup<CpuId, ProcessLoad> byCpu = tasks.ToLookup(task => task.LastCpu);
        return
        [
            .. tasks.Select(task => isHungry
                ? task with { Run = 1.0 / byCpu[task.LastCpu].Count(), Wait = 1 - (1.0 / byCpu[task.LastCpu].Count()) }
                : task),
        ];
    }

    private static ProcessLoad Task(int pid, CpuSet mask, CpuSet limit, int on, bool isHungry) => new()
    {
        Facts = new TaskFacts
        {
            Key = new TaskKey(pid, 1000),
            State = isHungry ? TaskState.Running : TaskState.Sleeping,
            Policy = SchedPolicy.Other,
            Priority = 20,
            RealTimePriority = 0,
            Nice = 0,
            LastCpu = new CpuId(on),
            Mobility = TaskMobility.Movable,
        },
        Pid = pid,
        Name = "worker",
        Run = 0,
        Wait = 0,
        CpuTime = TimeSpan.Zero,
        Affinity = mask,
        MemoryShare = 0,
        IsAffinityMixed = false,
        Threads = [],
        Details = new ProcessDetails(1000, "ubuntu", "worker", 0, limit, LimitedBy: null),
        Whole = new ProcessFacts(1, 1, 0, 0),
    };

    // SMT pairs, eight CPUs to a last-level cache, 128 to a node.
    private static Snapshot SnapshotOf(int cpus, ImmutableArray<ProcessLoad> processes)
    {
        var run = new double[cpus];
        foreach (ProcessLoad process in processes)
        {
            run[process.LastCpu.Number] += process.Run;
        }

        ImmutableArray<CpuSet> cores = [.. Enumerable.Range(0, cpus / 2).Select(core => CpuSet.Of(2 * core, (2 * core) + 1))];
        ImmutableArray<CpuSet> caches = [.. Enumerable.Range(0, (cpus + 7) / 8).Select(cache => CpuSet.Range(8 * cache, Math.Min(cpus, 8 * (cache + 1)) - 1))];
        ImmutableArray<NumaNode> nodes =
            [.. Enumerable.Range(0, (cpus + 127) / 128).Select(node => new NumaNode(node, CpuSet.Range(128 * node, Math.Min(cpus, 128 * (node + 1)) - 1)))];
        var topology = new CpuTopology(
            [
                .. Enumerable.Range(0, cpus).Select(cpu => new CpuPlace(
                    new CpuId(cpu), IsOnline: true, 0, cpu / 128, cpu / 2, cpu / 8, cores[cpu / 2],
                    IsIsolated: false, IsNoHzFull: false, Capacity: null)),
            ],
            [CpuSet.Range(0, cpus - 1)], nodes, cores, caches);
        return new Snapshot
        {
            Time = DateTimeOffset.UnixEpoch,
            Interval = TimeSpan.FromSeconds(1),
            Host = new HostInfo("host", "6.1.0"),
            Topology = topology,
            Cpus = [.. run.Select((share, cpu) => new CpuLoad(
                new CpuId(cpu), IsOnline: true, Math.Min(1, share), 0, 0, 1 - Math.Min(1, share), 0, 0, 0, 0, Waiting: null))],
            Memory = null,
            Load = null,
            Uptime = null,
            Tasks = new TaskCounts(processes.Length, 0, 0, 0, 0),
            Processes = processes,
            Problems = [],
        };
    }
}
