using System.Collections.Immutable;

namespace CoreTop.Listing.Filters;

/// <summary>How operators are written.</summary>
internal static class FilterOperators
{
    /// <summary>Longer ones before those that they begin with.</summary>
    private static readonly ImmutableArray<(string Sign, FilterOperator Operator)> Signs =
    [
        ("!=", FilterOperator.NotEqual),
        ("!~", FilterOperator.DoesNotMatch),
        ("<=", FilterOperator.LessOrEqual),
        (">=", FilterOperator.GreaterOrEqual),
        ("==", FilterOperator.Equal),
        ("=", FilterOperator.Equal),
        ("<", FilterOperator.Less),
        (">", FilterOperator.Greater),
        ("~", FilterOperator.Matches),
    ];

    /// <summary>The operator that the text begins with, and its length; none and 0 when it begins with none.</summary>
    public static (FilterOperator Operator, int Length) At(ReadOnlySpan<char> text)
    {
        foreach ((string sign, FilterOperator its) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return (its, sign.Length);
            }
        }

        return (FilterOperator.None, 0);
    }

    /// <summary>How the operator is written.</summary>
    public static string Sign(FilterOperator wanted) => Signs.Last(pair => pair.Operator == wanted).Sign;

    /// <summary>How each of the operators is written, separated by blanks.</summary>
    public static string List(FilterOperator operators) => string.Join(
        ' ', Enum.GetValues<FilterOperator>().Where(each => int.PopCount((int)each) == 1 && operators.HasFlag(each)).Select(Sign));

    /// <summary>Whether an order of left and right, as a comparison gives it, is what the operator asks for.</summary>
    public static bool Holds(FilterOperator wanted, int order) => wanted switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.NotEqual => order != 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "It asks for no order."),
    };
}
