namespace CoreTop.Tests.Fixtures;

/// <summary>A task of a made-up machine: what it is, and what it does between the two readings.</summary>
internal sealed record FixtureTask(int Tid, string Name)
{
    public char State { get; init; } = 'S';

    public int Parent { get; init; } = 1;

    public int Uid { get; init; }

    public int Priority { get; init; } = 20;

    public int Nice { get; init; }

    /// <summary><c>stat</c> field 9; 0x00200000 is a kernel thread, 0x04000000 one bound to its CPUs.</summary>
    public uint Flags { get; init; } = 0x400000;

    public int RealTimePriority { get; init; }

    public int Policy { get; init; }

    public ulong StartTicks { get; init; } = 300;

    public int LastCpu { get; init; }

    /// <summary>Its <c>Cpus_allowed_list</c>; null for every online CPU.</summary>
    public string? Affinity { get; init; }

    /// <summary>CPU time over wall time, in cores.</summary>
    public double Run { get; init; }

    /// <summary>Time in the queue over wall time, in cores.</summary>
    public double Wait { get; init; }

    /// <summary>CPU time at the last reading.</summary>
    public TimeSpan CpuTime { get; init; }

    public int VirtualKibibytes { get; init; }

    public int ResidentKibibytes { get; init; }

    public int SharedKibibytes { get; init; }

    /// <summary>Arguments joined by blanks; null for a kernel thread.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The text of its <c>cgroup</c>; null to leave the file out.</summary>
    public string? Cgroup { get; init; }

    /// <summary>Its variables joined by blanks; null for none that can be read.</summary>
    public string? Environment { get; init; }

    /// <summary>Its threads, the first included; empty for a process of one, whose files are the process's.</summary>
    public IReadOnlyList<FixtureTask> Threads { get; init; } = [];

    public static FixtureTask KernelThread(int tid, string name, int? boundTo = null) => new(tid, name)
    {
        State = 'I',
        Parent = tid == 2 ? 0 : 2,
        Flags = boundTo is null ? 0x208040u : 0x4208040u,
        StartTicks = 2,
        LastCpu = boundTo ?? 0,
        Affinity = boundTo?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
