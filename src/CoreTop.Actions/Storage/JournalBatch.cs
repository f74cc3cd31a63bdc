using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions.Storage;

/// <summary>The changes of one keystroke or command, as the journal holds them.</summary>
/// <param name="Id">Unique in the journal, rising with time.</param>
/// <param name="Time">When it began.</param>
/// <param name="Summary">What the user did, such as <c>idle core: 2 tasks</c>.</param>
/// <param name="Changes">Its changes that are not taken back yet, oldest first.</param>
public sealed record JournalBatch(string Id, DateTimeOffset Time, string Summary, ImmutableArray<TaskChange> Changes)
{
    /// <summary>What kind of value it changed, as its lines name it: <c>affinity</c>, <c>nice</c>, <c>io-priority</c>, <c>policy</c> or <c>autogroup-nice</c>.</summary>
    public string Value { get; init; } = StoredValues.Affinity.Name;

    /// <summary>How that kind of value stands in the journal, and what it is called.</summary>
    internal StoredValue Stored => StoredValues.Find(Value)!;

    /// <summary>It changed affinities.</summary>
    public bool IsOfAffinity => Value == StoredValues.Affinity.Name;

    /// <summary>Its changes of affinity; empty for another kind of value.</summary>
    public ImmutableArray<AffinityChange> Affinities => [.. Changes.OfType<AffinityChange>()];

    /// <summary>
    /// When it was made its user had no right to take any of it back, and knew it: refused, it lets undo pass to the
    /// batch before it at once.
    /// </summary>
    public bool IsOneWay { get; init; }

    /// <summary>Processes that were changed whole: threads born since have inherited it and go back too.</summary>
    internal ImmutableArray<WholeProcess> WholeProcesses { get; init; } = [];

    /// <summary>
    /// CPUs that its releases left out, except for tasks that had some of them; empty for none. The kernel never adds these.
    /// </summary>
    internal CpuSet LeftOut { get; init; } = CpuSet.Empty;

    /// <summary>Undo was tried before, and what it holds now was left over.</summary>
    internal bool WasTried { get; init; }

    /// <summary>
    /// How many batches of their user it stands for, folded to save room: it takes each task back to what it had before the first
    /// of them. 0 for a batch as it was made.
    /// </summary>
    public int Folded { get; init; }

    /// <summary>What became of all that was intended is known, or it was made too long ago to be still in the making.</summary>
    internal bool IsSettled { get; init; } = true;

    /// <summary>The machine was only looked at: nothing was written, and nothing is when it is taken back.</summary>
    public bool IsRecorded { get; init; }
}
