using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>What the values of a batch are called in sentences about undo.</summary>
internal static class UndoWords
{
    /// <summary>The value of one task, or the values of several: <c>nice value</c>, <c>policies</c>.</summary>
    public static string Former(JournalBatch batch, int tasks) => tasks == 1 ? batch.Stored.Words.One : batch.Stored.Words.Several;

    /// <summary>What taking a change back would do: <c>nice 1 → 0</c>, <c>CPU 3 → CPUs 0-3</c>.</summary>
    public static string Back(JournalBatch batch, TaskChange change) => change is AffinityChange affinity
        ? $"{Count.Cpus(affinity.To)} → {Count.Cpus(affinity.From)}"
        : $"{batch.Stored.Words.Noun} {change.ToText} → {change.FromText}";

    /// <summary>What a task has again: <c>all CPUs</c>, <c>nice 0</c>.</summary>
    public static string After(JournalBatch batch, TaskChange restored) => restored switch
    {
        AffinityChange { WasUnrestricted: true } => "all CPUs",
        AffinityChange change => Count.Cpus(change.To),
        _ => $"{batch.Stored.Words.Noun} {restored.ToText}",
    };
}
