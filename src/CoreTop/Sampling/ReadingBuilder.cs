using CoreTop.Analysis.Diagnosis;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>
/// From samples, one after the other, to readings: rates, what is wrong, and who is to blame. Belongs to one thread.
/// </summary>
/// <param name="findCause">Looks the cause of a finding up.</param>
internal sealed class ReadingBuilder(FindCause findCause)
{
    private readonly SnapshotBuilder _snapshots = new();
    private readonly CauseMemory _causes = new(findCause);
    private DiagnosisState _state = DiagnosisState.Start;

    /// <summary>The reading of a sample.</summary>
    /// <param name="sample">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    /// <param name="asksAnew">Every cause is looked up again, those of notes too.</param>
    public Reading Next(Sample sample, DiagnosisOptions options, bool asksAnew = false)
    {
        Snapshot snapshot = _snapshots.Next(sample);
        (_state, Diagnosis diagnosis) = Diagnostician.Next(_state, snapshot, options);
        return new Reading(snapshot, _causes.Attach(diagnosis, snapshot, asksAnew), Failure: null);
    }
}
