using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Tui.Cores;

/// <summary>Items shown together: a NUMA node, or a last-level cache of one.</summary>
/// <param name="Label">Such as <c>node0 llc1</c>; empty when there is only one group.</param>
/// <param name="Cpus">All CPUs of its items.</param>
/// <param name="Items">Its items in the order of their slots.</param>
/// <param name="Siblings">Slots of one core: a row is not broken between them.</param>
internal sealed record CoreGroup(string Label, CpuSet Cpus, ImmutableArray<CoreItem> Items, int Siblings)
{
    /// <summary>Places that its items take, free ones too.</summary>
    public int Slots { get; } = Items[^1].Slot + 1;

    /// <summary>Its last-level caches as groups of their own; itself where it has one.</summary>
    public ImmutableArray<CoreGroup> Parts
    {
        get => field.IsDefault ? [this] : field;
        init;
    }

    /// <summary>What tells it apart within a node, such as <c>llc1</c>.</summary>
    public string NameIn(CoreGroup node) => Label[(Label.StartsWith(node.Label, StringComparison.Ordinal) ? node.Label.Length : 0)..].Trim();
}
