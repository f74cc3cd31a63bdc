using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>The processes or threads of a <see cref="SnapshotDocument"/>: an object for each, with fields of the one table.</summary>
/// <param name="Snapshot">The reading.</param>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Fields">What each has.</param>
[JsonConverter(typeof(RowEntries.Converter))]
internal sealed record RowEntries(Snapshot Snapshot, ImmutableArray<ProcessRow> Rows, ImmutableArray<DocumentField> Fields)
{
    /// <summary>Writes rows as an array of objects.</summary>
    internal sealed class Converter : JsonConverter<RowEntries>
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
}
