using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tui.Cores;

/// <summary>What the user chose in the core panel.</summary>
internal sealed record CorePanelState
{
    private const int RowWeight = 1000;

    /// <summary>The CPU under the cursor; null before the cursor was there.</summary>
    public CpuId? Cursor { get; init; }

    /// <summary>CPUs picked with Space.</summary>
    public CpuSet Picked { get; init; } = CpuSet.Empty;

    /// <summary>The first row of items in view.</summary>
    public int Top { get; init; }

    /// <summary>In the heat picture, the refresh under the cursor; null for the newest.</summary>
    public long? Moment { get; init; }

    /// <summary>The cursor moved in time by a key; beyond the newest refresh it stays with the newest.</summary>
    /// <param name="keyName">Left, Right, PgUp or PgDn.</param>
    /// <param name="history">What is kept.</param>
    /// <param name="page">Refreshes in a page.</param>
    public CorePanelState MoveInTime(string keyName, HeatHistory history, int page)
    {
        int step = keyName switch { "Left" => -1, "Right" => 1, "PgUp" => -page, _ => page };
        long newest = history.Shown - 1;
        long to = Math.Max(history.First, (Moment ?? newest) + step);
        return this with { Moment = to >= newest ? null : to };
    }

    /// <summary>The cursor on a CPU that is there, and in view.</summary>
    public CorePanelState Follow(CorePanelLayout layout, CpuTopology topology)
    {
        CpuId cursor = Cursor is { } known && topology.Find(known) is not null ? known : topology.Cpus[0].Cpu;
        PlacedCoreItem placed = layout.Find(cursor) ?? layout.Items[0];
        int top = Math.Clamp(Top, Math.Max(0, placed.Y - layout.LinesInView + 1), placed.Y);
        return this with
        {
            Cursor = cursor,
            Picked = Picked.Intersect(topology.Online),
            Top = Math.Clamp(top, 0, Math.Max(0, layout.Lines.Length - layout.LinesInView)),
        };
    }

    /// <summary>The cursor moved by a key; unchanged at the edge.</summary>
    public CorePanelState Move(string keyName, CorePanelLayout layout)
    {
        if (Cursor is not { } cursor || layout.Find(cursor) is not { } start)
        {
            return this with { Cursor = layout.Items[0].Item.First };
        }

        if (start.Item.IsShared && NeighbourInCell(start.Item.Cpus, cursor, keyName) is { } neighbour)
        {
            return this with { Cursor = neighbour };
        }

        PlacedCoreItem? to = keyName switch
        {
            "Left" => Nearest(layout.Items, start, static (a, b) => b.Y == a.Y && b.X < a.X),
            "Right" => Nearest(layout.Items, start, static (a, b) => b.Y == a.Y && b.X > a.X),
            "Up" when layout.IsHeat => Nearest([.. layout.Items.Select(OneBelowTheOther)], OneBelowTheOther(start), static (a, b) => b.Y < a.Y),
            "Down" when layout.IsHeat => Nearest([.. layout.Items.Select(OneBelowTheOther)], OneBelowTheOther(start), static (a, b) => b.Y > a.Y),
            "Up" => Nearest(layout.Items, start, static (a, b) => b.Y < a.Y),
            "Down" => Nearest(layout.Items, start, static (a, b) => b.Y > a.Y),
            "PgUp" => Nearest(layout.Items, start with { Y = start.Y - layout.LinesInView }, static (_, _) => true),
            "PgDn" => Nearest(layout.Items, start with { Y = start.Y + layout.LinesInView }, static (_, _) => true),
            "Home" => layout.Items[0],
            "End" => layout.Items[^1],
            _ => null,
        };
        return to is not { } target ? this
            : this with { Cursor = keyName == "Left" && target.Item.IsShared ? target.Item.Cpus.Last : target.Item.First };
    }

    /// <summary>The CPUs of the item under the cursor put to the picked ones, or taken from them when all of them are.</summary>
    public CorePanelState TogglePick(CorePanelLayout layout, CpuSet online)
    {
        if (Cursor is not { } cursor || layout.Find(cursor) is not { } placed)
        {
            return this;
        }

        CpuSet cpus = UnderCursor(placed.Item, cursor).Intersect(online);
        return this with { Picked = cpus.IsSubsetOf(Picked) ? Picked.Except(cpus) : Picked.Union(cpus) };
    }

    /// <summary>The CPUs that the cursor means: those of the item, but one alone where CPUs share a cell for lack of room.</summary>
    public static CpuSet UnderCursor(CoreItem item, CpuId cursor) => item.IsShared ? CpuSet.Of(cursor.Number) : item.Cpus;

    private static CpuId? NeighbourInCell(CpuSet cpus, CpuId cursor, string keyName)
    {
        CpuId? before = null, after = null;
        foreach (CpuId cpu in cpus)
        {
            before = cpu < cursor ? cpu : before;
            after = after is null && cpu > cursor ? cpu : after;
        }

        return keyName switch { "Left" => before, "Right" => after, _ => null };
    }

    // Below the last row of a column of the heat picture comes the first of the next one.
    private static PlacedCoreItem OneBelowTheOther(PlacedCoreItem placed) => placed with { X = 0, Y = (placed.X * RowWeight) + placed.Y };

    // Rows weigh more than columns: one row up is nearer than ten columns away.
    private static PlacedCoreItem? Nearest(
        ImmutableArray<PlacedCoreItem> items, PlacedCoreItem start, Func<PlacedCoreItem, PlacedCoreItem, bool> isThere)
    {
        PlacedCoreItem? best = null;
        int bestDistance = int.MaxValue;
        foreach (PlacedCoreItem item in items)
        {
            int distance = (Math.Abs(item.Y - start.Y) * RowWeight) + Math.Abs(item.X - start.X);
            if (distance < bestDistance && isThere(start, item))
            {
                (best, bestDistance) = (item, distance);
            }
        }

        return best;
    }
}
