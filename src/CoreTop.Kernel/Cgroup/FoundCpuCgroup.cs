namespace CoreTop.Kernel.Cgroup;

/// <summary>Where the CPU controller has a task.</summary>
/// <param name="Cgroup">Its cgroup there; null when that cannot be seen.</param>
/// <param name="Quota">The nearest cgroup with a CPU quota, its own or one above; null when there is none or it is unknown.</param>
internal readonly record struct FoundCpuCgroup(string? Cgroup, string? Quota);
