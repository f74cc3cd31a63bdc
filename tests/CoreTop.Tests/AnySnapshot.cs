using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests;

/// <summary>Snapshots of machines under load.</summary>
internal static class AnySnapshot
{
    private static readonly int[] FoundingIdleCpus = [1, 5, 8, 11, 13, 14, 21, 25, 27, 30, 34];

    /// <summary>The machine that CoreTop was made for: 36 CPUs, 36 workers, twelve of them confined to CPU 35.</summary>
    public static Snapshot Founding()
    {
        CpuTopology topology = AnyTopology.Of(36);
        var processes = new List<ProcessLoad> { Process(1, "systemd", user: "root", uid: 0, parent: 0, cpu: 7, affinity: topology.Online) };
        int[] busy = [.. Enumerable.Range(0, 35).Except(FoundingIdleCpus)];
        for (int i = 0; i < busy.Length; i++)
        {
            processes.Add(Worker(3303 + i + 1, run: 1, wait: 0, busy[i], minutes: 14));
        }

        for (int pid = 3291; pid < 3303; pid++)
        {
            processes.Add(Worker(pid, run: 0.083, wait: 0.917, cpu: 35, minutes: 1));
        }

        return Of(topology, cpu => FoundingIdleCpus.Contains(cpu.Number) ? 0 : 1, processes);
    }

    /// <summary>A machine whose CPUs are busy with user programs by the given shares.</summary>
    public static Snapshot Of(CpuTopology topology, Func<CpuId, double> busy, params IReadOnlyList<ProcessLoad> processes) =>
        new()
        {
            Time = new DateTimeOffset(2026, 1, 2, 1, 52, 47, TimeSpan.Zero),
            Interval = TimeSpan.FromSeconds(1),
            Host = new HostInfo("ip-10-0-0-7", "6.1.0"),
            Topology = topology,
            Cpus = [.. topology.Cpus.Select(place => Cpu(place, busy(place.Cpu)))],
            Memory = new MemoryUse(73_757_606_000, 66_000_000_000, 64_679_108_000, 0, 1_036_000_000, 10_485_749_000, 10_485_749_000),
            Load = new LoadAverage(36.03, 34.15, 22.04),
            Uptime = TimeSpan.FromMinutes(34),
            Tasks = new TaskCounts(
                processes.Count,
                processes.Count(process => process.State == TaskState.Running),
                processes.Count(process => process.State == TaskState.Sleeping),
                Stopped: 0,
                Zombie: 0),
            Processes = [.. processes],
            Problems = [],
        };

    /// <summary>A process of one thread, or of the given threads.</summary>
    public static ProcessLoad Process(
        int pid,
        string name = "worker",
        string user = "ann",
        int uid = 1000,
        int parent = 1,
        double run = 0,
        double? wait = 0,
        int cpu = 0,
        int minutes = 0,
        CpuSet? affinity = null,
        CpuSet? limit = null,
        string? limitedBy = null,
        ulong startTicks = 1000,
        TaskMobility mobility = TaskMobility.Movable,
        string? commandLine = null,
        params ImmutableArray<TaskLoad> threads) => new()
        {
            Facts = new TaskFacts
            {
                Key = new TaskKey(pid, startTicks),
                State = run > 0 ? TaskState.Running : TaskState.Sleeping,
                Policy = SchedPolicy.Other,
                Priority = 20,
                RealTimePriority = 0,
                Nice = 0,
                LastCpu = new CpuId(cpu),
                Mobility = mobility,
            },
            Pid = pid,
            Name = name,
            Run = run,
            Wait = wait,
            CpuTime = TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(15),
            Affinity = affinity,
            MemoryShare = 0.003,
            IsAffinityMixed = threads.Select(thread => thread.Affinity).Distinct().Count() > 1,
            Threads = threads,
            Details = new ProcessDetails(uid, user, commandLine ?? name, 49_000_000, limit, limitedBy),
            Whole = new ProcessFacts(parent, Math.Max(1, threads.Length), 500_000_000, 230_000_000),
        };

    /// <summary>A thread.</summary>
    public static TaskLoad Thread(int tid, int pid, double run = 0, double? wait = 0, int cpu = 0, CpuSet? affinity = null) => new()
    {
        Facts = new TaskFacts
        {
            Key = new TaskKey(tid, 1000),
            State = run > 0 ? TaskState.Running : TaskState.Sleeping,
            Policy = SchedPolicy.Other,
            Priority = 20,
            RealTimePriority = 0,
            Nice = 0,
            LastCpu = new CpuId(cpu),
            Mobility = TaskMobility.Movable,
        },
        Pid = pid,
        Name = "thread",
        Run = run,
        Wait = wait,
        CpuTime = TimeSpan.FromSeconds(2),
        Affinity = affinity,
    };

    private static ProcessLoad Worker(int pid, double run, double wait, int cpu, int minutes) => Process(
        pid, "python", "ubuntu", uid: 1000, run: run, wait: wait, cpu: cpu, minutes: minutes, affinity: CpuSet.Of(cpu),
        limit: CpuSet.Range(0, 35), commandLine: "python train.py");

    private static CpuLoad Cpu(CpuPlace place, double busy) => place.IsOnline
        ? new CpuLoad(place.Cpu, IsOnline: true, busy, 0, 0, 1 - busy, 0, 0, 0, 0, Waiting: 0)
        : new CpuLoad(place.Cpu, IsOnline: false, 0, 0, 0, 0, 0, 0, 0, 0, Waiting: null);
}
