using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Analysis.Planning;
using CoreTop.Cli.Text;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Model.Placement;
using CoreTop.Settings;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary>Every option and argument. <see cref="CliCommands"/> says which command takes which.</summary>
internal static class CliOptions
{
    /// <summary>The most columns that <c>--width</c> may ask for, and what it asks for when nothing says how many there are: as in top.</summary>
    public const int WidestOutput = 512;

    public static Option<bool> Help { get; } = CliValues.Flag("--help", "-h", "Prints this help.");

    public static Option<bool> Version { get; } = CliValues.Flag("--version", "-V", "Prints the version, and how the program was built.");

    public static Option<string?> Root { get; } = CliValues.Text(
        "--root", null, "PATH", "a folder or a file",
        "Reads another machine: a folder with its proc and sys, or a file made by \"coretop capture\". "
        + "Nothing on it is changed; changes are only recorded.");

    public static Option<bool> ReadOnly { get; } = CliValues.Flag(
        "--readonly", null, "Shows everything and changes nothing; a command that would change something is refused.");

    public static Option<bool> NoColor { get; } = CliValues.Flag(
        "--no-color", null, "Uses no colour; NO_COLOR in the environment does the same.");

    public static Option<string?> Config { get; } = CliValues.Text(
        "--config", null, "FILE", "a file",
        "The settings file; when not given, $XDG_CONFIG_HOME/coretop/config or ~/.config/coretop/config. docs/settings.md describes it.");

    public static Option<ThemeChoice> Theme { get; } = CliValues.Word(
        "--theme", "The colours; when not given, those of the settings file, or auto.",
        [.. Themes.All.Select(theme => (theme.Name, theme))], Themes.OldNames);

    public static Option<bool> NoMouse { get; } = CliValues.Flag(
        "--no-mouse", null, "Leaves clicks and the wheel to the terminal, which then uses them to select text.");

    public static Option<bool> Ascii { get; } = CliValues.Flag(
        "--ascii", null, "Writes only ASCII, as it does anyway in a locale that is not UTF-8.");

    public static Option<bool> Batch { get; } = CliValues.Flag(
        "--batch", "-b",
        "Prints plain text in top's shape instead of the full screen, one frame for each delay. The first frame covers one second, "
        + "or the delay if that is shorter. As in top, columns and order are those of the settings file, except with --json and --csv; "
        + "--config with a file that does not exist uses the defaults.");

    public static Option<int?> Iterations { get; } = CliValues.Number(
        "--iterations", "-n", "N", least: 1, most: int.MaxValue, "With -b: ends after this many frames; when not given, a signal ends it.");

    public static Option<int?> Width { get; } = CliValues.OptionalNumber(
        "--width", "-w", "COLUMNS", least: 3, most: WidestOutput,
        "With -b: cuts lines to this many columns; without a number, to the variable COLUMNS, or 512. "
        + "When not given, lines are cut to the width of the terminal, or not at all without a terminal.");

    public static Option<bool> EachCpu { get; } = CliValues.Flag(
        "--each-cpu", "-1", "Shows each CPU, as top does with its key 1: with -b a line for each, on the full screen a bar.");

    public static Option<MemoryUnit?> SummaryScale { get; } = CliValues.Unit(
        "--scale-summary-mem", "-E", MemoryUnit.All, "With -b: the unit of memory in the summary; m when not given.");

    public static Option<MemoryUnit?> TaskScale { get; } = CliValues.Unit(
        "--scale-task-mem", "-e", [.. MemoryUnit.All.Where(unit => unit.Letter != 'e')],
        "With -b: the unit of memory in the list; when not given, each size has the unit that fits.");

    public static Option<bool> JsonLines { get; } = CliValues.Flag(
        "--json", null, "With -b: prints each frame as a JSON document on a line of its own; docs/json.md describes its fields.");

    public static Option<bool> Json { get; } = CliValues.Flag(
        "--json", null, "Prints a JSON document; docs/json.md describes its fields.");

    public static Option<bool> CsvLines { get; } = CliValues.Flag(
        "--csv", null,
        "With -b: prints a line of CSV for each process, or with -H for each thread. One line of names comes first, and each line begins "
        + "with the time of its frame. docs/json.md describes the fields.");

    public static Option<bool> Csv { get; } = CliValues.Flag(
        "--csv", null, "Prints a line of CSV for each process, or with -H for each thread, after a line of names; docs/json.md describes the fields.");

    public static Option<TimeSpan> Delay { get; } = CliValues.Seconds(
        "--delay", "-d", usual: 1, least: 0.1, most: 3600, "Time between two refreshes; 1 when not given.");

    public static Option<TimeSpan> Interval { get; } = CliValues.Seconds(
        "--interval", null, usual: 2, least: 0.05, most: 3600,
        "The window: time between the two readings that rates are computed from; 2 when not given.");

    public static Option<bool> Brief { get; } = CliValues.Flag(
        "--brief", null,
        "Prints a line for each warning, without PIDs and percentages, or ok alone: hosts with the same trouble print the same, so that "
        + "clush -b and dshbak -c fold them.");

    public static Option<TimeSpan> Watch { get; } = CliValues.Seconds(
        "--watch", null, usual: 10, least: 0.5, most: 3600,
        "Diagnoses again and again, this many seconds apart, and prints each diagnosis as a JSON document on a line of its own, until a signal ends it.");

    public static Option<string?> MetricsFile { get; } = CliValues.Text(
        "--output", null, "FILE", "a file",
        "Writes the metrics to this file, which everybody may read, and not to standard output; it is replaced once all of the new one is on the disk.");

    public static Option<IReadOnlyList<int>> Pids { get; } = CliValues.Pids(
        "--pid", "-p", "Only these processes; several as 1,2,3 or by repeating the option; 0 is CoreTop itself.");

    public static Option<string?> User { get; } = CliValues.User(
        "--user", "-u", "Shows only processes of this effective user, a name or a number; with ! before it, of all others.");

    public static Option<string?> AnyUser { get; } = CliValues.User(
        "--any-user", "-U",
        "Shows only processes whose real or effective user is this one, or with a number also the saved one; with ! before it, all others.");

    public static Option<bool> Threads { get; } = CliValues.Flag("--threads", "-H", "Shows the threads of each process; with -b only threads, as in top.");

    public static Option<bool> Groups { get; } = CliValues.Flag(
        "--groups", null,
        "Shows all processes of a program and user as one row, with their sums and all their CPUs. With --csv a line for each program; with "
        + "--json groups[] beside processes[].");

    public static Option<ProcessColumn> Sort { get; } = CliValues.Column(
        "--sort", "-s", ProcessColumns.Cpu, "Sorts by this column, such as CPU%, mem, time, wait, affinity; by CPU% when not given.");

    public static Option<ColumnSort?> SortOverride { get; } = CliValues.SignedColumn(
        "--sort-override", "-o",
        "Sorts by this column as top does, from the highest value to the lowest; with - before it from the lowest, such as -o -PID.");

    public static Option<bool> ListFields { get; } = CliValues.Flag(
        "--list-fields", "-O", "Prints the names of all columns, one a line.");

    public static Option<bool> CommandLine { get; } = CliValues.Flag(
        "--command-line", "-c", "Shows whole command lines, for threads too, whatever the settings file says.");

    public static Option<bool> HideIdle { get; } = CliValues.Flag(
        "--hide-idle", "-i",
        "Leaves out tasks that neither ran nor waited since the last refresh; shows them when the settings file leaves them out.");

    public static Option<ImmutableArray<ProcessColumn>> Columns { get; } = CliValues.Columns(
        "--columns", "The columns from left to right, such as pid,user,cpu%,cpu,affinity,command, by their headings or their names in JSON. With --json "
        + "and --csv, the fields of each process and thread. docs/columns.md lists all columns.");

    public static Option<TimeSpan> HighlightChanges { get; } = CliValues.Seconds(
        "--highlight-changes", null, usual: 5, least: 1, most: 3600,
        "Marks processes that started within this time with +, and keeps those that ended within it, marked with -.");

    public static Option<RowFilter> Filter { get; } = CliValues.Filter("--filter", FilterDocs.Sentence);

    public static Argument<IReadOnlyList<int>> Targets { get; } = CliValues.Pids(
        "The PIDs of processes, separated by spaces or commas; with --scope thread, the ids of threads.");

    public static Argument<IReadOnlyList<int>> JobPids { get; } = CliValues.AnyPids(
        "PIDs of launchers, ranks or other processes, separated by spaces or commas; when not given, all jobs of this machine.");

    public static Option<string> Cpus { get; } = CliValues.Required(
        "--cpus", "CPUS",
        "The CPUs: 0-3,8,16-31:2, all, idle, node0, llc2, package0, core5 (a CPU and its SMT siblings), pcores, ecores, isolated, or those near a "
        + "device: gpu0, nvme0, nic:eth0, ib:mlx5_0, pci:3b:00.0; \"2 of idle\" or \"2 of llc1\" picks two of them, idle ones on different cores "
        + "first; -3 or !3 takes CPU 3 out.");

    public static Option<TimeSpan> RunInterval { get; } = CliValues.Seconds(
        "--interval", null, usual: 0.5, least: 0.05, most: 3600,
        "How long to watch which CPUs are idle, where the expression asks for that; 0.5 when not given.");

    public static Argument<string[]> Program { get; } = new("COMMAND")
    {
        Description = "The program and its arguments; everything behind -- is theirs.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Within { get; } = CliValues.Text(
        "--within", null, "CPUS", "CPUs such as 0-7, node0 or llc1",
        "Looks at these CPUs alone, named as for \"coretop pin --cpus\": they are shown and counted, findings and plans are about tasks that may "
        + "run there, and no plan names another CPU. The list keeps those tasks.");

    public static Option<bool> Mine { get; } = CliValues.Flag(
        "--mine", null,
        "The same with the CPUs that CoreTop itself may use: those of the Slurm job, container or cpuset it runs in, or of its affinity. Says so where "
        + "nothing limits it.");

    public static Option<AffinityScope> Scope { get; } = CliValues.Word(
        "--scope", "What a PID stands for: the process with all its threads, one thread, or the process and all its descendants; process when not given.",
        ("process", AffinityScope.Process), ("thread", AffinityScope.Thread), ("tree", AffinityScope.Subtree));

    public static Option<bool> WithoutUndo { get; } = CliValues.Flag(
        "--without-undo", null, "Makes the change even when the journal cannot be written, so that it cannot be undone.");

    public static Option<bool> Apply { get; } = CliValues.Flag(
        "--apply", null, "Makes the changes and measures what they gain; without it they are only shown.");

    public static Option<RebalanceStrategy> Strategy { get; } = CliValues.Word(
        "--strategy",
        "What each task gets: widen, all CPUs that its cpuset allows; spread, first one CPU and then all; pin, one CPU for good. widen when not given.",
        [.. Enum.GetValues<RebalanceStrategy>().Select(strategy => (RebalanceText.Name(strategy), strategy))]);

    public static Option<bool> List { get; } = CliValues.Flag(
        "--list", null, "Prints what could be undone, the newest first, and changes nothing.");

    public static Option<bool> Everything { get; } = CliValues.Flag(
        "--all", null, "Takes back every change since the machine was booted, not only the last one.");

    public static Option<bool> WithArguments { get; } = CliValues.Flag(
        "--with-arguments", null,
        "Keeps the arguments of command lines, with asterisks for what looks like a secret: read the file before you share it.");

    public static Argument<string?> HelpTopic { get; } = new("COMMAND")
    {
        Description = "The command, or an option such as -b; when not given, the full screen and -b.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Argument<string> CaptureFile { get; } = CliValues.Text(
        "FILE", "the file to write",
        "The file to write, readable only by this user; an existing one is replaced once all of the new one is on the disk. - is standard output.");

    /// <summary>What has a meaning only beside <see cref="Batch"/>.</summary>
    public static ImmutableArray<Option> OnlyInBatch { get; } = [Iterations, Width, SummaryScale, TaskScale, JsonLines, CsvLines];

    /// <summary>What every command but help takes.</summary>
    public static ImmutableArray<Option> Everywhere { get; } = [Root, ReadOnly, NoColor, Ascii, Help, Version];
}
