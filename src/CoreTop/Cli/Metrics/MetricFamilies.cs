using System.Collections.Immutable;

namespace CoreTop.Cli.Metrics;

/// <summary>Every gauge of <c>coretop metrics</c>; docs/metrics.md comes from here.</summary>
internal static class MetricFamilies
{
    /// <summary>The most users that have a series of their own.</summary>
    public const int MostUsers = 20;

    public static MetricFamily Known { get; } = new(
        "coretop_cpus_known", string.Empty, "1 when it could be read how busy the CPUs are, else 0: then nothing else is here.");

    public static MetricFamily LostCores { get; } = new(
        "coretop_lost_cores", "kind: affinity, placement, limits",
        "Cores that tasks want and idle CPUs have: lost to narrow affinity masks, to the kernel's placement, or to cpusets and isolated CPUs.");

    public static MetricFamily ShortCores { get; } = new(
        "coretop_short_cores", string.Empty, "Cores that the tasks of all findings would get more by their fair share, lost cores included.");

    public static MetricFamily Findings { get; } = new(
        "coretop_findings", "rule, severity: warning, note", "Findings of each rule now.");

    public static MetricFamily IdleCpus { get; } = new(
        "coretop_idle_cpus", string.Empty, "CPUs that are less than 20 % busy, without isolated ones.");

    public static MetricFamily BusyCores { get; } = new("coretop_busy_cores", string.Empty, "CPU time in use, in cores.");

    public static MetricFamily LostCoresOfUser { get; } = new(
        "coretop_user_lost_cores", "user", "Lost cores by the user whose tasks want them, shared out evenly among the tasks of a finding; the 20 users with the most.");

    /// <summary>In the order in which they are printed.</summary>
    public static ImmutableArray<MetricFamily> All { get; } = [Known, LostCores, ShortCores, Findings, IdleCpus, BusyCores, LostCoresOfUser];
}
