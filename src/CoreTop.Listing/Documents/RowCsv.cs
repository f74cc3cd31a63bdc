using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Documents;

/// <summary>
/// Writes rows as lines of CSV, quoted as RFC 4180 has it, each ended by a line feed. Control characters and those that turn the
/// direction of writing would steer a terminal: except for line feeds and tabs they become a replacement mark.
/// </summary>
internal static class RowCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\n\r");

    /// <summary>Writes the head: the names of the fields.</summary>
    /// <param name="text">Is added to.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="first">The name of a field before them; null for none.</param>
    public static void AppendHead(StringBuilder text, ImmutableArray<DocumentField> fields, string? first = null)
    {
        string[] names = [.. fields.Select(field => field.Name)];
        text.AppendJoin(',', first is null ? names : [first, .. names]).Append('\n');
    }

    /// <summary>Writes a line; what is not known is empty.</summary>
    /// <param name="text">Is added to.</param>
    /// <param name="row">The row.</param>
    /// <param name="snapshot">The reading it is of.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="first">The value of a field before them; null for none.</param>
    public static void AppendLine(
        StringBuilder text, in ProcessRow row, Snapshot snapshot, ImmutableArray<DocumentField> fields, string? first = null)
    {
        string separator = string.Empty;
        if (first is not null)
        {
            Append(text, first);
            separator = ",";
        }

        foreach (DocumentField field in fields)
        {
            text.Append(separator);
            separator = ",";
            Append(text, field.Kind, field.Value(row, snapshot));
        }

        text.Append('\n');
    }

    /// <summary>Writes the line of a group: its name, its processes, then the fields.</summary>
    /// <param name="text">Is added to.</param>
    /// <param name="row">The row of the group.</param>
    /// <param name="snapshot">The reading it is of.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="first">The value of a field before them; null for none.</param>
    public static void AppendGroup(
        StringBuilder text, in ProcessRow row, Snapshot snapshot, ImmutableArray<DocumentField> fields, string? first = null)
    {
        if (row.Group is not { } group)
        {
            return;
        }

        if (first is not null)
        {
            Append(text, first);
            text.Append(',');
        }

        Append(text, group.Label);
        text.Append(CultureInfo.InvariantCulture, $",{group.Members.Length},").AppendJoin(' ', GroupFields.Pids(group)).Append(',');
        text.AppendJoin(' ', group.StateCounts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Count}{pair.State}"))).Append(',');
        AppendLine(text, row, snapshot, fields);
    }

    /// <summary>A point in time as JSON has it.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, FieldKind kind, in CellValue value)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (!value.IsKnown)
        {
            return;
        }

        switch (kind)
        {
            case FieldKind.Number or FieldKind.Bytes:
                text.Append(invariant, $"{(long)value.Number}");
                break;
            case FieldKind.Rate or FieldKind.Share or FieldKind.Seconds:
                text.Append(invariant, $"{DocumentNumbers.Rounded(kind, value.Number):0.######}");
                break;
            case FieldKind.Time:
                text.Append(Time(value.Time!.Value));
                break;
            case FieldKind.Cpus:
                Append(text, value.Cpus!.ToString());
                break;
            case FieldKind.Flag:
                text.Append(value.Number != 0 ? "true" : "false");
                break;
            default:
                Append(text, value.Text!);
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        if (!value.AsSpan().ContainsAny(Quoted))
        {
            AppendSafe(text, value);
            return;
        }

        text.Append('"');
        AppendSafe(text, value.Replace("\"", "\"\"", StringComparison.Ordinal));
        text.Append('"');
    }

    private static void AppendSafe(StringBuilder text, string value)
    {
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            text.Append(value);
            return;
        }

        foreach (Rune rune in value.EnumerateRunes())
        {
            bool isSafe = rune.Value is '\n' or '\t'
                || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            text.Append((isSafe ? rune : Rune.ReplacementChar).ToString());
        }
    }
}
