using System.Text.Json.Serialization;

namespace CoreTop.Cli.Documents;

/// <summary>A document that may be about some CPUs alone.</summary>
internal abstract record BoundedDocument : Document
{
    /// <summary>Those CPUs; null for the whole machine, and the field is left out then.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoundsEntry? Within { get; init; }
}
