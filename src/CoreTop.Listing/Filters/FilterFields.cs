using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Listing.Filters;

/// <summary>
/// The names that filters know: short ones for what is asked for most, and every column of <see cref="ProcessColumns"/> by its heading
/// or its name in JSON. The parser, the prompt's hint, help and docs/filter.md come from here.
/// </summary>
internal static class FilterFields
{
    private delegate bool? HasCpu(in ProcessRow row, CpuId cpu);

    /// <summary>The short names, those that CoreTop is about first.</summary>
    public static ImmutableArray<FilterField> All { get; } =
    [
        Of("cpu", "CPU", "cpu=6", "The CPU it last ran on."),
        new("allow", FilterOperator.Equality, "allow=6", "A CPU that it may run on.", ProcessColumns.Affinity,
            OfCpu((in ProcessRow row, CpuId cpu) => row.Task.Affinity?.Contains(cpu))),
        new("only", FilterOperator.Equality, "only=6", "The one CPU that it may run on.", ProcessColumns.Affinity,
            OfCpu((in ProcessRow row, CpuId cpu) => row.Task.Affinity is { } affinity ? affinity.Count == 1 && affinity.Contains(cpu) : null)),
        Of("run", "CPU%", "run>0.5", "CPU time in the last refresh, in cores or with %: 0.5 is 50%."),
        Of("wait", "WAIT%", "wait>30%", "Time it waited for a CPU in the last refresh, in cores or with %."),
        Of("user", "USER", "user=ann", "The effective user: a name, a number, or with ~ a regular expression."),
        Of("state", "S", "state=RD", "The letter of its state, or one of several letters."),
        Of("pid", "PID", "pid=42", "The PID of the process, or the id of a thread."),
        Of("ppid", "PPID", "ppid=1", "The PID of its parent."),
        Of("nice", "NI", "nice>0", "The nice value, -20 to 19."),
        Of("threads", "THREADS", "threads>8", "How many threads the process has."),
        Of("res", "RES", "res>1G", "Memory in RAM: bytes, or with K, M, G or T."),
        new("mem", FilterOperator.Order, "mem>5%", "Memory in RAM: with % as a share of the machine's, else as res.",
            ProcessColumns.Memory, Memory),
        Of("name", "COMM", "name=sshd", "The task's own name; with ~ a regular expression."),
        Of("cmd", "COMMAND", "cmd~^python", "A part of the command line; with ~ a regular expression."),
        Of("cgroup", "CGROUP", "cgroup=docker", "A part of its cgroup's path; with ~ a regular expression."),
    ];

    /// <summary>The field of this name, in any case: a short name, a heading, a name in JSON; null when there is none.</summary>
    public static FilterField? Find(string name) =>
        All.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? (ProcessColumns.FindNamed(name) is { } column ? Of(column, NameAs(column, name)) : null);

    /// <summary>What to say of a name that no field has, to follow a sentence: which one was meant, or which ones there are.</summary>
    public static string Question(string name) =>
        MeantWord.Find(name, All.Select(field => field.Name)) is { } meant ? MeantWord.Question(meant)
        : ProcessColumns.Question(name) is { Length: > 0 } question ? question
        : $" Fields: {string.Join(' ', All.Select(field => field.Name))}, and every column.";

    // As the table writes it: what is not the heading, or the heading without its sign, is the name in JSON.
    private static string NameAs(ProcessColumn column, string typed) =>
        TopNames.Heading(typed) is [.., '%'] heading ? heading
        : column.Heading.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? column.Heading[..typed.Length] : column.JsonName;

    private static FilterField Of(string name, string heading, string example, string help)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        return Of(column, name) with { Example = example, Help = help };
    }

    private static FilterField Of(ProcessColumn column, string name)
    {
        var kind = FilterKind.Of(column.Kind);
        string sign = kind.Operators.HasFlag(FilterOperator.Greater) ? ">" : "=";
        MakeTest make = column == ProcessColumns.Pid ? Pid
            : column == ProcessColumns.User ? User
            : column == ProcessColumns.Command ? FilterTests.Text(Command, isPart: true)
            : name.EndsWith('%') ? FilterTests.Percent(column.Value)
            : kind.Make(column);
        return new FilterField(name, kind.Operators, $"{name}{sign}{kind.Example}", column.Help, column, make);
    }

    private static CellValue Command(in ProcessRow row, Snapshot snapshot) => CellValue.Of(
        row.Process.Details is { } details ? details.CommandLine is { Length: > 0 } line ? line : row.Task.Name : null);

    private static FilterTest? Memory(FilterOperator wanted, string value, out string whyNot, out int at) =>
        value.EndsWith('%')
            ? FilterTests.Ordered(ProcessColumns.Memory.Value, FilterValues.Percent, "percent such as 5%")(wanted, value, out whyNot, out at)
            : FilterTests.Ordered(
                (in ProcessRow row, Snapshot _) => CellValue.Of(row.Process.ResidentBytes), FilterValues.Size,
                "bytes such as 512M, or percent such as 5%")(wanted, value, out whyNot, out at);

    private static MakeTest OfCpu(HasCpu has) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("the number of a CPU", 0);
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        var cpu = new CpuId(number);
        bool isWanted = wanted == FilterOperator.Equal;
        return (in ProcessRow row, Snapshot _) => has(row, cpu) == isWanted;
    };

    private static FilterTest? Pid(FilterOperator wanted, string value, out string whyNot, out int at)
    {
        (whyNot, at) = ("a whole number", 0);
        return FilterValues.Number(value) is not { } number ? null
            : wanted == FilterOperator.NotEqual ? (in ProcessRow row, Snapshot _) => row.Task.Pid != number && row.Task.Key.Tid != number
            : (in ProcessRow row, Snapshot _) => FilterOperators.Holds(wanted, ((double)row.Task.Pid).CompareTo(number))
                || FilterOperators.Holds(wanted, ((double)row.Task.Key.Tid).CompareTo(number));
    }

    private static FilterTest? User(FilterOperator wanted, string value, out string whyNot, out int at)
    {
        if (!FilterOperator.Equality.HasFlag(wanted))
        {
            return FilterTests.Text(ProcessColumns.User.Value, isPart: false)(wanted, value, out whyNot, out at);
        }

        (whyNot, at) = ("the name or number of a user", 0);
        bool isWanted = wanted == FilterOperator.Equal;
        uint? id = uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
        return value.Length == 0
            ? null
            : (in ProcessRow row, Snapshot _) => row.Process.Details is { } details
                && (details.User == value || id == unchecked((uint)details.Uid)) == isWanted;
    }
}
