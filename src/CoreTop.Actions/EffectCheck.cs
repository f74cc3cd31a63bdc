using CoreTop.Model.Cpus;

namespace CoreTop.Actions;

/// <summary>Says whether tasks have what was written, as far as their cpusets allow now, which are read only where that matters.</summary>
/// <param name="tasks">The machine's tasks.</param>
internal sealed class EffectCheck(TaskAccess tasks)
{
    private readonly Dictionary<int, CpuSet?> _limits = [];

    /// <summary>Cpusets may have changed since: they are read again.</summary>
    public void Forget() => _limits.Clear();

    /// <summary>
    /// Whether a task has what is wanted. Where the cpuset cannot be read, what has its former affinity may have been given no
    /// more; not if it had another in between.
    /// </summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="pid">The process it belongs to.</param>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="wasOther">It had another affinity in between.</param>
    public bool IsInEffect(WantedAffinity wanted, int pid, CpuSet from, CpuSet has, bool wasOther)
    {
        if (wanted.IsReached(from, has))
        {
            return true;
        }

        if (!_limits.TryGetValue(pid, out CpuSet? limit))
        {
            _limits[pid] = limit = tasks.LimitNow(pid);
        }

        return wanted.IsReached(from, has, limit)
            && (limit is not null || !has.Equals(from) || (!wasOther && tasks.WhySwallowed() is null));
    }
}
