using System.Globalization;

namespace CoreTop.Model.Tasks;

/// <summary>How a task is scheduled: sched_setscheduler(2).</summary>
/// <param name="Policy">Its policy.</param>
/// <param name="RealTimePriority">1, the lowest, to 99 for FIFO and RR; else 0.</param>
/// <param name="ResetsOnFork">SCHED_RESET_ON_FORK: its children get the default policy.</param>
public readonly record struct TaskPolicy(SchedPolicy Policy, int RealTimePriority = 0, bool ResetsOnFork = false)
{
    /// <summary>The highest real-time priority.</summary>
    public const int HighestRealTime = 99;

    private const int ResetOnForkBit = 0x40000000;

    /// <summary>It runs before every fair task, for as long as it likes.</summary>
    public bool IsRealTime => Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin;

    /// <summary>Policy and flag as the kernel writes them.</summary>
    public int Number => (int)Policy | (ResetsOnFork ? ResetOnForkBit : 0);

    /// <summary>From the kernel's number.</summary>
    public static TaskPolicy FromNumber(int number, int realTimePriority) =>
        new((SchedPolicy)(number & ~ResetOnForkBit), realTimePriority, (number & ResetOnForkBit) != 0);

    /// <summary><c>OTHER</c>, <c>BATCH</c>, <c>FIFO 10</c>.</summary>
    public override string ToString() =>
        IsRealTime ? string.Create(CultureInfo.InvariantCulture, $"{Policy.Name()} {RealTimePriority}") : Policy.Name();
}
