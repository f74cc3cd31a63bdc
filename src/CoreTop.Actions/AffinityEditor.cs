#pragma warning disable CA1822, CA1065, IDE0060 // Until it is built.
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;

namespace CoreTop.Actions;

/// <summary>The only code that changes affinities. Belongs to one thread, with files and control of its own.</summary>
public sealed class AffinityEditor(KernelFiles files, IAffinityControl control, AffinityJournal journal, TimeProvider time)
{
    /// <summary>Where changes are written down first.</summary>
    public AffinityJournal Journal => journal;

    /// <summary>Changes what is asked for, as one batch: each task on its own, so that one refusal stops no other.</summary>
    /// <param name="summary">What the user did, for the journal.</param>
    /// <param name="requests">What is wanted.</param>
    /// <param name="withoutJournal">The user agreed to go on though the journal cannot be written.</param>
    public BatchOutcome Apply(string summary, IReadOnlyList<AffinityRequest> requests, bool withoutJournal = false)
    {
        _ = (files, control, time, summary, requests, withoutJournal);
        throw new NotSupportedException();
    }

    /// <summary>Takes the newest batch back; null when there is none.</summary>
    public UndoOutcome? Undo() => throw new NotSupportedException();
}
