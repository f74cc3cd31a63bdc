using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>What the tasks of one target are to have, each from what it has at first sight.</summary>
/// <param name="value">The value.</param>
/// <param name="owner">Whose tasks they are; null when that is not known.</param>
/// <param name="wanted">What a task is to have, from what it has.</param>
internal sealed class ControlGoal<T>(ControlValue<T> value, string? owner, Func<T, T> wanted) : ValueGoal<T>(value)
    where T : struct, IEquatable<T>
{
    private const string Capability = "CAP_SYS_NICE";

    private readonly Dictionary<TaskKey, T> _meant = [];

    /// <summary>What is wanted of a task whose change is taken back: what it had, whatever it has.</summary>
    public static ControlGoal<T> Back(ControlValue<T> value, TaskChange<T> change)
    {
        var goal = new ControlGoal<T>(value, owner: null, _ => change.From);
        goal._meant[change.Task] = change.From;
        return goal;
    }

    /// <inheritdoc/>
    public override (ControlResult Result, string Why)? WhyKept(T now) =>
        value.WhyKept(now) is { } why ? (ControlResult.LeftAlone, why) : null;

    /// <inheritdoc/>
    public override TaskChange<T>? Plan(int pid, in TaskIdentity task, T now, bool isGiven)
    {
        // A relative change is worked out once. A thread born meanwhile has what its creator had, before the change or after it.
        if (!_meant.TryGetValue(task.Key, out T meant))
        {
            _meant[task.Key] = meant = isGiven ? now : wanted(now);
        }

        return now.Equals(meant) ? null : new TaskChange<T>(task.Key, pid, task.Name, now, meant);
    }

    /// <inheritdoc/>
    public override string Why(ControlResult result, int errno, TaskChange<T>? change) =>
        result == ControlResult.NotPermitted && change is not null && value.WhyNot(change.Task.Tid, errno, change.From, change.To) is { } why
            ? why
            : RefusalText.Why(result, errno, owner, Capability);

    /// <inheritdoc/>
    public override string TellOfStranger(in TaskIdentity stranger, TaskChange<T> change) =>
        $"has ended, and its number went to {TaskText.Name(stranger.Name)}, which may have got {value.Text(change.To)} instead: see whether it should";

    /// <inheritdoc/>
    public override bool IsInEffect(int pid, TaskKey task, T from, T has, bool wasOther) =>
        !_meant.TryGetValue(task, out T meant) || value.IsInEffect(meant, from, has);

    /// <inheritdoc/>
    public override string WhyNotInEffect(T from, T has, string who) => has.Equals(from) && value.Tasks.MayAnswerForKernel() is { } answers
        ? EffectText.StillFormer(value.Text(has), answers)
        : EffectText.Of(value.Text(from), value.Text(has), who, swallowed: null);

    /// <inheritdoc/>
    protected override ControlResult Write(TaskChange<T> change) => value.Writes(change.Pid, change.Task.Tid, change.To);
}
