using CoreTop.Actions;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Writes affinities; without a journal only after the user agreed to that.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="looks">Looks at the change before.</param>
/// <param name="unwritten">Asks for that.</param>
internal sealed class AffinityWriter(ScreenContext context, SecondLook looks, UnwrittenQuestion unwritten)
{
    /// <summary>Makes the changes; null when the user must agree first to do without undo. What was agreed to once is not asked again.</summary>
    /// <param name="summary">What the user did, for the journal.</param>
    /// <param name="requests">The changes.</param>
    /// <param name="again">Called when the user agreed.</param>
    public BatchOutcome? Apply(string summary, IReadOnlyList<AffinityRequest> requests, Action again)
    {
        looks.Finish();
        BatchOutcome outcome = context.Services.Editor.Apply(summary, requests);
        if (outcome is not { JournalProblem: { } problem, Changed: 0 })
        {
            return outcome;
        }

        return unwritten.IsAgreed(problem, again) ? context.Services.Editor.Apply(summary, requests, withoutJournal: true) : null;
    }
}
