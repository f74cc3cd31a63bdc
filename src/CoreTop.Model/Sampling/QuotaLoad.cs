namespace CoreTop.Model.Sampling;

/// <summary>A cgroup with a CPU quota, in the window.</summary>
/// <param name="Cgroup">Its path, such as <c>/system.slice/docker-1.scope</c>.</param>
/// <param name="QuotaCores">CPU time it may use, in cores: quota over period.</param>
/// <param name="ThrottledShare">
/// Periods in which it used up its quota and was stopped, as a share of all periods; over several windows where one held
/// fewer than five periods.
/// </param>
public sealed record QuotaLoad(string Cgroup, double QuotaCores, double ThrottledShare)
{
    /// <summary>A quota that stops its cgroup in so many periods is what its tasks wait for: moving them would not help.</summary>
    public const double Throttling = 0.05;

    /// <summary>False at its first reading: whether it stopped anything is not known yet, and the share is 0.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>
    /// Mean number of its CPUs that stood still because the quota was used up while tasks of it wanted them; null when the kernel
    /// does not say or at its first reading. Over the same windows as <see cref="ThrottledShare"/>.
    /// </summary>
    public double? ThrottledCores { get; init; }

    /// <summary>
    /// CPU time over wall time that all tasks of it used, those too short to be listed as well, in cores; null where v1 holds the
    /// controller, or at its first reading. Over the same windows as <see cref="ThrottledShare"/>.
    /// </summary>
    public double? UsedCores { get; init; }

    /// <summary>Whether the quota holds tasks of <paramref name="cgroup"/>: its own, or one of a cgroup below.</summary>
    public bool Covers(string cgroup) =>
        cgroup.StartsWith(Cgroup, StringComparison.Ordinal)
            && (cgroup.Length == Cgroup.Length || Cgroup == "/" || cgroup[Cgroup.Length] == '/');
}
