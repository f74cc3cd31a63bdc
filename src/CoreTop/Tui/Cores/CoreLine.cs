using System.Collections.Immutable;

namespace CoreTop.Tui.Cores;

/// <summary>One row of the core panel.</summary>
/// <param name="Group">The group that begins here and whose label and summary the row shows; null in its further rows.</param>
/// <param name="Items">The items in the row, left to right; empty when it is a label alone.</param>
internal sealed record CoreLine(CoreGroup? Group, ImmutableArray<PlacedCoreItem> Items);
