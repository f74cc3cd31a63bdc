using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Jobs;

/// <summary>Processes that belong to jobs.</summary>
internal static class AnyJob
{
    /// <summary>The process with what its environment says.</summary>
    public static ProcessLoad With(this ProcessLoad process, int? rank = null, string? job = null) => process with
    {
        Extras = new TaskExtras { Tried = ExtraFiles.Environment, JobVariables = new JobVariables(rank, job) },
    };

    /// <summary>A rank that runs.</summary>
    public static ProcessLoad Rank(int pid, int rank, int parent, int cpu, string affinity, string? job = null, double run = 1) =>
        AnySnapshot.Process(pid, "solver", parent: parent, run: run, cpu: cpu, affinity: Cpus(affinity)).With(rank, job);

    /// <summary>mpirun with PID 50, and two ranks on each of two CPUs of a machine of four.</summary>
    public static Snapshot FourRanks(string? job = null) => AnySnapshot.Of(
        AnyTopology.Of(4), _ => 0.5,
        AnySnapshot.Process(40, "bash", parent: 1).With(job: job),
        AnySnapshot.Process(50, "mpirun", parent: 40).With(job: job),
        Rank(61, rank: 1, parent: 50, cpu: 1, "1", job),
        Rank(60, rank: 0, parent: 50, cpu: 0, "0", job),
        Rank(63, rank: 3, parent: 50, cpu: 1, "1", job),
        Rank(62, rank: 2, parent: 50, cpu: 0, "0", job),
        AnySnapshot.Process(70, "vim", parent: 40));

    public static CpuSet Cpus(string list) => CpuList.TryParse(list, out CpuSet cpus) ? cpus : throw new ArgumentException(list);
}
