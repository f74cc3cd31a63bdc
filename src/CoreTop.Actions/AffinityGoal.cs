using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>The affinity that one request wants.</summary>
internal sealed class AffinityGoal : ValueGoal<CpuSet>
{
    private readonly AffinityValue _value;
    private readonly AffinityRequest _request;
    private readonly WantedAffinity _wanted;

    /// <summary>Works it out.</summary>
    /// <param name="value">Reads and writes it.</param>
    /// <param name="request">The request.</param>
    /// <param name="online">What stands in for a limit that is not known; null when that is unknown too.</param>
    public AffinityGoal(AffinityValue value, AffinityRequest request, CpuSet? online)
        : base(value)
    {
        (_value, _request) = (value, request);
        _wanted = new WantedAffinity(request.Wanted, request.Isolated, request.Limit ?? online);
    }

    /// <summary>What is wanted of a task whose change is taken back.</summary>
    public static AffinityGoal Back(AffinityValue value, TaskChange<CpuSet> change)
    {
        bool wasUnrestricted = ((AffinityChange)change).WasUnrestricted;
        var request = new AffinityRequest(
            change.Task, change.Pid, change.Name, IsWholeProcess: false, wasUnrestricted ? null : change.From, Limit: null);
        return new AffinityGoal(value, request, online: null) { Enough = wasUnrestricted ? change.From : null };
    }

    /// <summary>CPUs that are enough, whatever is wanted beyond them; null where nothing less will do.</summary>
    public CpuSet? Enough { get; init; }

    /// <inheritdoc/>
    public override string? WhyImpossible =>
        _wanted.IsImpossible ? _wanted.Why(ControlResult.NoUsableCpu, errno: 0) : null;

    /// <inheritdoc/>
    public override ControlResult? WhyNever(in TaskIdentity task) => task.Mobility switch
    {
        TaskMobility.KernelBound => ControlResult.KernelBound,
        TaskMobility.KernelThread => ControlResult.KernelThread,
        _ => null,
    };

    /// <inheritdoc/>
    public override (ControlResult Result, string Why)? WhyKept(CpuSet now) => _request.Expected.IsEmpty || _request.Expected.Contains(now)
        ? null
        : (ControlResult.ChangedMeanwhile,
            $"{ControlResult.ChangedMeanwhile.Reason()}: it has {Count.Cpus(now)}, not {Count.Cpus(_request.Expected[0])}");

    /// <inheritdoc/>
    public override TaskChange<CpuSet>? Plan(int pid, in TaskIdentity task, CpuSet now, bool isGiven) => _wanted.IsReached(now, now)
        ? null
        : new AffinityChange(task.Key, pid, task.Name, now, _wanted.TargetFor(now) ?? now, _wanted.IsUnrestricted(now))
        {
            IsRelease = _wanted.Written is null,
        };

    /// <inheritdoc/>
    public override string Why(ControlResult result, int errno, TaskChange<CpuSet>? change) => _wanted.Why(result, errno);

    /// <inheritdoc/>
    public override string? TellOfStranger(in TaskIdentity stranger, TaskChange<CpuSet> change) =>
        _value.TellOfStranger(stranger, change.From, _wanted.Written);

    /// <summary>
    /// Whether a task has what is wanted, as far as its cpuset allows now, which is read only where that matters. Where the cpuset
    /// cannot be read, what has its former affinity may have been given no more; not if it had another in between.
    /// </summary>
    public override bool IsInEffect(int pid, TaskKey task, CpuSet from, CpuSet has, bool wasOther)
    {
        if (_wanted.IsReached(from, has) || Enough?.IsSubsetOf(has) == true)
        {
            return true;
        }

        CpuSet? limit = _value.LimitNow(pid);
        return _wanted.IsReached(from, has, limit)
            && (limit is not null || !has.Equals(from) || (!wasOther && _value.WhySwallowed() is null));
    }

    /// <inheritdoc/>
    public override string WhyNotInEffect(CpuSet from, CpuSet has, string who) => _value.WhyNotInEffect(from, has, who);

    /// <inheritdoc/>
    public override CpuSet LeftOut(TaskChange<CpuSet> change) => _wanted.LeftOut(change.From) ?? CpuSet.Empty;

    /// <inheritdoc/>
    protected override ControlResult Write(TaskChange<CpuSet> change) =>
        _value.Write(change.Task.Tid, _wanted.Written, _wanted.LeftOut(change.From));
}
