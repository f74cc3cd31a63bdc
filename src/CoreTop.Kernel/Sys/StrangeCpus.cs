using System.Collections.Immutable;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Sys;

/// <summary>Finds CPUs that masks name and files do not have, as where lxcfs numbers the CPUs of a container from 0.</summary>
internal sealed class StrangeCpus
{
    private ImmutableArray<CpuTimes> _times = [];
    private CpuTopology? _topology;
    private CpuSet _known = CpuSet.Empty;

    /// <summary>The CPUs; empty nearly always.</summary>
    /// <param name="processes">The processes of the sample, whose masks are the kernel's.</param>
    /// <param name="topology">What /sys says.</param>
    /// <param name="times">What /proc/stat says; empty when it is unreadable.</param>
    public CpuSet Find(IReadOnlyList<ProcessSample> processes, CpuTopology topology, ImmutableArray<CpuTimes> times)
    {
        Learn(topology, times);
        CpuSet strange = CpuSet.Empty;
        CpuSet? last = null;
        foreach (ProcessSample process in processes)
        {
            // Those of the kernel may be parked on CPUs that are off.
            if (process.Mobility is TaskMobility.KernelThread or TaskMobility.KernelBound)
            {
                continue;
            }

            Add(process, ref last, ref strange);
            foreach (TaskSample thread in process.Threads)
            {
                Add(thread, ref last, ref strange);
            }
        }

        return strange;
    }

    private void Add(TaskSample task, ref CpuSet? last, ref CpuSet strange)
    {
        if (task.Affinity is not { } mask || ReferenceEquals(mask, last))
        {
            return;
        }

        last = mask;
        if (mask.IsSubsetOf(_known) || mask.IsSubsetOf(strange))
        {
            return;
        }

        // One that sleeps keeps a mask whose CPUs have gone until it wakes; one that runs is somewhere.
        bool isNowhere = task.State == TaskState.Running && !mask.Overlaps(_topology!.Online);
        CpuSet unknown = mask.Except(_known);
        strange = strange.Union(isNowhere ? unknown : unknown.Except(KernelNumbers.Offline(_topology!)));
    }

    private void Learn(CpuTopology topology, ImmutableArray<CpuTimes> times)
    {
        bool isSame = ReferenceEquals(topology, _topology) && HasSameNumbers(times);
        if (isSame)
        {
            return;
        }

        _topology = topology;
        _times = times;
        _known = times.IsEmpty ? topology.Online : topology.Online.Intersect(CpuSet.Of(times.Select(time => time.Cpu)));
    }

    private bool HasSameNumbers(ImmutableArray<CpuTimes> times)
    {
        if (times.Length != _times.Length)
        {
            return false;
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (times[i].Cpu != _times[i].Cpu)
            {
                return false;
            }
        }

        return true;
    }
}
