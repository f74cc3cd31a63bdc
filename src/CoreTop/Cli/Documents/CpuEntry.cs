using System.Text.Json.Serialization;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>One CPU of a <see cref="SnapshotDocument"/>: fractions of the window.</summary>
internal sealed record CpuEntry(
    int Cpu,
    bool Online,
    double User,
    double Nice,
    double System,
    double Idle,
    double IoWait,
    double Irq,
    double SoftIrq,
    double Steal,
    double Busy)
{
    /// <summary>False where nothing could be read of it: then its fractions are 0 and mean nothing; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Known { get; init; }

    /// <summary>Makes the entry.</summary>
    /// <param name="load">A CPU of the snapshot.</param>
    /// <param name="snapshot">The snapshot.</param>
    public static CpuEntry From(CpuLoad load, Snapshot snapshot) => new(
        load.Cpu.Number,
        load.IsOnline,
        Rounded.Share(load.User),
        Rounded.Share(load.Nice),
        Rounded.Share(load.System),
        Rounded.Share(load.Idle),
        Rounded.Share(load.IoWait),
        Rounded.Share(load.Irq),
        Rounded.Share(load.SoftIrq),
        Rounded.Share(load.Steal),
        Rounded.Share(load.Busy))
    {
        Known = load.IsOnline && snapshot.IsUntold(load) ? false : null,
    };
}
