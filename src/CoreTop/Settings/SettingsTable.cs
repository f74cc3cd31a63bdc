using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Texts;
using CoreTop.Meters;
using CoreTop.Model.Words;

namespace CoreTop.Settings;

/// <summary>Every setting, in the order of the documentation. The file's parser and writer, docs/settings.md and the setup screen come from here.</summary>
internal static class SettingsTable
{
    /// <summary>The least and the most seconds between refreshes.</summary>
    public const double LeastDelay = 0.1, MostDelay = 3600;

    private const string Yes = "yes", No = "no", UsualMarkTime = "5", Auto = "auto";
    private const double LeastMarkTime = 1;

    /// <summary>Whether kernel threads are shown: not on the screen, and in the text of -b, where nobody says.</summary>
    public static Setting KernelThreads { get; } = YesNo(
        "kernel-threads",
        "Kernel threads are shown; with no, only those of a finding and those that use a tenth of a CPU or want half of one. Without this line -b shows all.",
        s => s.List.ShowsKernelThreads, (s, on) => s with { List = s.List with { ShowsKernelThreads = on } });

    /// <summary>Every setting.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new(
            "delay", "Time between two refreshes.",
            string.Create(CultureInfo.InvariantCulture, $"seconds from {LeastDelay} to {MostDelay}, such as 1 or 0.5"), [],
            s => s.Delay.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            (s, value) => ReadDelay(value) is { } delay ? s with { Delay = delay } : null),
        new(
            "columns", "The columns of the process list, from the left.",
            "headings of columns separated by spaces, each once; docs/columns.md lists them", [],
            s => string.Join(' ', s.List.Columns.Select(column => column.Heading)),
            (s, value) => ReadColumns(value) is { } columns ? s with { List = s.List with { Columns = columns } } : null,
            value => Words(value).FirstOrDefault(word => ProcessColumns.Find(word) is null)) { Meant = MeantColumn },
        new(
            "sort", "The column that sorts the processes.",
            "a column's heading, such as CPU% or MEM%; docs/columns.md lists them", [],
            s => s.List.Sort.Heading,
            (s, value) => ProcessColumns.Find(value) is { } column ? s with { List = s.List with { Sort = column } } : null)
            {
                Meant = MeantColumn,
            },
        YesNo(
            "reverse", "The list is sorted in reverse.",
            s => s.List.IsReversed, (s, on) => s with { List = s.List with { IsReversed = on } }),
        YesNo(
            "tree", "Processes are shown as a tree, children below their parent.",
            s => s.List.IsTree, (s, on) => s with { List = s.List with { IsTree = on, IsGrouped = !on && s.List.IsGrouped } }),
        YesNo(
            "groups", "Processes of the same program and user are one row, with their sums; instead of the tree.",
            s => s.List.IsGrouped, (s, on) => s with { List = s.List with { IsGrouped = on, IsTree = !on && s.List.IsTree } }),
        YesNo(
            "threads", "Each process is followed by its threads.",
            s => s.List.ShowsThreads, (s, on) => s with { List = s.List with { ShowsThreads = on } }),
        KernelThreads,
        YesNo(
            "hide-idle", "Tasks that neither ran nor waited are left out.",
            s => s.List.HidesIdle, (s, on) => s with { List = s.List with { HidesIdle = on } }),
        Word(
            "command", "How commands are shown; merged is the command line with the task's own name highlighted, whole is the command line for threads too.",
            [
                ("command-line", CommandMode.CommandLine), ("merged", CommandMode.Merged), ("name", CommandMode.Name),
                ("whole", CommandMode.Whole),
            ],
            s => s.List.Command, (s, mode) => s with { List = s.List with { Command = mode } }),
        YesNo(
            "program-paths", "The paths of programs are shown in commands.",
            s => !s.List.HidesPath, (s, on) => s with { List = s.List with { HidesPath = !on } }),
        new(
            "highlight-changes", "How long processes that start or end are marked.",
            string.Create(CultureInfo.InvariantCulture, $"no, or seconds from {LeastMarkTime} to {MostDelay}"), [No, UsualMarkTime],
            s => s.List.ChangesMarkedFor?.TotalSeconds.ToString(CultureInfo.InvariantCulture) ?? No,
            (s, value) => string.Equals(value, No, StringComparison.OrdinalIgnoreCase) ? s with { List = s.List with { ChangesMarkedFor = null } }
                : ReadDelay(value) is { TotalSeconds: >= LeastMarkTime } time ? s with { List = s.List with { ChangesMarkedFor = time } }
                : null),
        Word(
            "core-view", "What a bar of the core panel stands for.",
            [.. Enum.GetValues<CoreView>().Select(view => (view.ToString().ToLowerInvariant(), view))],
            s => s.CoreView, (s, view) => s with { CoreView = view }),
        YesNo(
            "summary", "The second line of the header: tasks, busy cores, memory and swap.",
            s => s.Header.HasSummary, (s, on) => s with { Header = s.Header with { HasSummary = on } }),
        MeterList(
            "meters-left",
            "More meters in the header's left column; auto is a history of busy cores where the screen has 120 columns and 30 rows, and nobody chose those of the right column.",
            s => s.Header.IsLeftUsual ? null : s.Header.Left,
            (header, meters) => header with { Left = meters ?? [], IsLeftUsual = meters is null }),
        MeterList(
            "meters-right",
            "More meters in the header's right column; auto is the pressure on such a screen, where nobody chose those of the left column.",
            s => s.Header.IsRightUsual ? null : s.Header.Right,
            (header, meters) => header with { Right = meters ?? [], IsRightUsual = meters is null }),
        Word(
            "theme", "The colours.",
            [.. Themes.All.Select(theme => (theme.Name, theme))],
            s => s.Theme, (s, theme) => s with { Theme = theme },
            Themes.OldNames),
        YesNo(
            "mouse", "Clicks and the wheel act on the screen; with no, they select text as elsewhere in the terminal.",
            s => s.HasMouse, (s, on) => s with { HasMouse = on }),
        YesNo(
            "ascii", "Only ASCII is shown, even where the locale has more.",
            s => s.IsAscii, (s, on) => s with { IsAscii = on }),
        Word(
            "confirm", "Which changes by a single key (i r p z F7 F8 [ ] { }) say what they would do and wait for Enter or the same key, and how often root is asked before any change of another user's tasks: the first of a run (for each user), all, or none. Undo of what another run changed, and what may do harm or cannot be undone, is asked about in any case.",
            [("first", ConfirmMode.First), ("always", ConfirmMode.Always), ("never", ConfirmMode.Never)],
            s => s.Confirm, (s, mode) => s with { Confirm = mode }),
        YesNo(
            "system-log", "Each change that root makes, here or with a command, is a line in the system log.",
            s => s.WritesSystemLog, (s, on) => s with { WritesSystemLog = on }),
        Word(
            "task-source", "Where CoreTop reads what tasks did, here and with a command: auto is one BPF program for all tasks, which only reads, where the kernel lets this user load one, and the files of /proc elsewhere; files is never BPF. The meter source shows which.",
            [("auto", true), ("files", false)],
            s => s.AllowsBpf, (s, on) => s with { AllowsBpf = on }),
    ];

    /// <summary>The setting of that name; null when there is none.</summary>
    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    /// <summary>A delay in seconds; null for anything else, and for one too short or too long.</summary>
    public static TimeSpan? ReadDelay(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
        && seconds is >= LeastDelay and <= MostDelay
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static Setting YesNo(
        string name, string help, Func<ScreenSettings, bool> get, Func<ScreenSettings, bool, ScreenSettings> set) =>
        Word(name, help, [(Yes, true), (No, false)], get, set);

    private static Setting Word<T>(
        string name,
        string help,
        ImmutableArray<(string Word, T Value)> words,
        Func<ScreenSettings, T> get,
        Func<ScreenSettings, T, ScreenSettings> set,
        IReadOnlyList<(string Word, T Value)>? old = null) => new(
            name, help, Join([.. words.Select(pair => pair.Word)]), [.. words.Select(pair => pair.Word)],
            s => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, get(s))).Word,
            (s, text) =>
            {
                foreach ((string word, T value) in words.Concat(old ?? []))
                {
                    if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                    {
                        return set(s, value);
                    }
                }

                return null;
            })
        {
            Meant = text => MeantWord.Find(text, words.Concat(old ?? []).Select(pair => pair.Word)),
        };

    // Null is what suits the screen.
    private static Setting MeterList(
        string name,
        string help,
        Func<ScreenSettings, ImmutableArray<ChosenMeter>?> get,
        Func<HeaderLayout, ImmutableArray<ChosenMeter>?, HeaderLayout> set) => new(
            name, help,
            $"auto, or meters separated by spaces, each with :text, :bar or :graph after it if not text, of {string.Join(' ', HeaderMeters.All.Select(meter => meter.Name))}",
            [],
            s => get(s) is { } meters ? string.Join(' ', meters.Select(chosen => chosen.ToString())) : Auto,
            (s, text) => IsAuto(text) ? s with { Header = set(s.Header, null) }
                : ChosenMeter.ParseList(text) is { } meters ? s with { Header = set(s.Header, meters) }
                : null,
            text => Words(text).FirstOrDefault(word => ChosenMeter.ParseList(word) is null))
        {
            Meant = word => MeantWord.Find(word, HeaderMeters.All.SelectMany(Written).Append(Auto)),
        };

    private static bool IsAuto(string text) => string.Equals(text, Auto, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Written(HeaderMeter meter) =>
        Enum.GetValues<MeterStyle>().Where(meter.Has).Select(style => new ChosenMeter(meter, style).ToString());

    // A name in JSON or in top is understood on the command line.
    private static string? MeantColumn(string word) =>
        (ProcessColumns.FindNamed(word) ?? (ProcessColumns.Meant(word) is { } meant ? ProcessColumns.FindNamed(meant) : null))?.Heading;

    private static ImmutableArray<ProcessColumn>? ReadColumns(string text)
    {
        ProcessColumn?[] columns = [.. Words(text).Select(ProcessColumns.Find)];
        return columns.Length > 0 && columns.All(column => column is not null) && columns.Distinct().Count() == columns.Length
            ? [.. columns!]
            : null;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Join(ImmutableArray<string> words) =>
        $"{string.Join(", ", words.AsSpan()[..^1].ToArray())} or {words[^1]}";
}
