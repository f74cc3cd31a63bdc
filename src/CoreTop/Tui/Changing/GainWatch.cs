using CoreTop.Actions.Storage;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;
using CoreTop.Verdict;

namespace CoreTop.Tui.Changing;

/// <summary>Measures what a plan gained once it was carried out, and lets the diagnosis know what was changed on purpose.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class GainWatch(ScreenContext context)
{
    private IReadOnlyList<JournalBatch>? _seenBatches;
    private GainMeasurement? _measurement;
    private RebalanceOutcome? _measured;
    private string? _measuredBatch;
    private StatusMessage? _gainMessage;

    /// <summary>There is a change to take back, as far as was seen at the last change or refresh.</summary>
    public bool CanUndo => _seenBatches is { Count: > 0 };

    /// <summary>Measures from now on what a plan gains.</summary>
    /// <param name="measurement">Begun with what was moved.</param>
    /// <param name="outcome">What became of the plan.</param>
    public void Start(GainMeasurement measurement, RebalanceOutcome outcome)
    {
        _measurement = measurement;
        (_measured, _gainMessage, _measuredBatch) =
            (outcome, context.Messages.Current, NewestId(context.Services.Editor.Journal.Batches));
    }

    /// <summary>What is measured is what was really moved.</summary>
    public void Correct(RebalanceOutcome outcome) => _measured = outcome;

    /// <summary>Takes a reading in.</summary>
    public void Take(Snapshot snapshot)
    {
        if (context.Services.HasJournalChanged())
        {
            TellApplied();
        }

        if (_measurement is null)
        {
            return;
        }

        Gain? before = _measurement.Latest;
        _measurement = _measurement.Next(snapshot);
        Gain? gain = _measurement.Latest;
        StatusMessage? message = context.Messages.Current;
        bool mayBeSaid = _measurement.IsOver || message is null || ReferenceEquals(message, _gainMessage);
        if (!ReferenceEquals(before, gain) && mayBeSaid && GainText.Of(_measured!, gain!, _measurement.IsOver, "z") is { } text)
        {
            context.Messages.Say(text, gain!.IsReached ? StatusKind.Done : StatusKind.Refused);
            _gainMessage = context.Messages.Current;
        }

        _measurement = _measurement.IsOver ? null : _measurement;
    }

    /// <summary>
    /// The diagnosis is to know what was set on purpose, by another CoreTop of this user too. What was taken back or changed
    /// further is no longer the plan's doing, so it is not measured to the end.
    /// </summary>
    public void TellApplied()
    {
        IReadOnlyList<JournalBatch> batches = context.Services.Editor.Journal.Batches;
        if (ReferenceEquals(batches, _seenBatches))
        {
            return;
        }

        _seenBatches = batches;
        context.Services.Pace.Applied = AppliedChanges.Of(batches);
        if (NewestId(batches) != _measuredBatch)
        {
            _measurement = null;
        }
    }

    private static string? NewestId(IReadOnlyList<JournalBatch> batches) => batches.FirstOrDefault(batch => batch.IsOfAffinity)?.Id;
}
