using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>The groups of a <see cref="SnapshotDocument"/>: an object for each program, with what its processes have together.</summary>
/// <param name="Snapshot">The reading.</param>
/// <param name="Rows">The rows of groups, in order.</param>
/// <param name="Fields">What each has beside its processes.</param>
[JsonConverter(typeof(GroupEntries.Converter))]
internal sealed record GroupEntries(Snapshot Snapshot, ImmutableArray<ProcessRow> Rows, ImmutableArray<DocumentField> Fields)
{
    /// <summary>The groups of a list.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="list">What narrows and orders it.</param>
    /// <param name="columns">The fields; null for those that documents have where nobody chose.</param>
    /// <param name="memory">What is remembered from one document to the next; null for one alone.</param>
    public static GroupEntries From(
        Snapshot snapshot, ListOptions list, ImmutableArray<ProcessColumn>? columns, ListMemory? memory = null)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, snapshot, list with { IsGrouped = true, GroupsSingles = true, IsTree = false, ShowsThreads = false }, memory);
        return new GroupEntries(snapshot, [.. rows], columns is { } chosen ? GroupFields.Of(chosen) : GroupFields.Usual);
    }

    /// <summary>Writes groups as an array of objects.</summary>
    internal sealed class Converter : JsonConverter<GroupEntries>
    {
        /// <inheritdoc/>
        public override GroupEntries Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Documents are only written.");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, GroupEntries value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (ProcessRow row in value.Rows)
            {
                GroupJson.Write(writer, row, value.Snapshot, value.Fields);
            }

            writer.WriteEndArray();
        }
    }
}
