using System.Text.Json.Serialization;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>One thread of a <see cref="SnapshotDocument"/>.</summary>
internal sealed record ThreadEntry : TaskEntry
{
    private ThreadEntry(TaskLoad load)
        : base(load) => Tid = load.Key.Tid;

    [JsonPropertyOrder(-1)]
    public int Tid { get; }

    /// <summary>Makes the entry.</summary>
    public static ThreadEntry From(TaskLoad load) => new(load);
}
