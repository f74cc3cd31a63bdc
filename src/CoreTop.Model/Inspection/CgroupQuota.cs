namespace CoreTop.Model.Inspection;

/// <summary>A CPU quota.</summary>
/// <param name="Cgroup">The cgroup that has it.</param>
/// <param name="Cores">CPU time it may use, in cores.</param>
public readonly record struct CgroupQuota(string Cgroup, double Cores);
