using System.Text.Json;
using System.Text.Json.Serialization;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Rows;

namespace CoreTop.Cli.Documents;

/// <summary>Writes rows as an array of objects.</summary>
internal sealed class RowEntriesConverter : JsonConverter<RowEntries>
{
    /// <inheritdoc/>
    public override RowEntries Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Documents are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RowEntries value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (ProcessRow row in value.Rows)
        {
            RowJson.Write(writer, row, value.Snapshot, value.Fields);
        }

        writer.WriteEndArray();
    }
}
