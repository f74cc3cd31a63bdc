using System.Collections.Immutable;
using System.Text.Json;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Documents;

/// <summary>Writes a row as a JSON object.</summary>
internal static class RowJson
{
    /// <summary>Writes it; what is not known is <c>null</c>.</summary>
    public static void Write(Utf8JsonWriter writer, in ProcessRow row, Snapshot snapshot, ImmutableArray<DocumentField> fields)
    {
        writer.WriteStartObject();
        WriteFields(writer, row, snapshot, fields);
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields alone, into an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter writer, in ProcessRow row, Snapshot snapshot, ImmutableArray<DocumentField> fields)
    {
        foreach (DocumentField field in fields)
        {
            CellValue value = field.Value(row, snapshot);
            if (value.IsKnown || !field.IsOptional)
            {
                writer.WritePropertyName(field.Name);
                Write(writer, field.Kind, value);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, FieldKind kind, in CellValue value)
    {
        if (!value.IsKnown)
        {
            writer.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case FieldKind.Number or FieldKind.Bytes:
                writer.WriteNumberValue((long)value.Number);
                break;
            case FieldKind.Rate or FieldKind.Share or FieldKind.Seconds:
                writer.WriteNumberValue(DocumentNumbers.Rounded(kind, value.Number));
                break;
            case FieldKind.Time:
                writer.WriteStringValue(value.Time!.Value);
                break;
            case FieldKind.Cpus:
                writer.WriteStringValue(value.Cpus!.ToString());
                break;
            case FieldKind.Flag:
                writer.WriteBooleanValue(value.Number != 0);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
