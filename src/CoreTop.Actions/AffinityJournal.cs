#pragma warning disable CA1822, CA1065, IDE0060 // Until it is built.
namespace CoreTop.Actions;

/// <summary>Every change made to affinities, on disk before it is made, so that undo outlives a crash.</summary>
public sealed class AffinityJournal
{
    /// <summary>The journal in <paramref name="folder"/>; null keeps it in memory alone, for a machine that is not changed.</summary>
    /// <param name="folder">Such as <c>~/.local/state/coretop</c>; made when missing.</param>
    /// <param name="bootId">Names this boot: /proc/sys/kernel/random/boot_id. Batches of another boot are never taken back.</param>
    public AffinityJournal(string? folder, string bootId)
    {
        _ = (folder, bootId);
    }

    /// <summary>A sentence saying why nothing can be written to it and what would help; null when it can.</summary>
    public string? WhyNotWritable => throw new NotSupportedException();

    /// <summary>Batches of this boot with changes that are not taken back yet, newest first.</summary>
    public IReadOnlyList<JournalBatch> Batches => throw new NotSupportedException();
}
