using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Jobs;

/// <summary>A row of a picture of tasks and CPUs: a process with all its threads, or one thread.</summary>
/// <param name="Row">The row as in the process list.</param>
/// <param name="MayRun">The CPUs it may run on; null when unknown.</param>
/// <param name="Runs">CPUs on which it, or one of its threads, runs or waits; empty while it sleeps.</param>
internal readonly record struct JobRow(ProcessRow Row, CpuSet? MayRun, CpuSet Runs)
{
    /// <summary>Its rank; null where it has none or that is not known.</summary>
    public int? Rank => TaskJob.RankOf(Row.Process);

    /// <summary>Makes the row.</summary>
    public static JobRow Of(in ProcessRow row) => new(row, row.Task.Affinity, RunsOn(row));

    /// <summary>How many of its tasks run on a CPU or wait for it.</summary>
    public int CountOn(CpuId cpu)
    {
        if (Row.Thread is not null || Row.Process.Threads.Length < 2)
        {
            return Runs.Contains(cpu) ? 1 : 0;
        }

        int count = 0;
        foreach (TaskLoad thread in Row.Process.Threads)
        {
            count += thread.State == TaskState.Running && thread.LastCpu == cpu ? 1 : 0;
        }

        return count;
    }

    /// <summary>What it has to do with CPUs: with any of them.</summary>
    public JobSign On(CpuSet cpus) => Runs.Overlaps(cpus) ? JobSign.Runs
        : Runs.IsEmpty && cpus.Contains(Row.Task.LastCpu) ? JobSign.LastRan
        : MayRun?.Overlaps(cpus) == true ? JobSign.MayRun
        : JobSign.None;

    private static CpuSet RunsOn(in ProcessRow row)
    {
        if (row.Thread is null && row.Process.Threads.Length > 1)
        {
            CpuSet runs = CpuSet.Of(row.Process.Threads.Where(thread => thread.State == TaskState.Running).Select(thread => thread.LastCpu));
            if (!runs.IsEmpty)
            {
                return runs;
            }
        }

        return row.Task.State == TaskState.Running ? CpuSet.Of(row.Task.LastCpu.Number) : CpuSet.Empty;
    }
}
