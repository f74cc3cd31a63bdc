using System.Collections.Immutable;
using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes;

/// <summary>The keys that both panels have, in pieces, as each has its own between them.</summary>
internal static class PanelKeys
{
    /// <summary>The heading in help of what moves the cursor.</summary>
    public const string Moving = "Moving about";

    private const string Affinity = "CPU affinity";
    private const string Acting = "Signals and priorities";

    /// <summary>Help, setup, and what concerns affinity.</summary>
    public static ImmutableArray<KeyCommand> First { get; } =
    [
        SharedKeys.Help,
        Key("F2 S C", SharedKeys.Program,
            "Opens the setup screen: meters, columns, options, theme.", p => p.Context.Open(PaneName.Setup), "Setup", 8),

        Key("b", Affinity,
            "Balance: shows what would be moved where and what it gains; Enter does it.",
            p => p.Context.Open(PaneName.Balance), "Fix", 3, KeyMoment.Warning, KeyMoment.Warning),
        Key("x", Affinity,
            "Explains what is wrong: who waits, who confined them, what helps now and for good.",
            p => p.Context.Open(PaneName.Explain), "Why", 6, KeyMoment.Finding, KeyMoment.Finding),
        Key("X", Affinity,
            "Narrows the list to the tasks of the worst finding; again, to those of the next one; after the last, shows all.",
            p => p.Context.Finding.Next(), "Tasks", 6, KeyMoment.FindingTasks, KeyMoment.FindingTasks),
        Key("J", Affinity,
            "Job view: tasks by CPUs, where each may run and where it runs: of the tagged tasks, or of the job or program of the selected one.",
            p => p.Context.Open(PaneName.Job)),
        Change("i", Affinity,
            "Sends the selected or each tagged task to the best idle CPU it may use, a different one each; pressed again, to the next one.",
            (p, press) => p.Changes.Affinities.SendToIdleCore(press), "Idle", 4, KeyMoment.Tagged),
        Change("a", Affinity,
            "Opens the affinity editor for the selected or the tagged tasks.",
            (p, _) => p.Context.Open(PaneName.AffinityEditor), "Affinity", 4, KeyMoment.Tagged),
        Change("r", Affinity,
            "Releases the selected or the tagged tasks: gives them all CPUs that their cpuset allows, isolated ones if they had some.",
            (p, press) => p.Changes.Affinities.Release(press), "Release", 2, KeyMoment.Tagged),
        Change("z", Affinity,
            "Takes back the last change: of affinity, nice value, I/O priority, policy or autogroup; again, the one before.",
            (p, press) => p.Changes.Affinities.Undo(press), "Undo", 6, needs: KeyMoment.Changed),
    ];

    /// <summary>What the core panel shows, and what concerns the whole screen.</summary>
    public static ImmutableArray<KeyCommand> Showing { get; } =
    [
        Key("1", SharedKeys.Showing, "Core panel: all CPUs in one bar; again, each CPU.", p => p.Context.Look.ToggleCores()),
        Key("2", SharedKeys.Showing, "Core panel: each CPU.", p => p.Context.Look.ShowCores(CoreView.Each)),
        Key("3", SharedKeys.Showing, "Core panel: a bar for each NUMA node.", p => p.Context.Look.ShowCores(CoreView.Nodes)),
        Key("4", SharedKeys.Showing, "Core panel: one cell for each CPU.", p => p.Context.Look.ShowCores(CoreView.Compact)),
        Key("5", SharedKeys.Showing, "Core panel: a bar for each core.", p => p.Context.Look.ShowCores(CoreView.Cores)),
        Key("6", SharedKeys.Showing,
            "Core panel: heat over time, a CPU a row, a refresh a cell, the newest at the right; a pile-up is one bright row.",
            p => p.Context.Look.ShowCores(CoreView.Heat)),
        Key("@", SharedKeys.Showing,
            "Only the CPUs that CoreTop itself may use, of its Slurm job, container or cpuset, or those of --within; again, the whole machine.",
            p => p.Context.Bounds.Toggle(), "All CPUs", 3, KeyMoment.Within, KeyMoment.Within),
        Key("Z", SharedKeys.Showing, "Pauses the screen, and resumes.", p => p.TogglePause()),
        Key(".", SharedKeys.Showing, "Shows again and whole what was said last, and in the core panel what is said of the CPU.", p => p.ShowWhole()),
        Key("d", SharedKeys.Showing, "Sets the delay between refreshes, in seconds.", p => p.Context.Ask(p.Context.Look.DelayQuestion())),
        Key("W", SharedKeys.Program,
            "Saves the settings: delay, order, columns, meters, theme and the like, as they are now.", p => p.Context.Look.Save()),
        SharedKeys.Redraw,
    ];

    /// <summary>What is done to tasks but to their affinity.</summary>
    public static ImmutableArray<KeyCommand> Tasks { get; } =
    [
        Change("F7 ]", Acting,
            "More CPU time: nice 1 lower, for every thread of the selected or the tagged processes.",
            (p, press) => p.Changes.Tasks.StepNice(-1, press), "Nice-", 9),
        Change("F8 [", Acting, "Less CPU time: nice 1 higher.", (p, press) => p.Changes.Tasks.StepNice(1, press), "Nice+", 9),
        Change("n", Acting, "Types the nice value: -20, the most CPU time, to 19, the least.", (p, _) => p.Changes.Tasks.AskNice()),
        Change("O", Acting,
            "I/O priority: picks the class and level by which the disk's I/O scheduler serves them, if it has any.",
            (p, _) => p.Changes.Tasks.PickIoPriority()),
        Change("Y", Acting, "Scheduling policy: OTHER, BATCH, IDLE, or real-time RR and FIFO with a priority.",
            (p, _) => p.Changes.Tasks.PickPolicy()),
        Change("} Shift-F7", Acting,
            "Autogroup nice 1 lower: more CPU time for the whole session of the task beside other sessions.",
            (p, press) => p.Changes.Tasks.StepAutogroup(-1, press)),
        Change("{ Shift-F8", Acting, "Autogroup nice 1 higher.", (p, press) => p.Changes.Tasks.StepAutogroup(1, press)),
        Change("F9 k", Acting,
            "Sends a signal to the selected or the tagged processes: TERM or another from a list, by number or name.",
            (p, _) => p.Changes.Tasks.PickSignal(), "Kill", 6, KeyMoment.Tagged),
    ];

    /// <summary>The end.</summary>
    public static KeyCommand Quit { get; } = Key("F10 q Ctrl-C", SharedKeys.Program, "Quits.", p => p.Context.Services.Quit(), "Quit", 1);

    private static KeyCommand<PanelPane> Key(
        string keys, string group, string help, Action<PanelPane> run, string? label = null, int rank = 0,
        KeyMoment moment = KeyMoment.None, KeyMoment needs = KeyMoment.None) =>
        new(keys, group, help, (pane, _) => run(pane), label, rank, Moment: moment, Needs: needs);

    private static KeyCommand<PanelPane> Change(
        string keys, string group, string help, Action<PanelPane, KeyPress> run, string? label = null, int rank = 0,
        KeyMoment moment = KeyMoment.None, KeyMoment needs = KeyMoment.None) =>
        new(keys, group, help, run, label, rank, pane => pane.Context.Services.WhyReadOnly, moment, needs);
}
