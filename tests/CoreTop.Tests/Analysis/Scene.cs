using System.Collections.Immutable;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Analysis;

/// <summary>A machine and its tasks, put together line by line, as snapshots show them.</summary>
internal sealed class Scene
{
    private readonly Dictionary<int, Func<CpuLoad, CpuLoad>> _cpus = [];
    private int _nextPid = 1000;

    private Scene(CpuTopology topology) => Topology = topology;

    public CpuTopology Topology { get; set; }

    public List<ProcessLoad> Processes { get; } = [];

    public ImmutableArray<QuotaLoad> Quotas { get; set; } = [];

    public ImmutableArray<CpuCgroup> CpuCgroups { get; set; } = [];

    public CpuSet Unbalanced { get; set; } = CpuSet.Empty;

    /// <summary>CPUs that share nothing.</summary>
    public static Scene Of(string online) => new(CpuTopology.Flat(Set(online)));

    /// <summary>Two threads a core, N and N + half; one cache and one node to each half of the cores.</summary>
    public static Scene OfPairs(int cpus, int nodes = 1, string isolated = "")
    {
        int half = cpus / 2;
        CpuSet apart = Set(isolated);
        ImmutableArray<CpuSet> cores = [.. Enumerable.Range(0, half).Select(core => CpuSet.Of(core, core + half))];
        ImmutableArray<CpuSet> groups =
        [
            .. Enumerable.Range(0, nodes).Select(node => CpuSet.Of(
                Enumerable.Range(0, cpus).Where(cpu => cpu % half * nodes / half == node).Select(cpu => new CpuId(cpu)))),
        ];
        ImmutableArray<CpuPlace> places =
        [
            .. Enumerable.Range(0, cpus).Select(cpu => new CpuPlace(
                new CpuId(cpu), IsOnline: true, cpu % half * nodes / half, cpu % half * nodes / half, cpu % half,
                cpu % half * nodes / half, cores[cpu % half], apart.Contains(new CpuId(cpu)), IsNoHzFull: false, Capacity: null)),
        ];
        return new Scene(new CpuTopology(
            places, groups, [.. groups.Select((group, node) => new NumaNode(node, group))], cores, groups));
    }

    /// <summary>CPUs that share nothing, some of them kept out of load balancing.</summary>
    public static Scene OfIsolated(string online, string isolated)
    {
        var flat = CpuTopology.Flat(Set(online));
        CpuSet apart = Set(isolated);
        return new Scene(new CpuTopology(
            [.. flat.Cpus.Select(place => place with { IsIsolated = apart.Contains(place.Cpu) })],
            flat.Packages, flat.Nodes, flat.Cores, flat.LastLevelCaches))
        {
            Unbalanced = apart,
        };
    }

    /// <summary>36 workers: 24 have a CPU each, 12 are confined to CPU 35, and 11 CPUs idle: docs/scenarios.md.</summary>
    public static Scene Founding()
    {
        int[] idle = [1, 5, 8, 11, 13, 14, 21, 25, 27, 30, 34];
        var scene = Of("0-35");
        foreach (int cpu in Enumerable.Range(0, 35).Except(idle))
        {
            scene.Add(1, run: 0.998, wait: 0.002, on: cpu);
        }

        return scene.Add(12, run: 0.083, wait: 0.917, mask: "35", on: 35).Cpu(5, load => load with { User = 0.003, System = 0.003 });
    }

    /// <summary>Adds like processes of one thread.</summary>
    /// <param name="count">How many.</param>
    /// <param name="run">Run of each.</param>
    /// <param name="wait">Wait of each; null when the kernel does not say.</param>
    /// <param name="mask">Affinity; null for all that the limit allows.</param>
    /// <param name="on">The CPU they last ran on.</param>
    /// <param name="limit">What the cpuset allows; null for all online CPUs.</param>
    /// <param name="state">What they are doing.</param>
    /// <param name="name">Their comm.</param>
    /// <param name="with">What else is special.</param>
    public Scene Add(
        int count,
        double run = 1,
        double? wait = 0,
        string? mask = null,
        int on = 0,
        string? limit = null,
        TaskState state = TaskState.Running,
        string name = "worker",
        Func<ProcessLoad, ProcessLoad>? with = null)
    {
        CpuSet allowed = limit is null ? Topology.Online : Set(limit);
        for (int i = 0; i < count; i++)
        {
            int pid = _nextPid++;
            var process = new ProcessLoad
            {
                Facts = new TaskFacts
                {
                    Key = new TaskKey(pid, 1000),
                    State = state,
                    Policy = SchedPolicy.Other,
                    Priority = 20,
                    RealTimePriority = 0,
                    Nice = 0,
                    LastCpu = new CpuId(on),
                    Mobility = TaskMobility.Movable,
                },
                Pid = pid,
                Name = name,
                Run = run,
                Wait = wait,
                CpuTime = TimeSpan.FromMinutes(1),
                Affinity = mask is null ? allowed.Except(Topology.Isolated) : Set(mask),
                MemoryShare = 0,
                IsAffinityMixed = false,
                Threads = [],
                Details = new ProcessDetails(1000, "ubuntu", name, 0, allowed, LimitedBy: limit is null ? null : "/docker/1"),
                Whole = new ProcessFacts(1, 1, 1 << 20, 1 << 16),
            };
            Processes.Add(with?.Invoke(process) ?? process);
        }

        return this;
    }

    /// <summary>Adds a process of several threads; the first is the leader.</summary>
    public Scene AddThreads(string name, params TaskLoad[] threads)
    {
        Add(1, name: name, with: process => process with
        {
            Run = threads.Sum(thread => thread.Run),
            Wait = threads.Sum(thread => thread.Wait ?? 0),
            Whole = process.Whole with { ThreadCount = threads.Length },
            Threads =
            [
                .. threads.Select((thread, index) => thread with
                {
                    Facts = thread.Facts with { Key = new TaskKey(process.Pid + index, 1000) },
                    Pid = process.Pid,
                }),
            ],
        });
        _nextPid += threads.Length;
        return this;
    }

    public static TaskLoad Thread(
        double run, double wait, string mask, int on = 0, TaskState state = TaskState.Running, string name = "worker") => new()
        {
            Facts = new TaskFacts
            {
                Key = default,
                State = state,
                Policy = SchedPolicy.Other,
                Priority = 20,
                RealTimePriority = 0,
                Nice = 0,
                LastCpu = new CpuId(on),
                Mobility = TaskMobility.Movable,
            },
            Pid = 0,
            Name = name,
            Run = run,
            Wait = wait,
            CpuTime = TimeSpan.Zero,
            Affinity = Set(mask),
        };

    /// <summary>Changes something about a CPU that does not follow from its tasks.</summary>
    public Scene Cpu(int number, Func<CpuLoad, CpuLoad> change)
    {
        _cpus[number] = change;
        return this;
    }

    /// <summary>Changes every process that is so.</summary>
    public Scene Change(Func<ProcessLoad, bool> which, Func<ProcessLoad, ProcessLoad> change)
    {
        for (int i = 0; i < Processes.Count; i++)
        {
            Processes[i] = which(Processes[i]) ? change(Processes[i]) : Processes[i];
        }

        return this;
    }

    public Snapshot Snapshot(double seconds = 1)
    {
        var used = Processes.SelectMany(process => process.Threads.IsEmpty ? [process] : process.Threads)
            .GroupBy(task => task.LastCpu)
            .ToDictionary(tasks => tasks.Key, tasks => tasks.Sum(task => task.Run));
        return new()
        {
            Time = DateTimeOffset.UnixEpoch,
            Interval = TimeSpan.FromSeconds(seconds),
            Host = new HostInfo("host", "6.1.0"),
            Topology = Topology,
            Cpus = [.. Topology.Cpus.Select(place => LoadOf(place, used.GetValueOrDefault(place.Cpu)))],
            Memory = null,
            Load = null,
            Uptime = null,
            Tasks = new TaskCounts(Processes.Count, 0, 0, 0, 0),
            Processes = [.. Processes],
            Quotas = Quotas,
            CpuCgroups = CpuCgroups,
            Unbalanced = Unbalanced,
            Problems = [],
        };
    }

    /// <summary>The diagnosis after refreshes of a second each that all show the same.</summary>
    public CoreTop.Analysis.Judging.Diagnosis Diagnose(int refreshes = 8, DiagnosisOptions? options = null) =>
        Continue(DiagnosisState.Start, refreshes, options).Diagnosis;

    public (DiagnosisState State, CoreTop.Analysis.Judging.Diagnosis Diagnosis) Continue(
        DiagnosisState state, int refreshes = 1, DiagnosisOptions? options = null)
    {
        Snapshot snapshot = Snapshot();
        CoreTop.Analysis.Judging.Diagnosis diagnosis = CoreTop.Analysis.Judging.Diagnosis.Nothing;
        for (int i = 0; i < refreshes; i++)
        {
            (state, diagnosis) = Diagnostician.Next(state, snapshot, options ?? DiagnosisOptions.Default);
        }

        return (state, diagnosis);
    }

    public RebalancePlan Plan(RebalanceStrategy strategy = RebalanceStrategy.Widen, RebalanceOptions? options = null) =>
        RebalancePlanner.Plan(Diagnose(), (options ?? RebalanceOptions.Default) with { Strategy = strategy });

    /// <summary>The machine after a plan, as an obliging kernel would have it: whoever was meant for a CPU runs on it.</summary>
    public Scene Apply(RebalancePlan plan)
    {
        foreach (PlannedChange change in plan.Changes)
        {
            CpuSet to = change.To ?? Processes.Single(process => process.Pid == change.Pid).Limit!;
            Change(process => process.Pid == change.Pid, process => process with
            {
                Affinity = process.Key == change.Task ? to : process.Affinity,
                Facts = process.Facts with { LastCpu = process.Key == change.Task ? change.Target ?? process.LastCpu : process.LastCpu },
                Threads =
                [
                    .. process.Threads.Select(thread => change.IsWholeProcess || thread.Key == change.Task
                        ? thread with { Affinity = to, Facts = thread.Facts with { LastCpu = change.Target ?? thread.LastCpu } }
                        : thread),
                ],
            });
        }

        return Share();
    }

    /// <summary>Shares each CPU's time evenly among the tasks on it.</summary>
    public Scene Share()
    {
        ILookup<CpuId, ProcessLoad> byCpu = Processes.Where(process => process.Threads.IsEmpty).ToLookup(process => process.LastCpu);
        return Change(process => process.Threads.IsEmpty && process.State == TaskState.Running, process =>
        {
            double run = 1.0 / byCpu[process.LastCpu].Count();
            return process with { Run = run, Wait = 1 - run };
        });
    }

    public static CpuSet Set(string list) =>
        CpuList.TryParse(list, out CpuSet cpus) ? cpus : throw new ArgumentException(list);

    private CpuLoad LoadOf(CpuPlace place, double run)
    {
        double user = Math.Min(1, run);
        var load = new CpuLoad(
            place.Cpu, place.IsOnline, user, Nice: 0, System: 0, Idle: 1 - user, IoWait: 0, Irq: 0, SoftIrq: 0, Steal: 0, Waiting: null);
        return _cpus.TryGetValue(place.Cpu.Number, out Func<CpuLoad, CpuLoad>? change) ? change(load) : load;
    }
}
