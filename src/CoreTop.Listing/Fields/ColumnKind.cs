using System.Globalization;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>A row's number; null when the kernel did not report it.</summary>
internal delegate double? RowNumber(in ProcessRow row);

/// <summary>A row's text; null when the kernel did not report it.</summary>
internal delegate string? RowText(in ProcessRow row);

/// <summary>Makes columns that differ only in what they show: a number or a text of a row, <c>-</c> when the kernel does not report it, nothing until it was read.</summary>
internal static class ColumnKind
{
    // Columns that nobody shows by default are the first to go when the screen is narrow.
    private const int Rank = 20;

    /// <summary>A column of numbers, the largest first.</summary>
    public static ProcessColumn Numbers(
        string heading, string jsonName, int width, string unit, string help, string source, FieldKind kind, RowNumber value,
        ExtraFiles needs = ExtraFiles.None) => new(
            heading, width, IsLeft: false, Rank, help,
            (in ProcessRow row, Snapshot _, Span<char> to) =>
                value(row) is { } number ? Write(to, kind, number) : Missing(row, to, needs),
            (in ProcessRow a, in ProcessRow b) => Compare(value(b), value(a)))
        {
            JsonName = jsonName,
            Kind = kind,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(value(row)),
            Unit = unit,
            Source = source,
            Needs = needs,
        };

    /// <summary>A column of numbers that name something, the smallest first.</summary>
    public static ProcessColumn Ids(
        string heading, string jsonName, int width, string help, string source, RowNumber value, ExtraFiles needs = ExtraFiles.None) => new(
            heading, width, IsLeft: false, Rank, help,
            (in ProcessRow row, Snapshot _, Span<char> to) =>
                value(row) is { } number ? FieldText.Number(to, (long)number) : Missing(row, to, needs),
            (in ProcessRow a, in ProcessRow b) => Compare(value(a) ?? double.MaxValue, value(b) ?? double.MaxValue))
        {
            JsonName = jsonName,
            Kind = FieldKind.Number,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(value(row)),
            Source = source,
            Needs = needs,
            IsAscending = true,
        };

    /// <summary>A column of texts in alphabetical order, those without one last.</summary>
    public static ProcessColumn Texts(
        string heading, string jsonName, int width, string help, string source, FieldKind kind, RowText value,
        ExtraFiles needs = ExtraFiles.None) => new(
            heading, width, IsLeft: true, Rank, help,
            (in ProcessRow row, Snapshot _, Span<char> to) =>
                value(row) is { } text ? FieldText.Text(to, text) : Missing(row, to, needs),
            (in ProcessRow a, in ProcessRow b) => CompareTexts(value(a), value(b)))
        {
            JsonName = jsonName,
            Kind = kind,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(value(row)),
            Source = source,
            Needs = needs,
            IsLong = true,
            IsAscending = true,
        };

    /// <summary>Orders texts, those without one last.</summary>
    public static int CompareTexts(string? left, string? right) =>
        string.IsNullOrEmpty(left) || string.IsNullOrEmpty(right)
            ? string.IsNullOrEmpty(left).CompareTo(string.IsNullOrEmpty(right))
            : string.CompareOrdinal(left, right);

    /// <summary>Orders shares as precisely as they are shown: what looks equal must not dance.</summary>
    public static int CompareShares(double left, double right) =>
        left == right ? 0 : Math.Round(left * 1000).CompareTo(Math.Round(right * 1000));

    /// <summary>What stands for a number or text that is not there.</summary>
    public static int Missing(in ProcessRow row, Span<char> to, ExtraFiles needs) =>
        IsTried(row, needs) ? FieldText.Text(to, "-") : 0;

    /// <summary>What the field needs was tried to be read of the row: a value that is not known will not come.</summary>
    public static bool IsTried(in ProcessRow row, ExtraFiles needs) => needs == ExtraFiles.None
        || ((row.Task.Extras?.Tried ?? ExtraFiles.None) & needs) == needs
        || ((row.Process.Extras?.Tried ?? ExtraFiles.None) & needs) == needs;

    /// <summary>Writes a number as its kind is written.</summary>
    public static int Write(Span<char> to, FieldKind kind, double value) => kind switch
    {
        FieldKind.Share => FieldText.Percent(to, value),
        FieldKind.Bytes => FieldText.Size(to, (ulong)Math.Max(0, value)),
        FieldKind.Rate => Rate(to, value),
        FieldKind.Seconds => FieldText.Minutes(to, TimeSpan.FromSeconds(value)),
        _ => FieldText.Number(to, (long)value),
    };

    // Something a second: nothing for none, so that what moves stands out; a decimal below ten.
    private static int Rate(Span<char> to, double value) => value switch
    {
        0 => FieldText.Text(to, "0"),
        < 9.95 when value.TryFormat(to, out int length, "0.0", CultureInfo.InvariantCulture) => length,
        _ => FieldText.Number(to, (long)Math.Round(value)),
    };

    private static int Compare(double? left, double? right) => (left ?? -1).CompareTo(right ?? -1);
}
