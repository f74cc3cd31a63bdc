using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>What seldom changes of a process or costs too much to read each tick.</summary>
/// <param name="Uid">Effective user id: <c>status</c> line Uid.</param>
/// <param name="User">The name of <paramref name="Uid"/>, or its digits.</param>
/// <param name="CommandLine"><c>cmdline</c>, arguments joined by a blank; empty for kernel threads and zombies. Sanitise before drawing.</param>
/// <param name="SharedBytes"><c>statm</c> field 3 in bytes.</param>
/// <param name="Limit">The online CPUs that its cpuset allows; null when unknown.</param>
/// <param name="LimitedBy">The cgroup whose cpuset is <paramref name="Limit"/>, such as <c>/system.slice/docker-1.scope</c>; null when that is the whole machine or unknown.</param>
/// <param name="QuotaCgroup">The nearest cgroup above it with a CPU quota: one of <see cref="Snapshot.Quotas"/>; null when there is none or it is unknown.</param>
/// <param name="Cgroup">Its cgroup: the v2 path, else that of v1's cpu or cpuset controller; null when unknown.</param>
/// <param name="CpuCgroup">
/// The cgroup that the CPU controller has it in, by which <see cref="Snapshot.CpuCgroups"/> and <see cref="Snapshot.Quotas"/> hold
/// it: v1's where that holds the controller, else the v2 path; null when unknown.
/// </param>
public sealed record ProcessDetails(
    int Uid,
    string User,
    string CommandLine,
    ulong SharedBytes,
    CpuSet? Limit,
    string? LimitedBy,
    string? QuotaCgroup = null,
    string? Cgroup = null,
    string? CpuCgroup = null);
