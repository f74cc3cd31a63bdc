using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Placement;

/// <summary>CPUs on which more hungry tasks are confined than they can run.</summary>
public static class Crowding
{
    private const double HungryShare = 0.90;

    /// <summary>For each crowded CPU, how many hungry tasks confined there share it; CPUs that are not crowded are not in it.</summary>
    /// <remarks>Confined means by an affinity smaller than the CPUs the scheduler balances over: twelve tasks on a whole machine of four are too many tasks, not a crowd.</remarks>
    public static ImmutableDictionary<CpuId, int> Count(Snapshot snapshot)
    {
        CpuSet balanced = snapshot.Topology.Online.Except(snapshot.Topology.Isolated);
        var hungryBySet = new Dictionary<CpuSet, int>();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                Add(hungryBySet, process, balanced);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(hungryBySet, thread, balanced);
            }
        }

        if (hungryBySet.Count == 0)
        {
            return ImmutableDictionary<CpuId, int>.Empty;
        }

        var crowds = ImmutableDictionary.CreateBuilder<CpuId, int>();
        foreach (CpuSet cpus in hungryBySet.Keys)
        {
            int confined = hungryBySet.Where(entry => entry.Key.IsSubsetOf(cpus)).Sum(entry => entry.Value);
            int each = (confined + cpus.Count - 1) / cpus.Count;
            foreach (CpuId cpu in confined > cpus.Count ? cpus : CpuSet.Empty)
            {
                crowds[cpu] = Math.Max(each, crowds.GetValueOrDefault(cpu));
            }
        }

        return crowds.ToImmutable();
    }

    private static void Add(Dictionary<CpuSet, int> hungryBySet, TaskLoad task, CpuSet balanced)
    {
        bool isHungry = task.Run + (task.Wait ?? 0) >= HungryShare;
        if (isHungry && task.Affinity is { IsEmpty: false } affinity && !balanced.IsSubsetOf(affinity))
        {
            hungryBySet[affinity] = hungryBySet.GetValueOrDefault(affinity) + 1;
        }
    }
}
