using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>Where one thread is, which another cgroup holds than its process's first thread. Threads of the same cgroups share the object.</summary>
/// <param name="Cgroup">Its cgroup: the v2 path, else that of v1's cpu or cpuset controller; null when unknown.</param>
/// <param name="CpuCgroup">The cgroup that the CPU controller has it in: v1's where that holds the controller; null when unknown.</param>
/// <param name="Limit">The online CPUs that its cpuset allows; null when unknown.</param>
/// <param name="LimitedBy">The cgroup whose cpuset is <paramref name="Limit"/>; null when that is the whole machine or unknown.</param>
/// <param name="QuotaCgroup">The nearest cgroup above it with a CPU quota: one of <see cref="Snapshot.Quotas"/>; null when there is none or it is unknown.</param>
public sealed record TaskCgroup(string? Cgroup, string? CpuCgroup, CpuSet? Limit, string? LimitedBy, string? QuotaCgroup);
