using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Scheduling;

/// <summary>
/// What is left of sets of CPUs in the kernel's own numbers, beside files whose numbers may be others: lxcfs counts the CPUs of a
/// container from 0, in /proc/stat and partly in /sys, while masks and cpusets stay as they are.
/// </summary>
internal static class KernelNumbers
{
    /// <summary>
    /// The CPUs of a set without those known as offline. Where it names CPUs that nothing else names, the files have other numbers,
    /// and it stays as it is: what is cut by numbers of another kind would be chance.
    /// </summary>
    /// <param name="cpus">As the kernel has it.</param>
    /// <param name="online">The online CPUs according to files.</param>
    /// <param name="offline">CPUs known as offline; null where that is not known: all that are not online.</param>
    public static CpuSet Usable(CpuSet cpus, CpuSet online, CpuSet? offline)
    {
        if (cpus.IsSubsetOf(online))
        {
            return cpus;
        }

        CpuSet usable = offline is null ? cpus.Intersect(online) : cpus.Except(offline);
        return usable.IsEmpty ? cpus : usable;
    }

    /// <summary>The CPUs of a mask that a task's <c>status</c> names, which holds offline ones too: what sched_getaffinity(2) would say.</summary>
    public static CpuSet UsableOfStatus(CpuSet mask, CpuTopology topology) =>
        mask.IsSubsetOf(topology.Online)
            ? mask
            : Usable(mask, topology.Online, Offline(topology).Union(NeverPlugged(mask, topology.Present)));

    /// <summary>The CPUs that files know as offline.</summary>
    public static CpuSet Offline(CpuTopology topology) => topology.Present.Except(topology.Online);

    // The kernel makes masks of all CPUs that could ever be plugged in, so that those behind the last are all in them or, where
    // somebody chose, none.
    private static CpuSet NeverPlugged(CpuSet mask, CpuSet present)
    {
        if (present.Last is not { Number: int last } || mask.Last is not { Number: int end })
        {
            return CpuSet.Empty;
        }

        CpuSet gaps = CpuSet.Range(0, last).Except(present);
        CpuSet behind = end > last ? CpuSet.Range(last + 1, end) : CpuSet.Empty;
        return behind.IsSubsetOf(mask) ? gaps.Union(behind) : gaps;
    }
}
