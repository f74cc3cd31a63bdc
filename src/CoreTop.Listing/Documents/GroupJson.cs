using System.Collections.Immutable;
using System.Text.Json;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Documents;

/// <summary>Writes a group of processes as a JSON object.</summary>
internal static class GroupJson
{
    /// <summary>Writes it: its name, its processes, how many are in which state, and the fields; what is not known is <c>null</c>.</summary>
    public static void Write(Utf8JsonWriter writer, in ProcessRow row, Snapshot snapshot, ImmutableArray<DocumentField> fields)
    {
        if (row.Group is not { } group)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("name", group.Label);
        writer.WriteNumber("processes", group.Members.Length);
        writer.WriteStartArray("pids");
        foreach (int pid in GroupFields.Pids(group))
        {
            writer.WriteNumberValue(pid);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("states");
        foreach ((char state, int count) in group.StateCounts)
        {
            writer.WriteNumber(state.ToString(), count);
        }

        writer.WriteEndObject();
        RowJson.WriteFields(writer, row, snapshot, fields);
        writer.WriteEndObject();
    }
}
