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
    /// <summary>Makes the entry.</summary>
    public static CpuEntry From(CpuLoad load) => new(
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
        Rounded.Share(load.Busy));
}
