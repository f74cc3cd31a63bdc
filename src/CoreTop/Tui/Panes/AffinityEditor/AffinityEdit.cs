using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Model.Words;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Cores;

namespace CoreTop.Tui.Panes.AffinityEditor;

/// <summary>What the affinity editor shows: its targets, its scope, and the CPUs picked so far.</summary>
internal sealed record AffinityEdit
{
    private const int ShownMasks = 3;

    /// <summary>The rows it was opened for.</summary>
    public required AffinityTargets Asked { get; init; }

    /// <summary>How far the change reaches.</summary>
    public required AffinityScope Scope { get; init; }

    /// <summary>What will be changed: <see cref="Asked"/> in the <see cref="Scope"/>, without what cannot be moved.</summary>
    public required AffinityTargets Targets { get; init; }

    /// <summary>The CPUs that may be picked.</summary>
    public required CpuSet Allowed { get; init; }

    /// <summary>The cursor, and the CPUs picked.</summary>
    public required CorePanelState Grid { get; init; }

    /// <summary>The editor for some rows, with the CPUs picked that they have now.</summary>
    public static AffinityEdit For(AffinityTargets asked, Snapshot snapshot)
    {
        bool areThreads = asked.Rows.All(row => row.Thread is not null);
        var edit = new AffinityEdit
        {
            Asked = asked,
            Scope = areThreads ? AffinityScope.Thread : AffinityScope.Process,
            Targets = asked.Movable(),
            Allowed = asked.Allowed(snapshot.Topology.Online),
            Grid = new CorePanelState(),
        };
        CpuSet picked = edit.Targets.Masks()
            .Aggregate(CpuSet.Empty, (all, mask) => all.Union(mask.Cpus))
            .Intersect(edit.Allowed);
        return edit.WithPicked(picked) with { Grid = new CorePanelState { Cursor = picked.First, Picked = picked } };
    }

    /// <summary>The next scope: thread, process, subtree and again.</summary>
    public AffinityEdit WithNextScope(Snapshot snapshot)
    {
        AffinityScope scope = Scope == AffinityScope.Subtree ? AffinityScope.Thread : Scope + 1;
        AffinityTargets targets = Asked.In(scope, snapshot).Movable();
        CpuSet allowed = targets.Allowed(snapshot.Topology.Online);
        return this with
        {
            Scope = scope,
            Targets = targets,
            Allowed = allowed,
            Grid = Grid with { Picked = Grid.Picked.Intersect(allowed) },
        };
    }

    /// <summary>None of the tasks lives any more: what was known of them last is kept, and nothing can be done but close.</summary>
    public bool HasEnded { get; private init; }

    /// <summary>The same in a later snapshot.</summary>
    public AffinityEdit On(Snapshot snapshot)
    {
        AffinityTargets asked = Asked.On(snapshot), targets = Targets.On(snapshot);
        return asked.Rows.IsEmpty || targets.Rows.IsEmpty ? this with { HasEnded = true } : this with
        {
            Asked = asked,
            Targets = targets,
            Allowed = targets.Allowed(snapshot.Topology.Online),
        };
    }

    /// <summary>The same with other CPUs picked; those that may not be are left out.</summary>
    public AffinityEdit WithPicked(CpuSet cpus) => this with { Grid = Grid with { Picked = cpus.Intersect(Allowed) } };

    /// <summary>All of <paramref name="cpus"/> picked or, when they are already, none of them.</summary>
    public AffinityEdit Toggle(CpuSet cpus)
    {
        CpuSet usable = cpus.Intersect(Allowed);
        return WithPicked(usable.IsSubsetOf(Grid.Picked) ? Grid.Picked.Except(usable) : Grid.Picked.Union(usable));
    }

    /// <summary>What is written: null to release, when every CPU that may be picked is.</summary>
    public CpuSet? Wanted => Grid.Picked.Equals(Allowed) ? null : Grid.Picked;

    /// <summary>Its targets: names and counts.</summary>
    public string Title
    {
        get
        {
            string who = Asked.Group is not null ? Asked.Whom + (Scope == AffinityScope.Subtree ? " and their descendants" : string.Empty)
                : Targets.Rows.Length == 1 ? AffinityTargets.Name(Targets.Rows[0])
                : Asked.AreTagged ? Count.Of(Asked.Rows.Length, "tagged row")
                    + (Asked.HiddenCount > 0 ? $" ({Asked.HiddenCount} hidden)" : string.Empty)
                : $"{AffinityTargets.Name(Asked.Rows[0])} and its descendants";
            string scope = Scope switch
            {
                AffinityScope.Thread => "this thread",
                AffinityScope.Process => "all threads",
                _ => "subtree",
            };
            return $"Affinity of {who}   scope: {scope}   {Count.Of(Targets.ProcessCount, "process", "processes")}, "
                + Count.Of(Targets.ThreadCount, "thread");
        }
    }

    /// <summary>The CPUs they have now, said apart where they differ.</summary>
    public string Now(CpuTopology topology)
    {
        ImmutableArray<(CpuSet Cpus, int Threads)> masks = Targets.Masks();
        return masks.Length switch
        {
            0 => "now unknown",
            1 => $"now {Text(masks[0].Cpus, topology)}",
            _ => "now mixed: "
                + string.Join(", ", masks.Take(ShownMasks).Select(mask => $"{Text(mask.Cpus, topology)} ({mask.Threads})"))
                + (masks.Length > ShownMasks ? ", ..." : string.Empty),
        };
    }

    /// <summary>The CPUs they will have.</summary>
    public string Then(CpuTopology topology) => Grid.Picked.IsEmpty ? "no CPU"
        : $"{(Wanted is null ? $"all it may use ({Text(Allowed, topology)})" : Text(Grid.Picked, topology))}, "
            + Count.Of(Grid.Picked.Count, "CPU");

    private static string Text(CpuSet cpus, CpuTopology topology) => topology.Online.IsSubsetOf(cpus) ? "all" : cpus.ToString();
}
