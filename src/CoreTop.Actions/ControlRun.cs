namespace CoreTop.Actions;

/// <summary>One target of a nice value, I/O priority or policy on its way, and what became of it.</summary>
/// <param name="target">The target.</param>
/// <param name="value">What is changed.</param>
/// <param name="wanted">What a task is to have, from what it has at first sight.</param>
internal sealed class ControlRun<T>(TaskTarget target, ControlValue<T> value, Func<T, T> wanted)
    where T : struct, IEquatable<T>
{
    /// <summary>The run that changes its tasks.</summary>
    public ChangeRun<T> Changes { get; } = new(target, new ControlGoal<T>(value, target.Owner, wanted));

    /// <summary>What became of it, as far as it went.</summary>
    public TaskOutcome ToOutcome()
    {
        ChangeResult<T> result = Changes.ToResult();
        var outcome = new TaskOutcome(target, result.Changes.Length, result.Refusals, Sentence: string.Empty)
        {
            Changes = [.. result.Changes],
            Unchanged = result.Unchanged.Count,
            IsRecorded = result.IsRecorded,
            IsSettled = result.IsSettled,
        };
        T[] had = [.. result.Unchanged.Distinct()];
        return outcome with { Sentence = ValueText.Of(outcome, value.Noun, had.Length == 1 ? $"{had[0]}" : null) };
    }
}
