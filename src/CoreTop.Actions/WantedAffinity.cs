using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;

namespace CoreTop.Actions;

/// <summary>What one request comes to for a task: what to write, and which affinity should be read back.</summary>
internal sealed class WantedAffinity
{
    private readonly CpuSet? _wanted;
    private readonly CpuSet _isolated;
    private readonly CpuSet? _limit;
    private readonly CpuSet? _target;
    private readonly CpuSet? _targetWithoutIsolated;

    /// <summary>Works it out.</summary>
    /// <param name="wanted">The affinity wanted; null to release.</param>
    /// <param name="isolated">Isolated CPUs, which a release leaves out; see <see cref="AffinityRequest.Isolated"/>.</param>
    /// <param name="limit">The online CPUs that the cpuset allows, or all online ones where that is not known; null when those are unknown too.</param>
    public WantedAffinity(CpuSet? wanted, CpuSet isolated, CpuSet? limit)
    {
        (_wanted, _isolated, _limit) = (wanted, isolated, limit);

        // A mask of just the CPUs there are would be a pin: it leaves out those added later, and is remembered.
        bool isRelease = wanted is null || (limit is { IsEmpty: false } && limit.IsSubsetOf(wanted));
        Written = isRelease ? null : wanted;
        _target = isRelease ? limit : limit is null ? wanted : wanted!.Intersect(limit);
        if (wanted is null && limit?.Except(isolated) is { IsEmpty: false } free && !free.Equals(limit))
        {
            _targetWithoutIsolated = free;
        }
    }

    /// <summary>What to write; null to release.</summary>
    public CpuSet? Written { get; }

    /// <summary>None of the CPUs wanted can be had.</summary>
    public bool IsImpossible => _target is { IsEmpty: true };

    /// <summary>Why the kernel, or this program, refuses a task: the rest of a sentence that begins with it.</summary>
    public string Why(ControlResult result, int errno) => AffinityText.Why(result, errno, Written, _limit);

    /// <summary>The affinity that a task is to get; null when that is not known.</summary>
    /// <param name="has">The CPUs it may use now.</param>
    public CpuSet? TargetFor(CpuSet has) => AreIsolatedLeftOut(has) ? _targetWithoutIsolated : _target;

    /// <summary>What a release of a task leaves out; null for nothing.</summary>
    /// <param name="has">The CPUs it may use now.</param>
    public CpuSet? LeftOut(CpuSet has) => AreIsolatedLeftOut(has) ? _isolated : null;

    /// <summary>A task has every CPU it may be given.</summary>
    public bool IsUnrestricted(CpuSet has) => _limit is { IsEmpty: false } && _limit.IsSubsetOf(has);

    /// <summary>A task has what is wanted of it.</summary>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    public bool IsReached(CpuSet from, CpuSet has)
    {
        CpuSet? target = TargetFor(from);
        return Written is null ? target is not null && target.IsSubsetOf(has) : has.Equals(target);
    }

    /// <summary>A task has what is wanted of it, as far as its cpuset allows now.</summary>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="limitNow">The online CPUs that its cpuset allows now; null when that is not known.</param>
    public bool IsReached(CpuSet from, CpuSet has, CpuSet? limitNow)
    {
        if (limitNow is not null)
        {
            return limitNow.Equals(_limit) ? IsReached(from, has) : new WantedAffinity(_wanted, _isolated, limitNow).IsReached(from, has);
        }

        return Written is null || has.IsSubsetOf(Written);
    }

    // Nothing balances the load of isolated CPUs, so a task would stay where it happens to be put. Whoever has some of them was
    // let there on purpose.
    private bool AreIsolatedLeftOut(CpuSet has) => _targetWithoutIsolated is not null && !has.Overlaps(_isolated);
}
