using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Tui.Screen;
using CoreTop.Verdict;

namespace CoreTop.Tui.Changing;

/// <summary>Carries plans out, and says what they gained.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="writer">Writes.</param>
/// <param name="looks">Looks at what was written once more.</param>
/// <param name="gains">Measures.</param>
internal sealed class PlanChanges(ScreenContext context, AffinityWriter writer, SecondLook looks, GainWatch gains)
{
    /// <summary>Makes the changes.</summary>
    public void Apply(PlanWish wish)
    {
        if (writer.Apply(wish.Summary, wish.Requests, () => Apply(wish)) is not { } batch)
        {
            return;
        }

        var outcome = new RebalanceOutcome(batch);
        looks.SayOutcome(Told(outcome), batch.MayBeSetBack ? () => LookAgain(batch) : null);
        if (outcome.Moved.Count == 0 || outcome.IsRecorded)
        {
            return;
        }

        gains.Start(GainMeasurement.Start(wish.Plan.Basis, outcome.Moved, wish.ExpectedCores), outcome);
        gains.TellApplied();
        context.Services.Pace.RefreshNow();
    }

    private static (string Sentence, bool IsDone) Told(RebalanceOutcome outcome) => (GainText.Done(outcome), outcome.IsComplete);

    private (string Sentence, bool IsDone) LookAgain(BatchOutcome batch)
    {
        var outcome = new RebalanceOutcome(batch.LookAgain());
        gains.Correct(outcome);
        return Told(outcome);
    }
}
