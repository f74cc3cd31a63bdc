using System.Collections.Immutable;

namespace CoreTop.Actions;

/// <summary>What became of the targets of one keystroke.</summary>
/// <param name="Outcomes">One for each target, in their order.</param>
/// <param name="Sentence">The batch in one sentence: the target's own when it is one, else counts and the refusals.</param>
public sealed record TaskBatch(ImmutableArray<TaskOutcome> Outcomes, string Sentence)
{
    /// <summary>A sentence when the journal could not be written, so that nothing was changed from then on; null otherwise.</summary>
    public string? JournalProblem { get; init; }

    /// <summary>How many tasks were changed, or processes signalled.</summary>
    public int Done => Outcomes.Sum(outcome => outcome.Done);

    /// <summary>How many tasks had the wanted value already.</summary>
    internal int Unchanged => Outcomes.Sum(outcome => outcome.Unchanged);

    /// <summary>Something was written, which a later look may find otherwise.</summary>
    public bool MayBeSetBack => Again is not null && Outcomes.Any(outcome => outcome is { IsRecorded: false, Done: > 0 });

    /// <summary>Looks once more; null where there is nothing to look at, as for signals.</summary>
    internal Func<TaskBatch>? Again { get; init; }

    /// <summary>Looks at what was changed once more, a moment later, and says what became of it as it is now.</summary>
    public TaskBatch LookAgain() => Again?.Invoke() ?? this;

    /// <summary>Every refusal.</summary>
    internal IEnumerable<TaskRefusal> Refusals => Outcomes.SelectMany(outcome => outcome.Refusals);

    /// <summary>Everything that was asked for is so.</summary>
    public bool IsComplete => JournalProblem is null && Outcomes.All(outcome => outcome.Refusals.IsEmpty && outcome.IsSettled);
}
