using System.Globalization;

namespace CoreTop.Listing.Filters;

/// <summary>Understands the values that are typed in filters; null for what is not understood.</summary>
internal static class FilterValues
{
    private const string SizeUnits = "KMGT";
    private const double SecondsOfMinute = 60, SecondsOfHour = 3600, SecondsOfDay = 86_400;

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private static readonly string[] Moments = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss"];

    /// <summary>A whole number.</summary>
    public static double? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A number with decimals, 0 or more.</summary>
    public static double? Decimal(string text) => Decimal(text.AsSpan());

    /// <summary>Cores or a share; with <c>%</c> a hundredth of it.</summary>
    public static double? Share(string text) => text.EndsWith('%') ? Percent(text) : Decimal(text);

    /// <summary>Percent, with the sign or without.</summary>
    public static double? Percent(string text) => Decimal(text.EndsWith('%') ? text.AsSpan(0, text.Length - 1) : text) / 100;

    /// <summary>Bytes; with K, M, G or T of 1,024 each.</summary>
    public static double? Size(string text)
    {
        string bare = text.EndsWith('B') || text.EndsWith('b') ? text[..^1] : text;
        bare = bare.EndsWith('i') ? bare[..^1] : bare;
        int unit = bare.Length > 0 ? SizeUnits.IndexOf(char.ToUpperInvariant(bare[^1]), StringComparison.Ordinal) : -1;
        return unit < 0 ? Decimal(bare) : Decimal(bare.AsSpan(0, bare.Length - 1)) * Math.Pow(1024, unit + 1);
    }

    /// <summary>Seconds; with m, h or d of 60, 3,600 and 86,400.</summary>
    public static double? Seconds(string text) => text is [.. var number, 's' or 'm' or 'h' or 'd']
        ? Decimal(number) * text[^1] switch { 'm' => SecondsOfMinute, 'h' => SecondsOfHour, 'd' => SecondsOfDay, _ => 1 }
        : Decimal(text);

    /// <summary>A point in time, as a function of now: a time of day is of its day, and what says no offset from UTC has its.</summary>
    public static Func<DateTimeOffset, DateTimeOffset>? Time(string text)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (TimeOnly.TryParseExact(text, Times, invariant, DateTimeStyles.None, out TimeOnly time))
        {
            return now => new DateTimeOffset(now.Date + time.ToTimeSpan(), now.Offset);
        }

        // A moment near the year 1 or 9999 has no place in another offset.
        if (DateTime.TryParseExact(text, Dates, invariant, DateTimeStyles.None, out DateTime date) && date.Year is > 1 and < 9999)
        {
            return now => new DateTimeOffset(date, now.Offset);
        }

        return DateTimeOffset.TryParseExact(text, Moments, invariant, DateTimeStyles.None, out DateTimeOffset moment)
            ? _ => moment
            : null;
    }

    private static double? Decimal(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;
}
