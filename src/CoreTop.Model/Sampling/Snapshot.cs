using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Model.Sampling;

/// <summary>All that a view, a command or a rule may know of the machine: immutable, with rates.</summary>
public sealed record Snapshot
{
    private Snapshot? _whole;

    /// <summary>When it was read.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The window the rates are over; zero in the first snapshot, whose rates are all 0.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Which machine.</summary>
    public required HostInfo Host { get; init; }

    /// <summary>Its CPUs.</summary>
    public required CpuTopology Topology { get; init; }

    /// <summary>Every present CPU in rising order, offline ones too.</summary>
    public required ImmutableArray<CpuLoad> Cpus { get; init; }

    /// <summary>Memory; null when unreadable.</summary>
    public required MemoryUse? Memory { get; init; }

    /// <summary>Load averages; null when unreadable.</summary>
    public required LoadAverage? Load { get; init; }

    /// <summary>Time since boot; null when unreadable.</summary>
    public required TimeSpan? Uptime { get; init; }

    /// <summary>Processes by state.</summary>
    public required TaskCounts Tasks { get; init; }

    /// <summary>Every process, in no promised order.</summary>
    public required ImmutableArray<ProcessLoad> Processes { get; init; }

    /// <summary>Cgroups with a CPU quota in which a process runs, and those with one above them; empty where there is none or it is not known yet.</summary>
    public ImmutableArray<QuotaLoad> Quotas { get; init; } = [];

    /// <summary>
    /// Every cgroup with a weight of its own on the paths of the cgroups of processes and threads, by path in ordinal order, the root
    /// left out; the same array while nothing changed. Empty where the kernel has none, or it is not known yet.
    /// </summary>
    public ImmutableArray<CpuCgroup> CpuCgroups { get; init; } = [];

    /// <summary>CPUs over which the kernel moves no task to balance load: isolated ones, and cpusets with load balancing off.</summary>
    public CpuSet Unbalanced { get; init; } = CpuSet.Empty;

    /// <summary>The BPF program that schedules instead of the kernel (sched_ext): where tasks run within their affinities is up to it; null when there is none.</summary>
    public string? BpfScheduler { get; init; }

    /// <summary>What is known for the header's meters alone; null when nothing was asked for.</summary>
    public MeterLoad? Meters { get; init; }

    /// <summary>
    /// Mean number of runnable tasks of the whole machine over several looks in the window, running ones too, CoreTop's reading
    /// thread left out: /proc/loadavg field 4, which also counts those that live too short to be listed. In a container it counts the
    /// tasks outside too (<see cref="AreTasksHidden"/>), unless lxcfs makes the file. A captured machine has two looks. Null when unreadable.
    /// </summary>
    public double? Runnable { get; init; }

    /// <summary>
    /// CPUs that masks of listed tasks name and /proc/stat or /sys does not have, although they are not known as offline: the files of
    /// this container (lxcfs in LXD and Proxmox) have other numbers than the kernel's. Nearly always empty.
    /// </summary>
    public CpuSet StrangeCpus { get; init; } = CpuSet.Empty;

    /// <summary>
    /// Tasks run on these CPUs that are not among <see cref="Processes"/>: those outside this container (PID namespace), or of other
    /// users where hidepid hides them. False for a captured machine, of which that is not known.
    /// </summary>
    public bool AreTasksHidden { get; init; }

    /// <summary>There are more processes than these, which are read next; nothing was judged yet.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What tasks did was said by one read of a BPF iterator; else it was read from their files.</summary>
    public bool IsReadByBpf { get; init; }

    /// <summary>Why no BPF iterator is used, a sentence, and what the kernel's verifier says in more lines; null where that was not tried, or works.</summary>
    public string? WhyNotByBpf { get; init; }

    /// <summary>What could not be read.</summary>
    public required ImmutableArray<ReadProblem> Problems { get; init; }

    /// <summary>
    /// The CPUs that are looked at; null for all. With them <see cref="Topology"/> and <see cref="Cpus"/> hold those CPUs alone; processes are
    /// all there, see <see cref="MayRunHere"/>.
    /// </summary>
    public CpuBounds? Bounds { get; private init; }

    /// <summary>The snapshot of the whole machine; this one when no bounds narrow it.</summary>
    public Snapshot Whole => _whole ?? this;

    /// <summary>The snapshot with some CPUs alone; of the whole machine for null, and where none of the CPUs is online any more.</summary>
    public Snapshot Within(CpuBounds? bounds) => bounds is null || !bounds.Cpus.Overlaps(Whole.Topology.Online) ? Whole : Whole with
    {
        _whole = Whole,
        Bounds = bounds,
        Topology = Whole.Topology.Within(bounds.Cpus),
        Cpus = [.. Whole.Cpus.Where(cpu => bounds.Cpus.Contains(cpu.Cpu))],
    };

    /// <summary>
    /// One of its threads may run on the CPUs that are looked at, ran there last, or where it may run is not known.
    /// </summary>
    public bool MayRunHere(ProcessLoad process)
    {
        if (Bounds is not { } bounds || bounds.MayHold(process.Affinity) || bounds.Cpus.Contains(process.LastCpu))
        {
            return true;
        }

        foreach (TaskLoad thread in process.Threads)
        {
            if (bounds.MayHold(thread.Affinity))
            {
                return true;
            }
        }

        return process.IsAffinityMixed && process.Threads.IsEmpty;
    }

    /// <summary>The load of <paramref name="cpu"/>; null when it is not present.</summary>
    public CpuLoad? FindCpu(CpuId cpu)
    {
        // Numbers seldom have gaps.
        if ((uint)cpu.Number < (uint)Cpus.Length && Cpus[cpu.Number].Cpu == cpu)
        {
            return Cpus[cpu.Number];
        }

        int index = Cpus.AsSpan().BinarySearch(new CpuOrder(cpu));
        return index < 0 ? null : Cpus[index];
    }

    /// <summary>The process of that PID; null when there is none.</summary>
    public ProcessLoad? FindProcess(int pid)
    {
        foreach (ProcessLoad process in Processes)
        {
            if (process.Pid == pid)
            {
                return process;
            }
        }

        return null;
    }

    /// <summary>That very process, not another that was given its PID; null when it is not there.</summary>
    public ProcessLoad? FindProcess(TaskKey key) => FindProcess(key.Tid) is { } process && process.Key == key ? process : null;

    /// <summary>The quota that stops <paramref name="process"/> most, of its cgroup or one above it; null where there is none or it is not known yet.</summary>
    public QuotaLoad? FindQuota(ProcessLoad process) => process.Details?.QuotaCgroup is { } cgroup ? FindQuota(cgroup) : null;

    /// <summary>The quota that stops tasks of <paramref name="cgroup"/> most, its own or one above it; null where there is none or it is not known yet.</summary>
    public QuotaLoad? FindQuota(string cgroup)
    {
        QuotaLoad? most = null;
        foreach (QuotaLoad quota in Quotas)
        {
            bool isMore = most is null || quota.ThrottledShare > most.ThrottledShare
                || (quota.ThrottledShare == most.ThrottledShare && quota.QuotaCores < most.QuotaCores);
            if (isMore && quota.Covers(cgroup))
            {
                most = quota;
            }
        }

        return most;
    }

    /// <summary>Busy CPUs in cores: the sum over all CPUs.</summary>
    public double BusyCores
    {
        get
        {
            double busy = 0;
            foreach (CpuLoad cpu in Cpus)
            {
                busy += cpu.Busy;
            }

            return busy;
        }
    }

    /// <summary>How busy the CPUs are was measured; false in the first snapshot, and where /proc/stat cannot be read.</summary>
    public bool AreCpusKnown
    {
        get
        {
            foreach (CpuLoad cpu in Cpus)
            {
                if (cpu.IsKnown)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A window has passed since the reading before; false in the first snapshot, in which no share is known yet.</summary>
    public bool HasWindow => Interval > TimeSpan.Zero;

    /// <summary>A window was measured in which no CPU said how busy it was: /proc/stat cannot be read.</summary>
    public bool AreCpusUntold => HasWindow && !AreCpusKnown;

    /// <summary>A window was measured in which a CPU did not say how busy it was.</summary>
    public bool IsUntold(CpuLoad cpu) => HasWindow && !cpu.IsKnown;

    private readonly record struct CpuOrder(CpuId Cpu) : IComparable<CpuLoad>
    {
        public int CompareTo(CpuLoad? other) => other is null ? 1 : Cpu.CompareTo(other.Cpu);
    }
}
