using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Says what became of a signal.</summary>
internal static class SignalText
{
    /// <summary>Said where the kernel has no pidfd.</summary>
    public const string Unheld =
        "This kernel has no pidfd_open (Linux 5.3): each start time was checked right before, which leaves a short gap.";

    /// <summary>Several processes in one sentence.</summary>
    public static string OfBatch(IReadOnlyList<TaskOutcome> outcomes, Signal signal)
    {
        int done = outcomes.Sum(outcome => outcome.Done);
        TaskRefusal[] refusals = [.. outcomes.SelectMany(outcome => outcome.Refusals)];
        string text = done == 0 ? $"No process got {signal.Name}" : $"{done} signalled with {signal.Name}";
        text += outcomes.Any(outcome => outcome.IsRecorded) ? TaskText.OnlyRecorded : string.Empty;
        return refusals.Length == 0 ? $"{text}." : $"{text}; {refusals.Length} refused: {RefusalText.Together(refusals)}.";
    }
}
