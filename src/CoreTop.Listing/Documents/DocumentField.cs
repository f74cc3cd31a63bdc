using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Documents;

/// <summary>One field of an entry in a document: a field of the table, or one that only documents have.</summary>
/// <param name="Name">Its name in JSON and in the head of CSV.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Value">Its value; what is not known is <c>null</c> in JSON and nothing in CSV.</param>
internal sealed record DocumentField(string Name, FieldKind Kind, FieldValue Value)
{
    /// <summary>In JSON it is left out where it is not known.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A column as a field of a document.</summary>
    public static DocumentField Of(ProcessColumn column) => new(column.JsonName, column.Kind, column.Value);
}
