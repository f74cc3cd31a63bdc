using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Jobs;

/// <summary>CPUs to which more tasks are confined than there are CPUs, some of them tasks that are looked at.</summary>
/// <param name="Cpus">The CPUs.</param>
/// <param name="Tasks">How many tasks may run on no other CPUs.</param>
/// <param name="Others">How many of these are not among those that are looked at.</param>
internal sealed record JobCrowd(CpuSet Cpus, int Tasks, int Others)
{
    // A task that runs or waits less is one that sleeps.
    private const double BusyShare = 0.05;

    /// <summary>
    /// The crowds that tasks are in, the fewest CPUs first. A rank counts also while it sleeps, everything else while it is busy; a process
    /// with several busy threads counts as many times. Masks of all online CPUs confine nothing.
    /// </summary>
    /// <param name="rows">The tasks that are looked at; rows of threads count for themselves.</param>
    /// <param name="snapshot">The machine, whose other tasks may be in their way.</param>
    public static ImmutableArray<JobCrowd> Find(IReadOnlyList<ProcessRow> rows, Snapshot snapshot)
    {
        CpuSet online = snapshot.Topology.Online;
        var own = new Dictionary<CpuSet, int>();
        var pids = new HashSet<int>();
        foreach (ProcessRow row in rows)
        {
            pids.Add(row.Process.Pid);
            if (row.Thread is { } thread)
            {
                Add(own, thread.Affinity, online, IsBusy(thread) || IsSleepingRank(row) ? 1 : 0);
            }
            else
            {
                AddProcess(own, row.Process, online);
            }
        }

        if (own.Count == 0)
        {
            return [];
        }

        var all = new Dictionary<CpuSet, int>(own);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (!process.IsKernelThread && !pids.Contains(process.Pid))
            {
                AddProcess(all, process, online);
            }
        }

        return
        [
            .. Find(all).Select(crowd => (crowd.Cpus, crowd.Tasks, Own: Inside(own, crowd.Cpus)))
                .Where(crowd => crowd.Own > 0).Select(crowd => new JobCrowd(crowd.Cpus, crowd.Tasks, crowd.Tasks - crowd.Own)),
        ];
    }

    /// <summary>The task runs, or wanted a CPU for some of the last refresh.</summary>
    public static bool IsBusy(TaskLoad task) => task.State == TaskState.Running || task.Run + (task.Wait ?? 0) >= BusyShare;

    private static void AddProcess(Dictionary<CpuSet, int> counts, ProcessLoad process, CpuSet online)
    {
        int busy = 0;
        foreach (TaskLoad thread in process.Threads)
        {
            if (IsBusy(thread))
            {
                busy++;
                Add(counts, thread.Affinity, online, 1);
            }
        }

        if (busy == 0 && (TaskJob.RankOf(process) is not null || IsBusy(process)))
        {
            Add(counts, process.Affinity, online, 1);
        }
    }

    // Its first thread stands for a rank none of whose threads is busy.
    private static bool IsSleepingRank(in ProcessRow row) => TaskJob.RankOf(row.Process) is not null
        && row.Thread!.Key.Tid == row.Process.Pid && !row.Process.Threads.Any(IsBusy);

    private static void Add(Dictionary<CpuSet, int> counts, CpuSet? affinity, CpuSet online, int tasks)
    {
        if (tasks > 0 && affinity is { IsEmpty: false } && !online.IsSubsetOf(affinity))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, affinity, out _) += tasks;
        }
    }

    // A mask, or masks that overlap taken together, with more tasks inside than CPUs. What smaller crowds explain is not said again.
    private static List<(CpuSet Cpus, int Tasks)> Find(Dictionary<CpuSet, int> counts)
    {
        var found = new List<(CpuSet Cpus, int Tasks)>();
        foreach (CpuSet cpus in counts.Keys.Concat(Joined(counts.Keys)).Distinct().OrderBy(set => set.Count).ThenBy(set => set.First))
        {
            CpuSet left = cpus;
            int unexplained = 0;
            foreach ((CpuSet crowded, _) in found)
            {
                left = crowded.IsSubsetOf(cpus) ? left.Except(crowded) : left;
            }

            foreach ((CpuSet mask, int tasks) in counts)
            {
                unexplained += mask.IsSubsetOf(cpus) && !found.Exists(crowd => mask.IsSubsetOf(crowd.Cpus)) ? tasks : 0;
            }

            if (unexplained > left.Count)
            {
                found.Add((cpus, Inside(counts, cpus)));
            }
        }

        return found;
    }

    private static int Inside(Dictionary<CpuSet, int> counts, CpuSet cpus)
    {
        int inside = 0;
        foreach ((CpuSet mask, int tasks) in counts)
        {
            inside += mask.IsSubsetOf(cpus) ? tasks : 0;
        }

        return inside;
    }

    private static List<CpuSet> Joined(IEnumerable<CpuSet> masks)
    {
        var joined = new List<CpuSet>();
        foreach (CpuSet mask in masks)
        {
            CpuSet whole = mask;
            for (int i = joined.Count - 1; i >= 0; i--)
            {
                if (joined[i].Overlaps(whole))
                {
                    whole = whole.Union(joined[i]);
                    joined.RemoveAt(i);
                }
            }

            joined.Add(whole);
        }

        return joined;
    }
}
