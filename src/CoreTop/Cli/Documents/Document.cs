using System.Text.Json.Serialization;

namespace CoreTop.Cli.Documents;

/// <summary>What every JSON document begins with. docs/json.md describes the fields; they are added, never renamed.</summary>
internal abstract record Document
{
    /// <summary>The version of all documents.</summary>
    [JsonPropertyOrder(-6)]
    public string Schema { get; } = "coretop/1";

    /// <summary>The command that printed it.</summary>
    [JsonPropertyOrder(-5)]
    public required string Command { get; init; }

    /// <summary>When the machine was read.</summary>
    [JsonPropertyOrder(-4)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>Host name; null when unknown.</summary>
    [JsonPropertyOrder(-3)]
    public required string? Host { get; init; }

    /// <summary>Kernel release; null when unknown.</summary>
    [JsonPropertyOrder(-2)]
    public required string? Kernel { get; init; }

    /// <summary>The window of the rates; null in a document without rates.</summary>
    [JsonPropertyOrder(-1)]
    public required double? IntervalSeconds { get; init; }

    /// <summary>The name; null when it is not known.</summary>
    public static string? Known(string text) => text.Length > 0 ? text : null;
}
