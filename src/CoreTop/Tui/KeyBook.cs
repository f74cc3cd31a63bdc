using System.Collections.Immutable;
using CoreTop.Tui.Panes.AffinityEditor;
using CoreTop.Tui.Panes.Balance;
using CoreTop.Tui.Panes.Cores;
using CoreTop.Tui.Panes.Details;
using CoreTop.Tui.Panes.Explain;
using CoreTop.Tui.Panes.Help;
using CoreTop.Tui.Panes.Job;
using CoreTop.Tui.Panes.Processes;
using CoreTop.Tui.Panes.Setup;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui;

/// <summary>The keys of all panes, joined: help, docs/keys.md and the man page come from here.</summary>
internal static class KeyBook
{
    /// <summary>The tables of the panes.</summary>
    public static ImmutableArray<PaneKeys> Tables { get; } =
    [
        ProcessesKeys.Table, CoresPane.Table, AffinityEditorPane.Table, BalancePane.Table, ExplainPane.Table, JobPane.Table, DetailsPane.Table, SetupPane.Table,
        HelpPane.Table,
    ];

    /// <summary>Every command once, in the order in which help shows them.</summary>
    public static ImmutableArray<KeyCommand> All { get; } = [.. Tables.SelectMany(table => table.All).Distinct()];
}
