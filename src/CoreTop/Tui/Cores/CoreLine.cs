using System.Collections.Immutable;

namespace CoreTop.Tui.Cores;

/// <summary>One row of the core panel.</summary>
/// <param name="Group">The group that begins below and whose label and sum fill the row; null in other rows.</param>
/// <param name="Items">The items in the row, left to right.</param>
/// <param name="Marks">The texts between them, left to right.</param>
internal sealed record CoreLine(CoreGroup? Group, ImmutableArray<PlacedCoreItem> Items, ImmutableArray<CoreMark> Marks)
{
    /// <summary>A row of items alone.</summary>
    public CoreLine(ImmutableArray<PlacedCoreItem> items) : this(Group: null, items, [])
    {
    }

    /// <summary>A row with the label of a group.</summary>
    public CoreLine(CoreGroup group) : this(group, [], [])
    {
    }
}
