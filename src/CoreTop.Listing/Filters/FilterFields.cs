using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Filters;

/// <summary>Every field of the filter grammar: the parser, the prompt's hint, help and docs/filter.md come from here.</summary>
internal static class FilterFields
{
    private const string SizeUnits = "KMGT";

    /// <summary>What a number of the row is; null when it is not known.</summary>
    private delegate double? NumberOf(in ProcessRow row);

    /// <summary>What a text of the row is; null when it is not known.</summary>
    private delegate string? TextOf(in ProcessRow row);

    /// <summary>All of them, those that CoreTop is about first.</summary>
    public static ImmutableArray<FilterField> All { get; } =
    [
        new("cpu", FilterOperator.Order, "cpu=6", "The CPU it last ran on.", Number((in ProcessRow row) => row.Task.LastCpu.Number)),
        new("allow", FilterOperator.Equality, "allow=6", "A CPU that it may run on.",
            OfCpu((in ProcessRow row, CpuId cpu) => row.Task.Affinity?.Contains(cpu))),
        new("only", FilterOperator.Equality, "only=6", "The one CPU that it may run on.",
            OfCpu((in ProcessRow row, CpuId cpu) => row.Task.Affinity is { } affinity ? affinity.Count == 1 && affinity.Contains(cpu) : null)),
        new("run", FilterOperator.Order, "run>0.5", "CPU time in the last refresh, in cores or with %: 0.5 is 50%.",
            Share((in ProcessRow row) => row.Task.Run)),
        new("wait", FilterOperator.Order, "wait>30%", "Time it waited for a CPU in the last refresh, in cores or with %.",
            Share((in ProcessRow row) => row.Task.Wait)),
        new("user", FilterOperator.Text, "user=ann", "The effective user: a name, a number, or with ~ a regular expression.",
            User, NeedsDetails: true),
        new("state", FilterOperator.Equality, "state=RD", "The letter of its state, or one of several letters.", State),
        new("pid", FilterOperator.Order, "pid=42", "The PID of the process, or the id of a thread.", Pid),
        new("ppid", FilterOperator.Order, "ppid=1", "The PID of its parent.", Number((in ProcessRow row) => row.Process.ParentPid)),
        new("nice", FilterOperator.Order, "nice>0", "The nice value, -20 to 19.", Number((in ProcessRow row) => row.Task.Nice)),
        new("threads", FilterOperator.Order, "threads>8", "How many threads the process has.",
            Number((in ProcessRow row) => row.Process.ThreadCount)),
        new("res", FilterOperator.Order, "res>1G", "Memory in RAM: bytes, or with K, M, G or T.",
            Size((in ProcessRow row) => row.Process.ResidentBytes)),
        new("mem", FilterOperator.Order, "mem>5%", "Memory in RAM: with % as a share of the machine's, else as res.", Memory),
        new("name", FilterOperator.Text, "name=sshd", "The task's own name; with ~ a regular expression.",
            Text((in ProcessRow row) => row.Task.Name, isPart: false)),
        new("cmd", FilterOperator.Text, "cmd~^python", "A part of the command line; with ~ a regular expression.",
            Text((in ProcessRow row) => row.Process.Details is { } details ? CommandOf(row, details.CommandLine) : null, isPart: true),
            NeedsDetails: true),
        new("cgroup", FilterOperator.Text, "cgroup=docker", "A part of its cgroup's path; with ~ a regular expression.",
            Text((in ProcessRow row) => row.Process.Details?.Cgroup, isPart: true), NeedsDetails: true),
    ];

    /// <summary>The field of this name, in any case; null when there is none.</summary>
    public static FilterField? Find(ReadOnlySpan<char> name)
    {
        foreach (FilterField field in All)
        {
            if (name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    private delegate bool? HasCpu(in ProcessRow row, CpuId cpu);

    private static string CommandOf(in ProcessRow row, string commandLine) => commandLine.Length > 0 ? commandLine : row.Task.Name;

    private static MakeTest Number(NumberOf number) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
        Compare(number, wanted, ParseNumber(value), "a whole number", out whyNot, out at);

    private static MakeTest Share(NumberOf number) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
        Compare(number, wanted, ParseShare(value), "cores such as 0.5, or percent such as 50%", out whyNot, out at);

    private static MakeTest Size(NumberOf number) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
        Compare(number, wanted, ParseSize(value), "bytes such as 512M or 1.5G", out whyNot, out at);

    private static FilterTest? Memory(FilterOperator wanted, string value, out string whyNot, out int at) => value.EndsWith('%')
        ? Compare((in ProcessRow row) => row.Process.MemoryShare, wanted, ParseShare(value), "percent such as 5%", out whyNot, out at)
        : Compare(
            (in ProcessRow row) => row.Process.ResidentBytes, wanted, ParseSize(value), "bytes such as 512M, or percent such as 5%",
            out whyNot, out at);

    // What is not known is neither equal nor unequal.
    private static FilterTest? Compare(
        NumberOf number, FilterOperator wanted, double? value, string takes, out string whyNot, out int at)
    {
        (whyNot, at) = (takes, 0);
        return value is not { } right
            ? null
            : (in ProcessRow row) => number(row) is { } left && FilterOperators.Holds(wanted, left.CompareTo(right));
    }

    private static MakeTest OfCpu(HasCpu has) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("the number of a CPU", 0);
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        var cpu = new CpuId(number);
        bool isWanted = wanted == FilterOperator.Equal;
        return (in ProcessRow row) => has(row, cpu) == isWanted;
    };

    private static FilterTest? Pid(FilterOperator wanted, string value, out string whyNot, out int at)
    {
        (whyNot, at) = ("a whole number", 0);
        return ParseNumber(value) is not { } number ? null
            : wanted == FilterOperator.NotEqual ? (in ProcessRow row) => row.Task.Pid != number && row.Task.Key.Tid != number
            : (in ProcessRow row) => FilterOperators.Holds(wanted, ((double)row.Task.Pid).CompareTo(number))
                || FilterOperators.Holds(wanted, ((double)row.Task.Key.Tid).CompareTo(number));
    }

    private static FilterTest? State(FilterOperator wanted, string value, out string whyNot, out int at)
    {
        (whyNot, at) = ("letters of states such as R, or RD for either", 0);
        bool isWanted = wanted == FilterOperator.Equal;
        return value.Length > 0 && value.All(char.IsAsciiLetter)
            ? (in ProcessRow row) => value.Contains(row.Task.State.Letter(), StringComparison.Ordinal) == isWanted
            : null;
    }

    private static FilterTest? User(FilterOperator wanted, string value, out string whyNot, out int at)
    {
        if (!FilterOperator.Equality.HasFlag(wanted))
        {
            return Text((in ProcessRow row) => row.Process.Details?.User, isPart: false)(wanted, value, out whyNot, out at);
        }

        (whyNot, at) = ("the name or number of a user", 0);
        bool isWanted = wanted == FilterOperator.Equal;
        uint? id = uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
        return value.Length == 0
            ? null
            : (in ProcessRow row) => row.Process.Details is { } details
                && (details.User == value || id == unchecked((uint)details.Uid)) == isWanted;
    }

    private static MakeTest Text(TextOf text, bool isPart) => (FilterOperator wanted, string value, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("a text", 0);
        if (value.Length == 0)
        {
            return null;
        }

        bool isWanted = wanted is FilterOperator.Equal or FilterOperator.Matches;
        if (FilterOperator.Equality.HasFlag(wanted))
        {
            return isPart
                ? (in ProcessRow row) => text(row) is { } its && its.Contains(value, StringComparison.OrdinalIgnoreCase) == isWanted
                : (in ProcessRow row) => text(row) is { } its && its.Equals(value, StringComparison.OrdinalIgnoreCase) == isWanted;
        }

        return Compile(value, out whyNot, out at) is { } regex
            ? (in ProcessRow row) => text(row) is { } its && regex.IsMatch(its) == isWanted
            : null;
    };

    // Without backtracking its time grows with the text's length alone, whatever was typed.
    private static Regex? Compile(string pattern, out string whyNot, out int at)
    {
        (whyNot, at) = (string.Empty, 0);
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException exception)
        {
            whyNot = "a regular expression, and this one is not complete or not right here";
            at = Math.Clamp(exception.Offset, 0, pattern.Length);
            return null;
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            whyNot = "a regular expression without back references and lookaround, and not too large";
            return null;
        }
    }

    private static double? ParseNumber(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static double? ParseShare(string value) => value.EndsWith('%')
        ? ParseDecimal(value.AsSpan(0, value.Length - 1)) / 100
        : ParseDecimal(value);

    private static double? ParseSize(string value)
    {
        string bare = value.EndsWith('B') || value.EndsWith('b') ? value[..^1] : value;
        bare = bare.EndsWith('i') ? bare[..^1] : bare;
        int unit = bare.Length > 0 ? SizeUnits.IndexOf(char.ToUpperInvariant(bare[^1]), StringComparison.Ordinal) : -1;
        return unit < 0 ? ParseDecimal(bare) : ParseDecimal(bare.AsSpan(0, bare.Length - 1)) * Math.Pow(1024, unit + 1);
    }

    private static double? ParseDecimal(ReadOnlySpan<char> value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;
}
