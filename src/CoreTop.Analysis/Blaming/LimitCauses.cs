using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>Causes that no affinity can get around: quotas, cpusets, isolated and offline CPUs. All of them are read, none are guessed.</summary>
internal static class LimitCauses
{
    public static Cause Quota(QuotaLoad quota)
    {
        string cgroup = SafeText.Of(quota.Cgroup);
        string cores = quota.QuotaCores.ToString("0.##", CultureInfo.InvariantCulture);
        return new Cause(
            CauseKind.Quota,
            CauseConfidence.High,
            $"set by the CPU quota of {cgroup}",
            $"{cgroup} may use {cores} CPU and was stopped in {Math.Round(quota.ThrottledShare * 100):0} % of its periods.",
            OriginPid: null,
            "Raise the quota: CPUQuota= of the systemd unit, docker update --cpus, or the container's CPU limit.");
    }

    /// <summary>The task may use several CPUs, between which the kernel does not balance load.</summary>
    public static Cause Unbalanced(CpuSet affinity, CpuSet isolated)
    {
        bool areIsolated = affinity.IsSubsetOf(isolated);
        return new Cause(
            CauseKind.Isolation,
            CauseConfidence.High,
            areIsolated ? "which are isolated" : "where load balancing is off",
            $"The kernel does not balance load between {CauseText.Cpus(affinity)}: "
                + (areIsolated ? "isolcpus or a cpuset partition isolates them." : "no cpuset with sched_load_balance=1 holds them."),
            OriginPid: null,
            areIsolated
                ? "Pin each task to a CPU of its own when it starts, or use a partition of type root instead of isolated."
                : "Pin each task to a CPU of its own when it starts, or set cpuset.sched_load_balance to 1.");
    }

    /// <summary>The task may use all CPUs except the isolated ones.</summary>
    public static Cause Isolated(CpuSet unbalanced) => new(
        CauseKind.Isolation,
        CauseConfidence.High,
        $"because {CauseText.Cpus(unbalanced)} {CauseText.Are(unbalanced)} isolated",
        $"{CauseText.Cpus(unbalanced)} {CauseText.Are(unbalanced)} kept out of load balancing, so only tasks pinned there use "
            + $"{(unbalanced.Count == 1 ? "it" : "them")}.",
        OriginPid: null,
        "Isolate fewer CPUs: isolcpus= on the kernel's command line, or the cpuset partition.");

    public static Cause Offline(CpuSet offline) => new(
        CauseKind.Offline,
        CauseConfidence.High,
        $"because {CauseText.Cpus(offline)} {CauseText.Are(offline)} offline",
        $"{CauseText.Cpus(offline)} {CauseText.Are(offline)} plugged in and switched off.",
        OriginPid: null,
        "Switch CPUs on: echo 1 > /sys/devices/system/cpu/cpuN/online, or SMT in /sys/devices/system/cpu/smt/control.");

    /// <summary>A cpuset.</summary>
    /// <param name="allowed">The CPUs that it allows.</param>
    /// <param name="online">The online CPUs.</param>
    /// <param name="cgroup">The cgroup whose cpuset it is; null when unknown.</param>
    /// <param name="task">The name of a task in it.</param>
    public static Cause Cpuset(CpuSet allowed, CpuSet online, string? cgroup, string task)
    {
        if (cgroup is null)
        {
            return new Cause(
                CauseKind.Cpuset, CauseConfidence.High, "set by its cpuset", $"Its cpuset {Allows(allowed)}.",
                OriginPid: null, Permanent: null);
        }

        var owner = CgroupOwner.Of(cgroup, online, task);
        string path = SafeText.Of(cgroup);
        return new Cause(
            owner.Kind,
            CauseConfidence.High,
            owner.Name is null ? $"set by the cpuset {path}" : $"set by {owner.Name} (cpuset {path})",
            $"The cpuset {path} {Allows(allowed)}.",
            OriginPid: null,
            owner.Permanent)
        {
            Lines = owner.Lines,
        };
    }

    // A container's files may number CPUs differently from its cpuset.
    private static string Allows(CpuSet allowed) => allowed.IsEmpty
        ? "allows none of the CPUs that this machine's files list"
        : $"allows only {CauseText.Cpus(allowed)}";
}
