using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Filters;

/// <summary>
/// A filter that was understood: texts found in the command line, the name or the user, and terms such as <c>cpu=6</c> or
/// <c>run&gt;0.5</c> of <see cref="FilterFields"/>, joined by and, or, not and parentheses.
/// </summary>
internal sealed class RowFilter
{
    private readonly FilterPart? _part;

    private RowFilter(string text, FilterPart? part, string? hint)
    {
        (Text, _part, Hint) = (text, part, hint);
        NeedsDetails = part is not null && (part.IsText || part.Fields.Any(field => field.NeedsDetails));
        foreach (ProcessColumn field in Fields)
        {
            Needs |= field.Needs;
        }
    }

    /// <summary>Lets every row through.</summary>
    public static RowFilter None { get; } = new(string.Empty, part: null, hint: null);

    /// <summary>As typed; empty for <see cref="None"/>.</summary>
    public string Text { get; }

    /// <summary>Something in it may not be what was meant; null for nothing.</summary>
    public string? Hint { get; }

    /// <summary>The filter as text that is understood the same, with every quote and parenthesis; empty for <see cref="None"/>.</summary>
    public string Printed => _part?.Printed ?? string.Empty;

    /// <summary>It looks at details, which are read late for tasks out of view.</summary>
    public bool NeedsDetails { get; }

    /// <summary>The extra files that the fields in it need, of every process.</summary>
    public ExtraFiles Needs { get; }

    /// <summary>The fields of the table that it looks at, each once; empty for texts alone.</summary>
    public ImmutableArray<ProcessColumn> Fields => _part?.Fields ?? [];

    /// <summary>Understands a text, or says what is wrong in it and where.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RowFilter? filter, [NotNullWhen(false)] out FilterError? error)
    {
        var parser = new FilterParser(text);
        FilterPart? part = parser.Parse();
        error = parser.Error;
        filter = error is not null ? null : part is null ? None : new RowFilter(text, part, parser.Hint);
        return error is null;
    }

    /// <summary>Rows that have the text, whatever is in it.</summary>
    public static RowFilter Containing(string text) => new(text, FilterPart.Of(text), hint: null);

    /// <summary>Rows that both filters let through.</summary>
    public static RowFilter Both(RowFilter left, RowFilter right) =>
        left._part is not { } first ? right
        : right._part is not { } second ? left
        : Of(FilterPart.All([first, second]), left.Hint ?? right.Hint);

    /// <summary>Whether the row is shown.</summary>
    public bool Lets(in ProcessRow row, Snapshot snapshot) => _part is null || _part.Test(row, snapshot);

    private static RowFilter Of(FilterPart part, string? hint) => new(part.Printed, part, hint);
}
