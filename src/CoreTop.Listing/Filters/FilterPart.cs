using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Filters;

/// <summary>A part of a filter that was understood.</summary>
/// <param name="Test">What it asks of a row.</param>
/// <param name="Printed">The part as text that is understood the same, with every quote and parenthesis.</param>
/// <param name="Fields">The fields it looks at, which say what must be read for it.</param>
/// <param name="IsText">It looks for a text in details, too.</param>
internal sealed record FilterPart(FilterTest Test, string Printed, ImmutableArray<ProcessColumn> Fields, bool IsText = false)
{
    /// <summary>A text that the command line, the name or the user has, in any case.</summary>
    public static FilterPart Of(string text) => new(
        (in ProcessRow row, Snapshot _) =>
            row.Task.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || (row.Process.Details is { } details
                && (details.CommandLine.Contains(text, StringComparison.OrdinalIgnoreCase)
                    || details.User.Contains(text, StringComparison.OrdinalIgnoreCase))),
        Quoted(text),
        Fields: [],
        IsText: true);

    /// <summary>A field that a value is compared with.</summary>
    public static FilterPart Of(FilterField field, FilterOperator wanted, string value, FilterTest test) =>
        new(test, $"{field.Name}{FilterOperators.Sign(wanted)}{Quoted(value)}", [field.Column]);

    /// <summary>What the part does not hold for.</summary>
    public static FilterPart Not(FilterPart part)
    {
        FilterTest test = part.Test;
        return part with { Test = (in ProcessRow row, Snapshot snapshot) => !test(row, snapshot), Printed = $"not {part.Printed}" };
    }

    /// <summary>All of the parts hold.</summary>
    public static FilterPart All(List<FilterPart> parts) => Join(parts, "and", stopsAt: false);

    /// <summary>One of the parts holds.</summary>
    public static FilterPart Any(List<FilterPart> parts) => Join(parts, "or", stopsAt: true);

    private static FilterPart Join(List<FilterPart> parts, string word, bool stopsAt)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        ImmutableArray<FilterTest> tests = [.. parts.Select(part => part.Test)];
        return new FilterPart(
            (in ProcessRow row, Snapshot snapshot) =>
            {
                foreach (FilterTest test in tests)
                {
                    if (test(row, snapshot) == stopsAt)
                    {
                        return stopsAt;
                    }
                }

                return !stopsAt;
            },
            $"({string.Join($" {word} ", parts.Select(part => part.Printed))})",
            [.. parts.SelectMany(part => part.Fields).Distinct()],
            parts.Exists(part => part.IsText));
    }

    /// <summary>A text or a value that is understood as it stands.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
