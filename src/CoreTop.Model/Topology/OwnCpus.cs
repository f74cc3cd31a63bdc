using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Model.Topology;

/// <summary>What limits where CoreTop itself may run, and so where the programs of whoever started it may.</summary>
/// <remarks>Source: <c>/proc/self/cgroup</c>, the cpuset of that cgroup, and sched_getaffinity(2).</remarks>
public sealed record OwnCpus
{
    /// <summary>What <c>--mine</c> is called on the screen.</summary>
    public const string Name = "mine";

    /// <summary>The online CPUs that its cpuset allows; null when unknown.</summary>
    public CpuSet? Limit { get; init; }

    /// <summary>The cgroup whose cpuset that is; null when it is the whole machine or unknown.</summary>
    public string? LimitedBy { get; init; }

    /// <summary>The Slurm job it runs in; null for none.</summary>
    public string? Job { get; init; }

    /// <summary>The online CPUs that the job may use, with all its steps and tasks; null when unknown or in no job.</summary>
    public CpuSet? JobCpus { get; init; }

    /// <summary>Its affinity; null when unknown.</summary>
    public CpuSet? Affinity { get; init; }

    /// <summary>The CPUs that its cpuset allows, where that are not all, as bounds; null where it allows all or is unknown.</summary>
    public CpuBounds? CpusetBounds(CpuTopology topology) => Narrower(Limit, topology) is { } cpus
        ? new CpuBounds(cpus, Name, LimitedBy is null or "/" ? "the cpuset of this container" : $"the cpuset of {LimitedBy}")
        : null;

    /// <summary>
    /// The CPUs that whoever started it has: those of the Slurm job, or else of the cpuset, or else of the affinity. A job and a cpuset come
    /// first because a step's or a shell's affinity may be one task's part of them.
    /// </summary>
    /// <param name="topology">The machine.</param>
    /// <param name="why">Why there are none, as a sentence; empty when there are.</param>
    /// <returns>Null when nothing limits it.</returns>
    public CpuBounds? Bounds(CpuTopology topology, out string why)
    {
        why = string.Empty;
        CpuBounds? bounds = Narrower(JobCpus, topology) is { } ofJob ? new CpuBounds(ofJob, Name, $"the cpuset of Slurm job {Job}")
            : CpusetBounds(topology) is { } ofCpuset ? ofCpuset
            : Narrower(Affinity, topology) is { } own ? new CpuBounds(own, Name, "the affinity that CoreTop was started with")
            : null;
        if (bounds is null)
        {
            why = IsElsewhere(Limit, topology)
                ? $"The cpuset names CPUs {Limit}, and this container's files have {topology.Online}: they show only its own CPUs already."
                : $"Nothing limits CoreTop to some CPUs: {(Job is null ? string.Empty : $"Slurm job {Job}, ")}its cpuset and its affinity allow all of "
                    + $"{Count.Cpus(topology.Online)}.";
        }

        return bounds;
    }

    private static CpuSet? Narrower(CpuSet? cpus, CpuTopology topology) =>
        cpus?.Intersect(topology.Online) is { IsEmpty: false } some && some.Count < topology.Online.Count ? some : null;

    private static bool IsElsewhere(CpuSet? cpus, CpuTopology topology) => cpus is { IsEmpty: false } && !cpus.IsSubsetOf(topology.Online);
}
