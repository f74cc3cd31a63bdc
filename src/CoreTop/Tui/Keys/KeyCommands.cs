using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Cores;

namespace CoreTop.Tui.Keys;

/// <summary>Every key of the main screen, in the order help shows them. The key bar, help and docs/keys.md come from here.</summary>
internal static class KeyCommands
{
    private const string Program = "Program";
    private const string Moving = "Moving about";
    private const string Affinity = "CPU affinity";
    private const string Showing = "What is shown";
    private const string Sorting = "Order";
    private const string Tagging = "Tagging";
    private const string Acting = "Signals and priorities";
    private const string CorePanel = "Core panel";
    private const string Editor = "Affinity editor";
    private const string Balance = "Balance preview";
    private const string Explain = "Explanation";
    private const string Details = "Details of a process";
    private const string Setup = "Setup screen";

    public static ImmutableArray<KeyCommand> All { get; } =
    [
        new("F1 h ?", KeyPanel.Both | KeyPanel.Over, Program, "Shows this help.", s => s.ShowHelp(), "Help", 0),
        new("F2 S C", KeyPanel.Both, Program,
            "Opens the setup screen: meters, columns, options, theme.", s => s.OpenSetup(), "Setup", 4),

        new("b", KeyPanel.Both, Affinity,
            "Balance: shows what would be moved where and what it gains; Enter does it.",
            s => s.OpenBalance(), "Balance", 1),
        new("x", KeyPanel.Both, Affinity,
            "Explains what is wrong: who waits, who confined them, what helps now and for good.",
            s => s.OpenExplain(), "Explain", 5),
        new("i", KeyPanel.Both, Affinity,
            "Sends the selected or each tagged task to the best idle CPU it may use, a different one each; pressed again, to the next one.",
            s => s.SendToIdleCore(), "Idle core", 1, s => s.WhyNotChange()),
        new("a", KeyPanel.Both, Affinity,
            "Opens the affinity editor for the selected or the tagged tasks.",
            s => s.EditAffinity(), "Affinity", 1, s => s.WhyNotChange()),
        new("r", KeyPanel.Both, Affinity,
            "Releases the selected or the tagged tasks: gives them all CPUs that their cpuset allows, isolated ones if they had some.",
            s => s.Release(), "Release", 8, s => s.WhyNotChange()),
        new("z", KeyPanel.Both, Affinity,
            "Takes back the last change of affinity; again, the one before.",
            s => s.Undo(), "Undo", 2, s => s.WhyNotChange()),

        new("Enter", KeyPanel.Processes, Showing,
            "Details of the process: command line, threads, environment, open files, limits, cgroups, memory.",
            s => s.OpenDetails(), "Details", 6),

        new("Up", KeyPanel.Processes, Moving, "One row up.", s => s.MoveCursor(-1)),
        new("Down", KeyPanel.Processes, Moving, "One row down.", s => s.MoveCursor(1)),
        new("PgUp", KeyPanel.Processes, Moving, "One page up.", s => s.MoveCursorPage(-1)),
        new("PgDn", KeyPanel.Processes, Moving, "One page down.", s => s.MoveCursorPage(1)),
        new("Home", KeyPanel.Processes, Moving, "To the first row.", s => s.MoveCursorTo(0)),
        new("End", KeyPanel.Processes, Moving, "To the last row.", s => s.MoveCursorTo(int.MaxValue)),
        new("Left", KeyPanel.Processes, Moving, "Shows the beginning of long command lines.", s => s.PanCommand(-1)),
        new("Right", KeyPanel.Processes, Moving, "Shows more of long command lines.", s => s.PanCommand(1)),
        new("^ Ctrl-A", KeyPanel.Processes, Moving, "To the beginning of long command lines.", s => s.PanCommandTo(0)),
        new("$ Ctrl-E", KeyPanel.Processes, Moving, "To the end of long command lines.", s => s.PanCommandTo(int.MaxValue)),
        new("Tab Shift-Tab", KeyPanel.Both, Moving, "To the core panel and back.", s => s.SwitchPanel(), "Cores", 6),
        new("F3 /", KeyPanel.Processes, Moving,
            "Searches: goes to the next task whose command, user or PID has the text; F3 again goes on.",
            s => s.AskSearch(), "Search", 4),
        new("Shift-F3", KeyPanel.Processes, Moving, "Searches backwards for the text looked for last.", s => s.SearchAgain(-1)),
        new("F", KeyPanel.Processes, Moving,
            "Follows the task: the cursor sticks to it until it is moved.", s => s.ToggleFollow()),

        new("F4 \\ o", KeyPanel.Processes, Showing,
            "Filters: keeps tasks that have the text, or terms such as cpu=6, only=6, run>0.5, user=ann; and, or, not; docs/filter.md has all.",
            s => s.AskFilter(), "Filter", 3),
        new("F5 t V", KeyPanel.Processes, Showing, "Tree of processes on and off.", s => s.ToggleTree(), "Tree", 4),
        new("-", KeyPanel.Processes, Showing, "Tree: folds the branch away; its row shows the sums of CPU, wait and memory.", s => s.Fold()),
        new("+ =", KeyPanel.Processes, Showing, "Tree: unfolds the branch, or folds it when it is not folded.", s => s.Unfold()),
        new("*", KeyPanel.Processes, Showing, "Tree: unfolds all branches, or folds all when none is folded.", s => s.FoldAll()),
        new("Backspace", KeyPanel.Processes, Showing, "Tree: folds the branch that the task stands in, and goes to its top.",
            s => s.FoldIntoParent()),
        new("u", KeyPanel.Processes, Showing, "Picks the user whose processes are shown.", s => s.PickUser()),
        new("p", KeyPanel.Processes, Showing, "Paths of programs on and off.", s => s.TogglePath()),
        new("m", KeyPanel.Processes, Showing,
            "Commands: the command line, the command line with the task's own name marked, the name alone.", s => s.NextCommandMode()),
        new("D", KeyPanel.Processes, Showing,
            "Marks processes that come and go: new ones + for a while, ended ones stay so long, marked -.", s => s.ToggleChanges()),
        new("H", KeyPanel.Processes, Showing, "Threads of each process on and off.", s => s.ToggleThreads()),
        new("K", KeyPanel.Processes, Showing, "Kernel threads on and off.", s => s.ToggleKernelThreads()),
        new("!", KeyPanel.Processes, Showing, "Idle tasks on and off.", s => s.ToggleIdle()),
        new("1", KeyPanel.Both, Showing, "Core panel: all CPUs in one bar.", s => s.ShowCores(CoreView.Summary)),
        new("2", KeyPanel.Both, Showing, "Core panel: each CPU.", s => s.ShowCores(CoreView.Each)),
        new("3", KeyPanel.Both, Showing, "Core panel: a bar for each NUMA node.", s => s.ShowCores(CoreView.Nodes)),
        new("4", KeyPanel.Both, Showing, "Core panel: one cell for each CPU.", s => s.ShowCores(CoreView.Compact)),
        new("5", KeyPanel.Both, Showing, "Core panel: a bar for each core.", s => s.ShowCores(CoreView.Cores)),
        new("Z", KeyPanel.Both, Showing, "Pauses the screen and goes on.", s => s.TogglePause()),
        new("d", KeyPanel.Both, Showing, "Sets the delay between refreshes, in seconds.", s => s.AskDelay()),
        new("W", KeyPanel.Both, Program,
            "Saves the settings: delay, order, columns, meters, theme and the like, as they are now.", s => s.SaveSettings()),
        new("Ctrl-L", KeyPanel.Both | KeyPanel.Over, Showing, "Draws the screen anew.", s => s.Redraw()),
        new("Esc", KeyPanel.Both, Showing,
            "Closes what is open; else takes away what narrows the list, the narrowest first: the CPU, the filter, the user.", s => s.Escape()),

        new("P", KeyPanel.Processes, Sorting, "By CPU time in the last refresh.", s => s.SortBy(ProcessColumns.Cpu)),
        new("M", KeyPanel.Processes, Sorting, "By memory.", s => s.SortBy(ProcessColumns.Memory)),
        new("T", KeyPanel.Processes, Sorting, "By CPU time since the start.", s => s.SortBy(ProcessColumns.Time)),
        new("N", KeyPanel.Processes, Sorting, "By PID.", s => s.SortBy(ProcessColumns.Pid)),
        new("<", KeyPanel.Processes, Sorting, "By the column to the left.", s => s.SortByNeighbour(-1)),
        new(">", KeyPanel.Processes, Sorting, "By the column to the right.", s => s.SortByNeighbour(1)),
        new("F6", KeyPanel.Processes, Sorting, "Picks the column from a list.", s => s.ShowSortMenu(), "Sort", 4),
        new("I R", KeyPanel.Processes, Sorting, "Turns the order round.", s => s.ReverseSort()),

        new("Space", KeyPanel.Processes, Tagging, "Tags the task or takes its tag away, and goes to the next.", s => s.ToggleTag()),
        new("c", KeyPanel.Processes, Tagging, "Tags the process and all its descendants.", s => s.TagWithChildren()),
        new("U", KeyPanel.Processes, Tagging, "Takes all tags away.", s => s.Untag()),

        new("F7 ]", KeyPanel.Both, Acting,
            "More CPU time: nice 1 lower, for every thread of the selected or the tagged processes.",
            s => s.StepNice(-1), "Nice-", 7, s => s.WhyNotChange()),
        new("F8 [", KeyPanel.Both, Acting, "Less CPU time: nice 1 higher.",
            s => s.StepNice(1), "Nice+", 7, s => s.WhyNotChange()),
        new("n", KeyPanel.Both, Acting, "Types the nice value: -20, the most CPU time, to 19, the least.",
            s => s.AskNice(), WhyNot: s => s.WhyNotChange()),
        new("y", KeyPanel.Both, Acting,
            "I/O priority: picks the class and level by which the disk's I/O scheduler serves them, if it has any.",
            s => s.PickIoPriority(), WhyNot: s => s.WhyNotChange()),
        new("Y", KeyPanel.Both, Acting, "Scheduling policy: OTHER, BATCH, IDLE, or real-time RR and FIFO with a priority.",
            s => s.PickPolicy(), WhyNot: s => s.WhyNotChange()),
        new("} Shift-F7", KeyPanel.Both, Acting,
            "Autogroup nice 1 lower: more CPU time for the whole session of the task beside other sessions.",
            s => s.StepAutogroup(-1), WhyNot: s => s.WhyNotChange()),
        new("{ Shift-F8", KeyPanel.Both, Acting, "Autogroup nice 1 higher.",
            s => s.StepAutogroup(1), WhyNot: s => s.WhyNotChange()),
        new("F9 k", KeyPanel.Both, Acting,
            "Sends a signal to the selected or the tagged processes: TERM or another from a list, by number or name.",
            s => s.PickSignal(), "Kill", 2, s => s.WhyNotChange()),

        new("Up Down Left Right Home End PgUp PgDn", KeyPanel.Cores, CorePanel,
            "Moves from CPU to CPU.", s => s.MoveInCores()),
        new("Space", KeyPanel.Cores, CorePanel, "Picks the CPU or takes the pick away.", s => s.TogglePick(), "Pick", 1),
        new("Enter", KeyPanel.Cores, CorePanel,
            "Keeps only the tasks that last ran on the CPU; again, shows all.", s => s.FilterByCpu(), "Only this CPU", 1),
        new("p", KeyPanel.Cores, CorePanel,
            "Pins the selected or the tagged tasks to the picked CPUs, or to the one under the cursor.",
            s => s.PinToPicked(), "Pin", 1, s => s.WhyNotChange()),

        new("Up Down Left Right Home End PgUp PgDn", KeyPanel.Editor, Editor, "Moves from CPU to CPU.", s => s.MoveInEditor()),
        new("Space", KeyPanel.Editor, Editor, "Puts the CPU in or takes it out.",
            s => s.ToggleInEditor(place => CpuSet.Of(place.Cpu.Number)), "Pick", 0),
        new("c", KeyPanel.Editor, Editor, "The whole core in or out: the CPU and its SMT siblings.",
            s => s.ToggleInEditor(place => place.Siblings), "Core", 2),
        new("l", KeyPanel.Editor, Editor, "All CPUs of the last-level cache in or out.", s => s.ToggleCacheInEditor(), "Cache", 2),
        new("n", KeyPanel.Editor, Editor, "All CPUs of the NUMA node in or out.", s => s.ToggleNodeInEditor(), "Node", 2),
        new("a", KeyPanel.Editor, Editor, "All CPUs that the tasks may use: on Enter they are released.",
            s => s.PickInEditor(snapshot => snapshot.Topology.Online), "All", 1),
        new("i", KeyPanel.Editor, Editor, "The idle CPUs and no others.", s => s.PickInEditor(MainScreen.IdleCpus), "Idle", 1),
        new("u", KeyPanel.Editor, Editor, "No CPU: to begin anew.", s => s.PickInEditor(_ => CpuSet.Empty), "None", 2),
        new(": 0 1 2 3 4 5 6 7 8 9 ! -", KeyPanel.Editor, Editor,
            "Types the CPUs: 0-3,8,16-31:2, all, idle, node0, llc2, core5, pcores, ecores, isolated, separated by commas; - or ! before one takes it away.",
            s => s.TypeCpus(), "Type", 1),
        new("s", KeyPanel.Editor, Editor, "The scope: this thread, all threads of the process, the process with its descendants.",
            s => s.NextScope(), "Scope", 1),
        new("Enter", KeyPanel.Editor, Editor, "Changes the affinity to the CPUs picked.", s => s.ApplyEdit(), "Apply", 0),
        new("Esc q F10", KeyPanel.Editor, Editor, "Closes the editor; nothing is changed.", s => s.CloseEditor(), "Cancel", 0),
        new("Ctrl-C", KeyPanel.Over, Program, "Quits, from anywhere.", s => s.Quit()),

        new("Up Down PgUp PgDn Home End", KeyPanel.Balance, Balance, "Moves from change to change.", s => s.MoveInBalance()),
        new("Enter", KeyPanel.Balance, Balance, "Makes the changes that are left in, and measures what was gained.",
            s => s.ApplyBalance(), "Apply", 0, s => s.WhyNotChange()),
        new("Space", KeyPanel.Balance, Balance, "Leaves the change out or takes it in again.", s => s.ToggleInBalance(), "Leave out", 1),
        new("Tab Right", KeyPanel.Balance, Balance,
            "The next strategy: widen (all CPUs allowed), spread (one CPU each, then all allowed), pin (one CPU each for good).",
            s => s.SwitchStrategy(1), "Strategy", 1),
        new("Shift-Tab Left", KeyPanel.Balance, Balance, "The strategy before.", s => s.SwitchStrategy(-1)),
        new("Esc q F10 b", KeyPanel.Balance, Balance, "Closes the preview; nothing is changed.", s => s.CloseBalance(), "Cancel", 0),

        new("Up Down PgUp PgDn Home End Space", KeyPanel.Explain, Explain, "Scrolls.", s => s.ScrollExplain(), "Scroll", 1),
        new("b", KeyPanel.Explain, Explain, "To the balance preview.", s => s.OpenBalance(), "Balance", 1),
        new("Esc q F10 x Enter", KeyPanel.Explain, Explain, "Back.", s => s.CloseExplain(), "Back", 0),

        new("Tab Right", KeyPanel.Details, Details, "The next section.", s => s.SwitchDetails(1), "Next", 0),
        new("Shift-Tab Left", KeyPanel.Details, Details, "The section before.", s => s.SwitchDetails(-1), "Before", 2),
        new("Up Down PgUp PgDn Home End Space", KeyPanel.Details, Details, "Scrolls.", s => s.ScrollDetails(), "Scroll", 2),
        new("v", KeyPanel.Details, Details,
            "Shows the values of the environment that look like secrets, or hides them again.", s => s.ToggleSecrets(), "Secrets", 1),
        new("m", KeyPanel.Details, Details,
            "Reads on which NUMA nodes its memory lies, which stops the process for a moment.", s => s.ReadMemoryNodes(), "NUMA memory", 1),
        new("F5", KeyPanel.Details, Details, "Reads the section anew.", s => s.ReadDetailsAgain(), "Read anew", 2),
        new("Esc q F10 Enter", KeyPanel.Details, Details, "Back.", s => s.CloseDetails(), "Back", 0),

        new("Enter Space", KeyPanel.Setup, Setup,
            "Adds what is available, changes the style of a meter or the value of an option, uses a theme.",
            s => s.AcceptInSetup(), "Choose", 0),
        new("l", KeyPanel.Setup, Setup, "Puts the meter in the header's left column.", s => s.PutMeter(isRight: false), "Left", 3,
            s => s.WhyNotPutMeter),
        new("r", KeyPanel.Setup, Setup, "Puts the meter in the header's right column.", s => s.PutMeter(isRight: true), "Right", 3,
            s => s.WhyNotPutMeter),
        new("F7 [", KeyPanel.Setup, Setup, "Moves the meter or column one place up.", s => s.ShiftInSetup(-1), "Up", 2,
            s => s.WhyNotShiftInSetup),
        new("F8 ]", KeyPanel.Setup, Setup, "Moves the meter or column one place down.", s => s.ShiftInSetup(1), "Down", 2,
            s => s.WhyNotShiftInSetup),
        new("F9 - Del", KeyPanel.Setup, Setup, "Takes the meter or column away.", s => s.RemoveInSetup(), "Remove", 1,
            s => s.WhyNotRemoveInSetup),
        new("F10 W", KeyPanel.Setup, Setup, "Saves the settings and goes back.", s => s.SaveSetup(), "Save", 0),
        new("Esc q F2", KeyPanel.Setup, Setup, "Back; what was changed holds until the program ends.", s => s.CloseSetup(), "Back", 0),
        new("Up Down PgUp PgDn Home End", KeyPanel.Setup, Setup, "Moves from line to line.", s => s.MoveInSetup()),
        new("Right Tab", KeyPanel.Setup, Setup, "To the next list.", s => s.SwitchInSetup(1)),
        new("Left Shift-Tab", KeyPanel.Setup, Setup, "To the list before.", s => s.SwitchInSetup(-1)),

        new("F10 q Ctrl-C", KeyPanel.Both, Program, "Quits.", s => s.Quit(), "Quit", 0),
    ];

    /// <summary>The command that a key has in a panel; null when it has none there.</summary>
    public static KeyCommand? Find(string keyName, KeyPanel panel) => ByKey.GetValueOrDefault((keyName, panel));

    private static ImmutableDictionary<(string Key, KeyPanel Panel), KeyCommand> ByKey { get; } = All
        .SelectMany(command => command.KeyNames.SelectMany(key =>
            Enum.GetValues<KeyPanel>()
                .Where(panel => int.PopCount((int)panel) == 1 && command.Where.HasFlag(panel))
                .Select(panel => KeyValuePair.Create((key, panel), command))))
        .ToImmutableDictionary();
}
