using System.Collections.Immutable;

namespace CoreTop.Actions;

/// <summary>What became of the requests of one keystroke or command: one batch, taken back as one.</summary>
/// <param name="Outcomes">One for each request, in their order; empty when nothing was tried.</param>
/// <param name="JournalProblem">A sentence when the journal could not be written, so that nothing was changed from then on; null otherwise.</param>
public sealed record BatchOutcome(ImmutableArray<AffinityOutcome> Outcomes, string? JournalProblem)
{
    /// <summary>How many tasks were changed.</summary>
    public int Changed => Outcomes.Sum(outcome => outcome.Changes.Length);

    /// <summary>How many tasks were not changed though asked for.</summary>
    public int Refused => Outcomes.Sum(outcome => outcome.Refusals.Length);

    /// <summary>How many tasks had the wanted affinity already.</summary>
    public int Unchanged => Outcomes.Sum(outcome => outcome.Unchanged);

    /// <summary>The batch in one sentence: the request's own when it is one, else counts and the first refusal.</summary>
    public string Sentence => BatchText.Of(this);

    /// <summary>Everything that was asked for is so, and stays so as far as could be seen.</summary>
    public bool IsComplete => JournalProblem is null && Refused == 0 && Outcomes.All(outcome => outcome.IsSettled);
}
