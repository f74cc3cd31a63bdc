using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Cgroup;

/// <summary>What a cpuset allows.</summary>
/// <param name="Cpus">The online CPUs it allows; null when unknown.</param>
/// <param name="CgroupPath">The cgroup that sets the limit; null when that is the whole machine or unknown.</param>
public readonly record struct CpusetLimit(CpuSet? Cpus, string? CgroupPath);
