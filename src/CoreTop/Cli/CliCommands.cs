using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Os;
using static CoreTop.Cli.CliOptions;

namespace CoreTop.Cli;

/// <summary>Every command with its options, in the order help shows them. The parser, --help, docs/cli.md and completions come from here.</summary>
internal static class CliCommands
{
    /// <summary>The command that starts a program.</summary>
    public const string RunName = "run";

    /// <summary>Every command; the first is what runs when none is named.</summary>
    public static ImmutableArray<CliCommand> All { get; } =
    [
        new(
            string.Empty,
            "Shows CPUs, processes and their CPU affinity full-screen, and changes affinities by keys; h lists the keys. "
            + "With -b it prints plain text instead.",
            [
                Delay, Pids, User, AnyUser, Threads, Groups, Columns, Sort, SortOverride, ListFields, Filter, HideIdle, CommandLine, EachCpu,
                HighlightChanges, Within, Mine, Theme, NoMouse, Config, Batch, .. OnlyInBatch, .. Everywhere,
            ],
            ScreenCommand.Run),
        new(
            "snapshot",
            "Prints one reading: CPUs, memory, and every process with its affinity.",
            [Json, Csv, Interval, Pids, User, Threads, Groups, Columns, Sort, Filter, Within, Mine, .. Everywhere],
            SnapshotCommand.Run),
        new(
            "topology",
            "Prints which CPUs there are, and which of them share a core, a last-level cache, a NUMA node or a package.",
            [Json, Within, Mine, .. Everywhere],
            TopologyCommand.Run),
        new(
            "diagnose",
            "Says what is wrong: which tasks lose CPU time while CPUs idle, who confined them, and what helps now and for good.",
            [Json, Brief, Watch, Interval, Within, Mine, .. Everywhere],
            DiagnoseCommand.Run),
        new(
            "metrics",
            "Prints a diagnosis as OpenMetrics: lost and short cores, findings of each rule, idle CPUs, and lost cores by user; with --output for "
            + "node_exporter's textfile collector.",
            [MetricsFile, Interval, Within, Mine, .. Everywhere],
            MetricsCommand.Run),
        new(
            "job",
            "Prints a line for each rank of a parallel job: its PID, the CPU it is on, its affinity as a list and as launchers draw it, "
            + "[BB/..][../..], and which CPUs are crowded. A PID means what it belongs to: what a launcher started, its batch job, the ranks beside it, "
            + "or its program. Without one, every job of this machine is printed.",
            [Threads, Json, .. Everywhere],
            JobCommand.Run,
            JobPids),
        new(
            "rebalance",
            "Shows which changes of affinity would give idle CPUs to waiting tasks; --apply makes them, \"coretop undo\" takes them back.",
            [Apply, Strategy, Pids, User, Within, Mine, WithoutUndo, Interval, Json, .. Everywhere],
            RebalanceCommand.Run),
        new(
            "pin",
            "Sets the CPUs that processes may run on, for every thread, including those started meanwhile; \"coretop undo\" takes it back.",
            [Cpus, Scope, Within, Mine, WithoutUndo, Interval, Json, .. Everywhere],
            ChangeCommand.Pin,
            Targets),
        new(
            "release",
            "Lets processes run on all CPUs that their cpuset allows, on isolated ones only if they already could; \"coretop undo\" takes it back.",
            [Scope, WithoutUndo, Json, .. Everywhere],
            ChangeCommand.Release,
            Targets),
        new(
            RunName,
            "Starts a program on the CPUs named, reading its affinity back first; it takes CoreTop's place: same PID, terminal, environment and "
            + "open files, its exit code is its own.",
            [Cpus, RunInterval, Within, Mine, Help, CliOptions.Version],
            RunCommand.Run,
            CliOptions.Program),
        new(
            "undo",
            "Takes back the last change, even after a crash: of affinity or, if made on the full screen, of nice value, I/O priority, policy or autogroup. Run it again for the change before.",
            [List, Everything, Json, .. Everywhere],
            UndoCommand.Run),
        new(
            "capture",
            "Saves this machine's readings in a file, for --root and for bug reports: programs by name only, with placeholders for the names "
            + "of users, the host, cgroups and devices.",
            [Interval, WithArguments, .. Everywhere],
            CaptureCommand.Run,
            CaptureFile),
        new(
            "help",
            "Prints what --help prints: of a command, of one option, or of the full screen and -b.",
            [Help, CliOptions.Version],
            static (line, host) => HelpCommand.Run(line, All, host),
            HelpTopic),
    ];

    /// <summary>Every option by each of its names. Those of one name in several commands are alike.</summary>
    public static IReadOnlyDictionary<string, Option> Named { get; } = MakeNames();

    /// <summary>The parser's tree of all commands.</summary>
    public static Command Tree { get; } = MakeTree();

    /// <summary>The command that a line names.</summary>
    public static CliCommand Of(ParseResult line) =>
        All.FirstOrDefault(command => command.Name == line.CommandResult.Command.Name) ?? All[0];

    private static Dictionary<string, Option> MakeNames()
    {
        var names = new Dictionary<string, Option>();
        foreach (Option option in All.SelectMany(command => command.Options))
        {
            foreach (string name in option.Aliases.Prepend(option.Name))
            {
                names.TryAdd(name, option);
            }
        }

        return names;
    }

    private static Command MakeTree()
    {
        Command root = Node(ProgramVersion.ProgramName, All[0]);
        foreach (CliCommand command in All.AsSpan()[1..])
        {
            root.Add(Node(command.Name, command));
        }

        return root;
    }

    private static Command Node(string name, CliCommand command)
    {
        var node = new Command(name, command.Help);
        foreach (Option option in command.Options)
        {
            node.Add(option);
        }

        if (command.Argument is not null)
        {
            node.Add(command.Argument);
        }

        // The program runs commands itself; without an action the parser would demand one of the commands.
        node.SetAction(static _ => ExitCode.Done);
        return node;
    }
}
