using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests;

/// <summary>Valid objects in which a test names only what it is about.</summary>
internal static class Any
{
    public static TaskSample Thread(
        int tid,
        int pid = 100,
        TaskState state = TaskState.Running,
        ulong? run = 0,
        ulong? wait = 0,
        ulong userTicks = 0,
        int lastCpu = 0,
        CpuSet? affinity = null,
        double windowSeconds = 1,
        ulong? slices = null) => new()
        {
            Facts = new TaskFacts
            {
                Key = new TaskKey(tid, 1000),
                State = state,
                Policy = SchedPolicy.Other,
                Priority = 20,
                RealTimePriority = 0,
                Nice = 0,
                LastCpu = new CpuId(lastCpu),
                Mobility = TaskMobility.Movable,
            },
            Pid = pid,
            Name = "worker",
            UserTicks = userTicks,
            SystemTicks = 0,
            Affinity = affinity ?? CpuSet.Range(0, 3),
            RunNanoseconds = run,
            WaitNanoseconds = wait,
            Slices = slices,
            Window = TimeSpan.FromSeconds(windowSeconds),
        };

    public static ProcessSample Process(
        int pid = 100,
        ulong startTicks = 1000,
        TaskState state = TaskState.Running,
        ulong? run = null,
        ulong? wait = null,
        ulong userTicks = 0,
        int lastCpu = 0,
        CpuSet? affinity = null,
        double windowSeconds = 1,
        int? threadCount = null,
        int parent = 1,
        string name = "worker",
        TaskMobility mobility = TaskMobility.Movable,
        ProcessDetails? details = null,
        ulong? slices = null,
        params ImmutableArray<TaskSample> threads) => new()
        {
            Facts = new TaskFacts
            {
                Key = new TaskKey(pid, startTicks),
                State = state,
                Policy = SchedPolicy.Other,
                Priority = 20,
                RealTimePriority = 0,
                Nice = 0,
                LastCpu = new CpuId(lastCpu),
                Mobility = mobility,
            },
            Pid = pid,
            Name = name,
            UserTicks = userTicks,
            SystemTicks = 0,
            Affinity = affinity ?? CpuSet.Range(0, 3),
            RunNanoseconds = run,
            WaitNanoseconds = wait,
            Slices = slices,
            Window = TimeSpan.FromSeconds(windowSeconds),
            Details = details,
            Threads = threads,
            Whole = new ProcessFacts(parent, threadCount ?? Math.Max(1, threads.Length), 1 << 20, 1 << 16),
        };

    /// <summary>The snapshot of two readings a second apart, the second made from the first.</summary>
    public static Snapshot Snapshot(params IReadOnlyList<ProcessSample> processes)
    {
        var builder = new SnapshotBuilder();
        builder.Next(Sample(0, [.. processes.Select(Started)]));
        return builder.Next(Sample(1, processes));
    }

    public static Sample Sample(double seconds, params IReadOnlyList<ProcessSample> processes) =>
        SampleOf(seconds, CpuTopology.Flat(CpuSet.Range(0, 3)), [], processes);

    public static Sample SampleOf(
        double seconds, CpuTopology topology, ImmutableArray<CpuTimes> cpus, params IReadOnlyList<ProcessSample> processes) =>
        SampleOf(seconds, topology, cpus, quotas: [], processes);

    public static Sample SampleOf(
        double seconds,
        CpuTopology topology,
        ImmutableArray<CpuTimes> cpus,
        ImmutableArray<QuotaCounters> quotas,
        params IReadOnlyList<ProcessSample> processes) =>
        new()
        {
            MonotonicTime = TimeSpan.FromSeconds(seconds),
            Time = DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds),
            Host = new HostInfo("host", "6.1.0"),
            Topology = topology,
            TicksPerSecond = 100,
            Cpus = cpus,
            Memory = new MemoryUse(1 << 20, 1 << 19, 1 << 18, 0, 0, 0, 0),
            Load = new LoadAverage(1, 2, 3),
            Uptime = TimeSpan.FromMinutes(34),
            Processes = processes,
            Quotas = quotas,
        };

    /// <summary>A first sample that ended early.</summary>
    public static Sample Partial(params IReadOnlyList<ProcessSample> processes)
    {
        Sample whole = Sample(0, processes);
        return new Sample
        {
            MonotonicTime = whole.MonotonicTime,
            Time = whole.Time,
            Host = whole.Host,
            Topology = whole.Topology,
            TicksPerSecond = whole.TicksPerSecond,
            Cpus = whole.Cpus,
            Memory = whole.Memory,
            Load = whole.Load,
            Uptime = whole.Uptime,
            Processes = whole.Processes,
            IsPartial = true,
        };
    }

    /// <summary>The sample with so many runnable tasks.</summary>
    public static Sample With(this Sample sample, RunnableLooks? looks) => new()
    {
        MonotonicTime = sample.MonotonicTime,
        Time = sample.Time,
        Host = sample.Host,
        Topology = sample.Topology,
        TicksPerSecond = sample.TicksPerSecond,
        Cpus = sample.Cpus,
        Processes = sample.Processes,
        Runnable = looks,
    };

    /// <summary>The sample with CPUs that only masks name.</summary>
    public static Sample With(this Sample sample, CpuSet strange) => new()
    {
        MonotonicTime = sample.MonotonicTime,
        Time = sample.Time,
        Host = sample.Host,
        Topology = sample.Topology,
        TicksPerSecond = sample.TicksPerSecond,
        Cpus = sample.Cpus,
        Processes = sample.Processes,
        StrangeCpus = strange,
    };

    // The same process before its counters grew.
    private static ProcessSample Started(ProcessSample process) => process with
    {
        UserTicks = 0,
        RunNanoseconds = process.RunNanoseconds is null ? null : 0,
        WaitNanoseconds = process.WaitNanoseconds is null ? null : 0,
        Threads = [.. process.Threads.Select(thread => thread with { UserTicks = 0, RunNanoseconds = 0, WaitNanoseconds = 0 })],
    };
}
