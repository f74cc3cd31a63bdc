using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>Where a task may run now, and where it could run with another mask.</summary>
/// <param name="Allowed">Its affinity, without offline CPUs and, unless it lives there, without CPUs that the kernel does not balance.</param>
/// <param name="Possible">
/// Its limit, without the same CPUs; its affinity where the limit is unknown, so that nothing is promised. A task that lives on CPUs
/// that the kernel does not balance stays on those: it was separated from the rest on purpose.
/// </param>
/// <param name="IsUnbalanced">The kernel balances none of the CPUs it may run on: it stays where it is.</param>
/// <param name="IsKnown">The limit is known.</param>
internal readonly record struct Reach(CpuSet Allowed, CpuSet Possible, bool IsUnbalanced, bool IsKnown)
{
    /// <summary>The reach of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="limit">The online CPUs that its cpuset allows; null when unknown.</param>
    /// <param name="online">The CPUs that the kernel schedules on.</param>
    /// <param name="unbalanced">The CPUs between which it moves no tasks.</param>
    /// <param name="within">
    /// The CPUs that are looked at; null for all. A task that may run on others too is left as it is: another mask would take those away, or
    /// name them.
    /// </param>
    public static Reach Of(TaskLoad task, CpuSet? limit, CpuSet online, CpuSet unbalanced, CpuSet? within = null)
    {
        CpuSet allowed = task.Affinity ?? limit ?? online;
        if (!allowed.IsSubsetOf(online))
        {
            allowed = allowed.Intersect(online);
        }

        if (allowed.IsEmpty)
        {
            allowed = CpuSet.Of(task.LastCpu.Number);
        }

        CpuSet possible = limit ?? allowed;
        bool isUnbalanced = !unbalanced.IsEmpty && allowed.IsSubsetOf(unbalanced);
        if (isUnbalanced)
        {
            possible = possible.Intersect(unbalanced);
        }
        else if (!unbalanced.IsEmpty)
        {
            allowed = allowed.Except(unbalanced);
            possible = possible.Except(unbalanced);
        }

        if (!possible.IsSubsetOf(online))
        {
            possible = possible.Intersect(online);
        }

        if (within is not null && !possible.IsSubsetOf(within))
        {
            possible = allowed.IsSubsetOf(within) ? possible.Intersect(within) : allowed;
        }

        return new Reach(allowed, allowed.IsSubsetOf(possible) ? possible : possible.Union(allowed), isUnbalanced, limit is not null);
    }
}
