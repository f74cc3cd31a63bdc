using System.Collections.Immutable;
using CoreTop.Kernel.Scheduling;

namespace CoreTop.Actions;

/// <summary>What became of the requests of one keystroke or command: one batch, taken back as one.</summary>
/// <param name="Outcomes">One for each request, in their order; empty when nothing was tried.</param>
/// <param name="JournalProblem">A sentence when the journal could not be written, so that nothing was changed from then on; null otherwise.</param>
public sealed record BatchOutcome(ImmutableArray<AffinityOutcome> Outcomes, string? JournalProblem)
{
    /// <summary>How many tasks were changed.</summary>
    public int Changed => Outcomes.Sum(outcome => outcome.Changes.Length);

    /// <summary>How many tasks were not changed though asked for.</summary>
    internal int Refused => Outcomes.Sum(outcome => outcome.Refusals.Length);

    /// <summary>How many tasks had the wanted affinity already.</summary>
    public int Unchanged => Outcomes.Sum(outcome => outcome.Unchanged);

    /// <summary>The batch in one sentence: the request's own when it is one, else counts and the first refusal.</summary>
    public string Sentence => BatchText.Of(Outcomes, JournalProblem);

    /// <summary>Something was accepted by the kernel and is not so, or ended before all was done: said to be partly done.</summary>
    public bool IsAcceptedInPart => Outcomes.SelectMany(outcome => outcome.Refusals)
        .Any(refusal => refusal.Result is ControlResult.NotInEffect or ControlResult.TaskGone);

    /// <summary>What a later look may find otherwise; see <see cref="LookAgain"/>.</summary>
    public bool MayBeSetBack => Runs.Any(run => run.Changes.HasWritten);

    /// <summary>The requests as they went.</summary>
    internal ImmutableArray<AffinityRun> Runs { get; init; } = [];

    /// <summary>Everything that was asked for is so, and stays so as far as could be seen.</summary>
    public bool IsComplete => JournalProblem is null && Refused == 0 && Outcomes.All(outcome => outcome.IsSettled);

    /// <summary>
    /// Looks at every task of it once more, <see cref="AffinityEditor.LooksAgainAfter"/> later: what the kernel accepted may have
    /// been set back since. Belongs to the editor's thread.
    /// </summary>
    /// <returns>What became of it as it is now.</returns>
    public BatchOutcome LookAgain()
    {
        ChangeRuns.LookAgain(Runs.Select(run => run.Changes));
        return MayBeSetBack ? this with { Outcomes = [.. Runs.Select(run => run.ToOutcome())] } : this;
    }
}
