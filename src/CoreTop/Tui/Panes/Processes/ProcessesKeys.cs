using CoreTop.Listing.Fields;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>The keys of the process list, in the order of the key bar.</summary>
internal static class ProcessesKeys
{
    private const string Sorting = "Order";
    private const string Tagging = "Tagging";

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        .. PanelKeys.First,

        Key("Enter", SharedKeys.Showing,
            "Details of the process: command line, threads, environment, open files, limits, cgroups, memory; of a group, unfolds it.",
            p => p.OpenOrUnfold(), "Details", 2),
        Key("w", SharedKeys.Showing, "The whole command line, wrapped, in the details.", p => p.Context.Open(PaneName.Command)),
        Key("e", SharedKeys.Showing, "The environment of the process, in the details.", p => p.Context.Open(PaneName.Environment)),
        Key("l", SharedKeys.Showing, "The open files of the process, in the details.", p => p.Context.Open(PaneName.Files)),
        Key("f", SharedKeys.Showing, "Chooses the columns, in the setup screen.", p => p.Context.Open(PaneName.Columns)),

        Key("Up Alt-k", PanelKeys.Moving, "One row up; Alt with h, j, k and l are arrows everywhere.", p => p.State.Move(-1)),
        Key("Down Alt-j", PanelKeys.Moving, "One row down.", p => p.State.Move(1)),
        Key("PgUp", PanelKeys.Moving, "One page up.", p => p.State.MovePage(-1)),
        Key("PgDn", PanelKeys.Moving, "One page down.", p => p.State.MovePage(1)),
        Key("Home", PanelKeys.Moving, "To the first row.", p => p.State.MoveTo(0)),
        Key("End", PanelKeys.Moving, "To the last row.", p => p.State.MoveTo(int.MaxValue)),
        Key("Left Alt-h", PanelKeys.Moving, "Shows the beginning of long command lines; folds a group.", p => p.GoLeft()),
        Key("Right Alt-l", PanelKeys.Moving, "Unfolds a group; else shows more of long command lines.", p => p.GoRight()),
        Key("^ Ctrl-A", PanelKeys.Moving, "To the beginning of long command lines.", p => p.Pan.MoveTo(0)),
        Key("$ Ctrl-E", PanelKeys.Moving, "To the end of long command lines.", p => p.Pan.MoveTo(int.MaxValue)),
        Key("Tab Shift-Tab", PanelKeys.Moving, "To the core panel, and back.", p => p.Context.Open(PaneName.Cores), "Cores", 1),
        new KeyCommand<ProcessesPane>("F3 /", PanelKeys.Moving,
            "Searches: goes to the next task whose command, user or PID has the text; in the prompt F3 searches further.",
            (p, press) => p.Search.Ask(press), "Search", 7),
        Key("Shift-F3", PanelKeys.Moving, "Searches backwards for the text looked for last.", p => p.Search.Again(-1)),
        Key("F", PanelKeys.Moving, "Follows the task: the cursor sticks to it until it is moved.", p => p.ToggleFollow()),

        Key("F4 \\ o", SharedKeys.Showing,
            "Filters: keeps tasks that have the text, or terms such as cpu=6, only=6, run>0.5, user=ann; and, or, not; docs/filter.md has all.",
            p => p.Menus.AskFilter(), "Filter", 5, KeyMoment.Filtered),
        Key("F5 t V", SharedKeys.Showing, "Tree of processes on and off.", p => p.Groups.ToggleTree(), "Tree", 7),
        Key("g", SharedKeys.Showing,
            "Groups by program on and off: one row for all processes of a program and user, with their sums and all their CPUs; keys that act on a task act on all of them.",
            p => p.Groups.Toggle(), "Groups", 8),
        Key("-", SharedKeys.Showing, "Tree and groups: folds the branch or the group away; the branch's row shows the sums of CPU, wait and memory.",
            p => p.Folds.Fold()),
        Key("+ =", SharedKeys.Showing, "Tree and groups: unfolds the branch or the group, or folds it when it is not folded.",
            p => p.Folds.Unfold(), "Fold", 6, KeyMoment.Tree, KeyMoment.Tree),
        Key("*", SharedKeys.Showing, "Tree and groups: unfolds all, or folds all when none is folded.", p => p.Folds.FoldAll()),
        Key("Backspace", SharedKeys.Showing, "Tree and groups: folds the branch or the group that the task stands in, and goes to its top.",
            p => p.Folds.FoldIntoParent()),
        Key("u", SharedKeys.Showing, "Picks the user whose processes are shown.", p => p.Menus.PickUser()),
        Key("p", SharedKeys.Showing, "Paths of programs on and off.",
            p => p.State.Choose(p.State.Options with { HidesPath = !p.State.Options.HidesPath })),
        Key("m", SharedKeys.Showing,
            "Commands: the command line, the command line with the task's own name marked, the name alone.", p => p.NextCommandMode()),
        Key("D", SharedKeys.Showing,
            "Marks processes that come and go: new ones + for a while, ended ones stay so long, marked -.", p => p.ToggleChanges()),
        Key("H", SharedKeys.Showing, "Threads of each process on and off.", p => p.ToggleThreads()),
        Key("K", SharedKeys.Showing, "Kernel threads on and off; those of a finding, and busy ones, are shown in any case.",
            p => p.ToggleKernelThreads()),
        Key("!", SharedKeys.Showing, "Idle tasks on and off.",
            p => p.State.Choose(p.State.Options with { HidesIdle = !p.State.Options.HidesIdle })),
        .. PanelKeys.Showing,
        Key("Esc", SharedKeys.Showing,
            "Closes what is open; else takes away one thing and says which: following, the finding, the CPU, the filter, the user, what hides idle tasks, the tags, the search, the pause.",
            p => p.Escape(), "Widen", 3, KeyMoment.Narrowed, KeyMoment.Narrowed),

        Key("P", Sorting, "By CPU time in the last refresh.", p => p.State.SortBy(ProcessColumns.Cpu)),
        Key("Q", Sorting, "By time spent waiting for a CPU in the last refresh.", p => p.State.SortBy(ProcessColumns.Wait)),
        Key("M", Sorting, "By memory.", p => p.State.SortBy(ProcessColumns.Memory)),
        Key("T", Sorting, "By CPU time since the start.", p => p.State.SortBy(ProcessColumns.Time)),
        Key("N", Sorting, "By PID.", p => p.State.SortBy(ProcessColumns.Pid)),
        Key("<", Sorting, "By the column to the left.", p => p.State.SortByNeighbour(-1)),
        Key(">", Sorting, "By the column to the right.", p => p.State.SortByNeighbour(1)),
        Key("F6", Sorting, "Picks the column from a list.", p => p.Menus.PickSort(), "Sort", 7),
        Key("I R", Sorting, "Turns the order round.", p => p.State.ReverseSort()),

        Key("Space", Tagging, "Tags the task, or all of a group, or takes the tag away, and goes to the next.", p => p.ToggleTag(), "Tag", 1),
        Key("c", Tagging, "Tags the process and all its descendants.", p => p.TagWithChildren()),
        Key("U", Tagging, "Takes all tags away.", p => p.Untag(), "Untag", 6, KeyMoment.Tagged, KeyMoment.Tagged),

        .. PanelKeys.Tasks,
        PanelKeys.Quit,
    ]);

    private static KeyCommand<ProcessesPane> Key(
        string keys, string group, string help, Action<ProcessesPane> run, string? label = null, int rank = 0,
        KeyMoment moment = KeyMoment.None, KeyMoment needs = KeyMoment.None) =>
        new(keys, group, help, (pane, _) => run(pane), label, rank, Moment: moment, Needs: needs);
}
