using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;

namespace CoreTop.Listing.Fields;

/// <summary>
/// The one table of fields: columns, their order, filters, JSON, CSV, help and the pages about them come from here and from the
/// tables beside it.
/// </summary>
internal static class ProcessColumns
{
    /// <summary>A share from which a number is drawn as running or waiting.</summary>
    private const double NoticeableShare = 0.10;

    // Eight characters and the blank; ten are as many as a user's number has.
    private const int UserWidth = 9;
    private const int WideUser = 11;

    private const int FirstCpuOfFourDigits = 1000;
    private const int WideCpu = 5;

    // A group may have run on many: a longer list gives way to their number.
    private const int MostOfGroupsCpus = 6;

    // Six digits, and the place in which a row is marked.
    private const int PidWidth = 7;
    private const int WidePid = 8;
    private const int FirstPidOfSevenDigits = 1_000_000;

    public static ProcessColumn Cpu { get; } = new(
        "CPU%", 6, IsLeft: false, Rank: 0,
        "CPU time in the last refresh: 100 is one whole CPU; a process is the sum of its threads.",
        (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Percent(to, row.Task.Run),
        (in ProcessRow a, in ProcessRow b) => ColumnKind.CompareShares(b.Task.Run, a.Task.Run),
        (in ProcessRow row, Snapshot _) => row.Task.Run >= NoticeableShare ? CellTone.Running : CellTone.Normal)
    {
        JsonName = "run",
        Kind = FieldKind.Share,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Run),
        Category = ColumnCategory.Scheduling,
        Unit = "% of one CPU",
        Source = "stat, fields 14 and 15; schedstat, field 1",
    };

    public static ProcessColumn Memory { get; } = new(
        "MEM%", 6, IsLeft: false, Rank: 7,
        "Resident memory as a share of the machine's.",
        (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Percent(to, row.Process.MemoryShare),
        (in ProcessRow a, in ProcessRow b) => b.Process.ResidentBytes.CompareTo(a.Process.ResidentBytes))
    {
        JsonName = "memoryShare",
        OfGroup = GroupRule.AtMost,
        Kind = FieldKind.Share,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Process.MemoryShare),
        Category = ColumnCategory.Memory,
        Unit = "% of the memory",
        Source = "statm, field 2; /proc/meminfo, MemTotal",
    };

    public static ProcessColumn Time { get; } = new(
        "TIME+", 10, IsLeft: false, Rank: 5,
        "CPU time since it started: minutes, seconds, hundredths.",
        (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Minutes(to, row.Task.CpuTime),
        (in ProcessRow a, in ProcessRow b) => b.Task.CpuTime.CompareTo(a.Task.CpuTime))
    {
        JsonName = "cpuSeconds",
        Kind = FieldKind.Seconds,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.CpuTime.TotalSeconds),
        Category = ColumnCategory.Scheduling,
        Unit = "min:s.hundredths",
        Source = "stat, fields 14 and 15",
    };

    public static ProcessColumn Pid { get; } = new(
        "PID", PidWidth, IsLeft: false, Rank: 0,
        "Process id; on a thread's row its thread id.",
        (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Number(to, row.Task.Key.Tid),
        (in ProcessRow a, in ProcessRow b) => a.Task.Key.Tid.CompareTo(b.Task.Key.Tid))
    {
        JsonName = "pid",
        OfGroup = GroupRule.None,
        IsAscending = true,
        Kind = FieldKind.Number,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Pid),
        Category = ColumnCategory.Identity,
        Source = "the folder in /proc",
        NeededWidth = static snapshot => HasLongPid(snapshot) ? WidePid : 0,
    };

    public static ProcessColumn Affinity { get; } = new(
        "AFFINITY", 10, IsLeft: true, Rank: 0,
        "The CPUs it may run on: all, or the kernel's list, with a letter when there is more to say.",
        AffinityText,
        (in ProcessRow a, in ProcessRow b) =>
            (a.Task.Affinity?.Count ?? int.MaxValue).CompareTo(b.Task.Affinity?.Count ?? int.MaxValue),
        (in ProcessRow row, Snapshot snapshot) => AffinityField.IsNarrowed(row, snapshot) ? CellTone.Narrowed : CellTone.Normal)
    {
        JsonName = "affinity",
        OfGroup = GroupRule.Own,
        IsAscending = true,
        Kind = FieldKind.Cpus,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Affinity),
        Category = ColumnCategory.Placement,
        Source = "sched_getaffinity(2)",
        Contents = AffinityLength,
    };

    public static ProcessColumn Command { get; } = new(
        "COMMAND", 12, IsLeft: true, Rank: 0,
        "The command line; a kernel thread's name in brackets; a thread's own name.",
        CommandText,
        (in ProcessRow a, in ProcessRow b) => string.CompareOrdinal(a.Task.Name, b.Task.Name),
        (in ProcessRow row, Snapshot _) => CommandTone(row))
    {
        JsonName = "commandLine",
        OfGroup = GroupRule.Own,
        ShortName = "cmd",
        IsAscending = true,
        Kind = FieldKind.LongText,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Process.Details?.CommandLine),
        NeedsDetails = true,
        Category = ColumnCategory.Identity,
        Source = "cmdline; stat, field 2",
        IsLong = true,
    };

    public static ProcessColumn User { get; } = new(
        "USER", UserWidth, IsLeft: true, Rank: 3,
        "The effective user.",
        (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Name(to, row.Process.Details?.User),
        (in ProcessRow a, in ProcessRow b) =>
            string.CompareOrdinal(a.Process.Details?.User, b.Process.Details?.User))
    {
        JsonName = "user",
        IsAscending = true,
        Kind = FieldKind.Text,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Process.Details?.User),
        NeedsDetails = true,
        Category = ColumnCategory.Identity,
        Source = "status, Uid",
        NeededWidth = static snapshot => HasLongUser(snapshot) ? WideUser : 0,
    };

    public static ProcessColumn Wait { get; } = new(
        "WAIT%", 6, IsLeft: false, Rank: 1,
        "Time runnable but waiting for a CPU in the last refresh; - where this kernel does not say. Red where it could have run, by another mask or on an idle CPU.",
        (in ProcessRow row, Snapshot _, Span<char> to) =>
            row.Task.Wait is { } wait ? FieldText.Percent(to, wait) : FieldText.Text(to, "-"),
        (in ProcessRow a, in ProcessRow b) => ColumnKind.CompareShares(b.Task.Wait ?? -1, a.Task.Wait ?? -1),
        (in ProcessRow row, Snapshot _) => row.Task.Wait >= NoticeableShare ? CellTone.Waiting : CellTone.Normal)
    {
        JsonName = "wait",
        Kind = FieldKind.Share,
        Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Wait),
        Category = ColumnCategory.Scheduling,
        Unit = "% of one CPU",
        Source = "schedstat, field 2",
    };

    /// <summary>The columns shown where nobody chose others, left to right.</summary>
    public static ImmutableArray<ProcessColumn> Default { get; } =
    [
        Pid,
        User,
        new(
            "PR", 4, IsLeft: false, Rank: 8,
            "The kernel's priority: lower runs first; rt is the highest real-time one.",
            Priority,
            (in ProcessRow a, in ProcessRow b) => a.Task.Priority.CompareTo(b.Task.Priority))
        {
            JsonName = "priority",
            IsAscending = true,
            Kind = FieldKind.Number,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Priority),
            Category = ColumnCategory.Scheduling,
            UsualText = "20",
            Source = "stat, field 18",
        },
        ColumnKind.Ids(
            "NI", "nice", 4, "Nice value, -20 to 19: higher yields to others.", "stat, field 19",
            (in ProcessRow row) => row.Task.Nice) with { Rank = 9, Category = ColumnCategory.Scheduling, UsualText = "0" },
        ColumnKind.Numbers(
            "VIRT", "virtualBytes", 7, "bytes", "Address space.", "stat, field 23", FieldKind.Bytes,
            (in ProcessRow row) => row.Process.VirtualBytes) with { Rank = 11, Category = ColumnCategory.Memory },
        ColumnKind.Numbers(
            "RES", "residentBytes", 7, "bytes", "Memory in RAM.", "statm, field 2", FieldKind.Bytes,
            (in ProcessRow row) => row.Process.ResidentBytes) with { Rank = 6, Category = ColumnCategory.Memory, OfGroup = GroupRule.AtMost },
        new(
            "SHR", 7, IsLeft: false, Rank: 10,
            "Memory in RAM that others may share.",
            (in ProcessRow row, Snapshot _, Span<char> to) =>
                row.Process.Details is { } details ? FieldText.Size(to, details.SharedBytes) : 0,
            (in ProcessRow a, in ProcessRow b) =>
                (b.Process.Details?.SharedBytes ?? 0).CompareTo(a.Process.Details?.SharedBytes ?? 0))
        {
            JsonName = "sharedBytes",
            OfGroup = GroupRule.AtMost,
            Kind = FieldKind.Bytes,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Process.Details?.SharedBytes),
            NeedsDetails = true,
            Category = ColumnCategory.Memory,
            Unit = "bytes",
            Source = "statm, field 3",
        },
        new(
            "S", 2, IsLeft: false, Rank: 4,
            "State: R running, S sleeping, D waiting for a disk, T stopped, t traced, Z zombie, I idle kernel thread.",
            (in ProcessRow row, Snapshot _, Span<char> to) =>
            {
                to[0] = row.Task.State.Letter();
                return 1;
            },
            (in ProcessRow a, in ProcessRow b) => a.Task.State.CompareTo(b.Task.State))
        {
            JsonName = "state",
            OfGroup = GroupRule.State,
            IsAscending = true,
            Kind = FieldKind.Letter,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(FieldWords.Of(row.Task.State)),
            Category = ColumnCategory.Scheduling,
            Source = "stat, field 3",
        },
        Cpu,
        Wait,
        Memory,
        Time,
        ColumnKind.Ids(
            "CPU", "lastCpu", 4, "The CPU it last ran on; for a process that of its busiest thread.", "stat, field 39",
            (in ProcessRow row) => row.Task.LastCpu.Number) with
            {
                Rank = 2,
                Category = ColumnCategory.Placement,
                OfGroup = GroupRule.Cpus,
                Contents = static (in ProcessRow row, Snapshot _) =>
                    row.Group?.LastCpus.ToString().Length is { } length and <= MostOfGroupsCpus ? length : 0,
                NeededWidth = static snapshot => snapshot.Whole.Topology.Present.Last is { Number: >= FirstCpuOfFourDigits } ? WideCpu : 0,
            },
        Affinity,
        Command,
    ];

    /// <summary>Every column there is, the default ones first.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        .. Default,
        .. IdentityColumns.All.Select(column => column with { Category = ColumnCategory.Identity }),
        .. SchedulingColumns.All.Select(column => column with { Category = ColumnCategory.Scheduling }),
        .. PlacementColumns.All.Select(column => column with { Category = ColumnCategory.Placement }),
        .. MemoryColumns.All.Select(column => column with { Category = ColumnCategory.Memory }),
        .. DiskColumns.All.Select(column => column with { Category = ColumnCategory.Disk }),
        .. CgroupColumns.All.Select(column => column with { Category = ColumnCategory.Cgroup }),
    ];

    // Most runs name no column.
    private static Lazy<Dictionary<string, ProcessColumn>> Named { get; } = new(MakeNames);

    /// <summary>Those that some machines need wider.</summary>
    public static ImmutableArray<ProcessColumn> Widening { get; } = [.. All.Where(column => column.NeededWidth is not null)];

    /// <summary>Every column, beginning with those shown in their order: what a menu of columns offers.</summary>
    public static ImmutableArray<ProcessColumn> ShownFirst(ImmutableArray<ProcessColumn> shown) =>
        [.. shown, .. All.Where(column => !shown.Contains(column))];

    /// <summary>The column with this heading, in any case; null when there is none.</summary>
    public static ProcessColumn? Find(string heading) =>
        All.FirstOrDefault(column => string.Equals(column.Heading, heading, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The column that a user names, in any case: by its heading, by its heading without <c>%</c> or <c>+</c>, by its name in JSON, by its
    /// short name or by its name in top. Where two columns share a word it means the first of these, everywhere. Null when there is none.
    /// </summary>
    public static ProcessColumn? FindNamed(string name) => Named.Value.GetValueOrDefault(name);

    /// <summary>The heading, or the name in JSON, that was meant by a name that no column has; null when none is near.</summary>
    public static string? Meant(string name) => MeantWord.Find(name, All.Select(column => column.Heading).Concat(All.Select(column => column.JsonName)));

    /// <summary>
    /// What to say of a name that no column has, to follow a sentence: which one was meant, or that only top has that field; empty for
    /// nothing.
    /// </summary>
    public static string Question(string name) => TopNames.IsOnlyInTop(name)
        ? $" CoreTop has no column for top's {name}."
        : MeantWord.Question(Meant(name));

    private static Dictionary<string, ProcessColumn> MakeNames()
    {
        var named = new Dictionary<string, ProcessColumn>(StringComparer.OrdinalIgnoreCase);
        ReadOnlySpan<Func<ProcessColumn, IEnumerable<string>>> kinds =
        [
            column => [column.Heading],
            column => [column.Heading.TrimEnd('%', '+')],
            column => [column.JsonName],
            column => column.ShortName is { } name ? [name] : [],
        ];
        foreach (Func<ProcessColumn, IEnumerable<string>> kind in kinds)
        {
            foreach (ProcessColumn column in All)
            {
                foreach (string name in kind(column))
                {
                    named.TryAdd(name, column);
                }
            }
        }

        foreach ((string name, string heading) in TopNames.Headings)
        {
            named.TryAdd(name, named[heading]);
        }

        return named;
    }

    private static bool HasLongPid(Snapshot snapshot)
    {
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Pid >= FirstPidOfSevenDigits
                || process.Threads is [.., { Key.Tid: >= FirstPidOfSevenDigits }])
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLongUser(Snapshot snapshot)
    {
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Details?.User.Length >= UserWidth)
            {
                return true;
            }
        }

        return false;
    }

    private static int Priority(in ProcessRow row, Snapshot snapshot, Span<char> to) =>
        row.Task.Priority <= -100 ? FieldText.Text(to, "rt") : FieldText.Number(to, row.Task.Priority);

    private static int AffinityText(in ProcessRow row, Snapshot snapshot, Span<char> to)
    {
        AffinityMark mark = AffinityField.Mark(row, snapshot);
        int room = mark == AffinityMark.None ? to.Length : to.Length - AffinityField.MarkLength;
        string text = AffinityField.Text(row.Task, snapshot);
        int length = FieldText.Text(to[..room], text);
        if (length < text.Length)
        {
            to[length - 1] = '…';
        }

        if (mark != AffinityMark.None)
        {
            to[length++] = ' ';
            to[length++] = AffinityField.Letter(mark);
        }

        return length;
    }

    // Room for the letter too, so that the column does not change when it comes or goes.
    private static int AffinityLength(in ProcessRow row, Snapshot snapshot) =>
        AffinityField.Text(row.Task, snapshot).Length + AffinityField.MarkLength;

    private static int CommandText(in ProcessRow row, Snapshot snapshot, Span<char> to) =>
        CommandField.Write(row, CommandMode.CommandLine, hidesPath: false, to, out _);

    private static CellTone CommandTone(in ProcessRow row) =>
        row.Task.IsKernelThread ? CellTone.KernelThread : row.Thread is null ? CellTone.Normal : CellTone.Thread;
}
