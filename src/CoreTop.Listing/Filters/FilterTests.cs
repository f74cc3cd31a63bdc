using System.Text.RegularExpressions;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Filters;

/// <summary>Makes tests that compare a field's value. What is not known of a task is neither equal nor unequal.</summary>
internal static class FilterTests
{
    /// <summary>Percent, with the sign or without: for a name that ends in it.</summary>
    public static MakeTest Percent(FieldValue value) => Ordered(value, FilterValues.Percent, "percent such as 50 or 50%");

    /// <summary>A number of any kind.</summary>
    /// <param name="value">The field.</param>
    /// <param name="parse">Understands what was typed; null for what will not do.</param>
    /// <param name="takes">What will do.</param>
    public static MakeTest Ordered(FieldValue value, Func<string, double?> parse, string takes) =>
        (FilterOperator wanted, string text, out string whyNot, out int at) =>
        {
            (whyNot, at) = (takes, 0);
            return parse(text) is not { } right
                ? null
                : (in ProcessRow row, Snapshot snapshot) => value(row, snapshot) is { IsKnown: true } left
                    && FilterOperators.Holds(wanted, left.Number.CompareTo(right));
        };

    /// <summary>A point in time; without a date of the snapshot's day, without an offset from UTC in its.</summary>
    public static MakeTest Time(FieldValue value) => (FilterOperator wanted, string text, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("a time such as 08:15, 2026-11-28 or 2026-11-28T08:15", 0);
        return FilterValues.Time(text) is not { } of
            ? null
            : (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Time is { } left
                && FilterOperators.Holds(wanted, left.CompareTo(of(snapshot.Time)));
    };

    /// <summary>One of several letters.</summary>
    public static MakeTest Letters(FieldValue value) => (FilterOperator wanted, string text, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("letters of states such as R, or RD for either", 0);
        bool isWanted = wanted == FilterOperator.Equal;
        return text.Length > 0 && text.All(char.IsAsciiLetter)
            ? (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Text is { } letter
                && text.Contains(letter, StringComparison.Ordinal) == isWanted
            : null;
    };

    /// <summary>A set of CPUs, or <c>all</c> as the list shows it.</summary>
    public static MakeTest Cpus(FieldValue value) => (FilterOperator wanted, string text, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("CPUs such as 0-3,8, or all", 0);
        bool isWanted = wanted == FilterOperator.Equal;
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Cpus is { } its
                && AffinityField.IsAll(its, snapshot) == isWanted;
        }

        return text.Length > 0 && CpuList.TryParse(text, out CpuSet cpus)
            ? (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Cpus is { } its && its.Equals(cpus) == isWanted
            : null;
    };

    /// <summary>A text: all of it or a part, in any case; or a regular expression.</summary>
    public static MakeTest Text(FieldValue value, bool isPart) => (FilterOperator wanted, string text, out string whyNot, out int at) =>
    {
        (whyNot, at) = ("a text", 0);
        if (text.Length == 0)
        {
            return null;
        }

        bool isWanted = wanted is FilterOperator.Equal or FilterOperator.Matches;
        if (FilterOperator.Equality.HasFlag(wanted))
        {
            return isPart
                ? (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Text is { } its
                    && its.Contains(text, StringComparison.OrdinalIgnoreCase) == isWanted
                : (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Text is { } its
                    && its.Equals(text, StringComparison.OrdinalIgnoreCase) == isWanted;
        }

        return Compile(text, out whyNot, out at) is { } regex
            ? (in ProcessRow row, Snapshot snapshot) => value(row, snapshot).Text is { } its && regex.IsMatch(its) == isWanted
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
            whyNot = "a regular expression, and this one is incomplete or wrong here";
            at = Math.Clamp(exception.Offset, 0, pattern.Length);
            return null;
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            whyNot = "a regular expression without back references and lookaround, and not too large";
            return null;
        }
    }
}
