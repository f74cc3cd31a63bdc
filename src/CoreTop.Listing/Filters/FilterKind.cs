using System.Collections.Immutable;
using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Filters;

/// <summary>How fields of one <see cref="FieldKind"/> are compared.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Operators">What they can be compared by.</param>
/// <param name="Takes">What values may be, for the docs.</param>
/// <param name="Example">Such a value.</param>
/// <param name="Make">Makes the test of a field.</param>
internal sealed record FilterKind(
    FieldKind Kind, FilterOperator Operators, string Takes, string Example, Func<ProcessColumn, MakeTest> Make)
{
    /// <summary>Every kind that a column has, in the order of the docs.</summary>
    public static ImmutableArray<FilterKind> All { get; } =
    [
        Ordered(FieldKind.Number, "a whole number", "100", FilterValues.Number),
        Ordered(FieldKind.Rate, "a number such as 100 or 2.5", "100", FilterValues.Decimal),
        new(FieldKind.Share, FilterOperator.Order, "cores or a share such as 0.5, or percent such as 50%", "50%",
            column => FilterTests.Ordered(column.Value, FilterValues.Share, "cores such as 0.5, or percent such as 50%")),
        Ordered(FieldKind.Bytes, "bytes such as 512M or 1.5G", "512M", FilterValues.Size),
        Ordered(FieldKind.Seconds, "seconds such as 90, or with m, h or d as in 1.5h", "90", FilterValues.Seconds),
        new(FieldKind.Time, FilterOperator.Order, "a time such as 08:15, 2026-11-28 or 2026-11-28T08:15", "08:15",
            column => FilterTests.Time(column.Value)),
        new(FieldKind.Letter, FilterOperator.Equality, "a letter, or several for either of them", "RD",
            column => FilterTests.Letters(column.Value)),
        new(FieldKind.Text, FilterOperator.Text, "the whole text, in any case; with ~ a regular expression", "ann",
            column => FilterTests.Text(column.Value, isPart: false)),
        new(FieldKind.LongText, FilterOperator.Text, "a part of the text, in any case; with ~ a regular expression", "docker",
            column => FilterTests.Text(column.Value, isPart: true)),
        new(FieldKind.Cpus, FilterOperator.Equality, "CPUs such as 0-3,8, exactly these; or all, as the list shows it", "0-3",
            column => FilterTests.Cpus(column.Value)),
    ];

    /// <summary>How fields of that kind are compared.</summary>
    public static FilterKind Of(FieldKind kind) => All.First(each => each.Kind == kind);

    // A value that will not do is answered with what the docs say it takes.
    private static FilterKind Ordered(FieldKind kind, string takes, string example, Func<string, double?> parse) =>
        new(kind, FilterOperator.Order, takes, example, column => FilterTests.Ordered(column.Value, parse, takes));
}
