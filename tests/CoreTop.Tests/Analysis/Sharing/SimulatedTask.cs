namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>A task that works, sleeps on its own account, and works again; or never sleeps.</summary>
/// <param name="mask">The CPUs it may use, bit N for CPU N.</param>
internal sealed class SimulatedTask(ulong mask)
{
    public ulong Mask { get; set; } = mask;

    /// <summary>Mean seconds of CPU time between two sleeps.</summary>
    public double Work { get; init; } = 0.02;

    /// <summary>Mean seconds of a sleep; 0 for a task that never sleeps.</summary>
    public double Sleep { get; init; }

    public double Weight { get; init; } = 1024;

    /// <summary>Real-time tasks have a lower one than <see cref="Sharers.Fair"/>.</summary>
    public int Tier { get; init; } = Sharers.Fair;

    /// <summary>The quota that caps it, if any.</summary>
    public SimulatedQuota? Quota { get; init; }

    /// <summary>CPU time over wall time.</summary>
    public double Run { get; set; }

    /// <summary>Time runnable but waiting over wall time, without the time its quota was used up.</summary>
    public double Wait { get; set; }

    // What the scheduler keeps.
    public int Cpu { get; set; }

    public double Left { get; set; }

    public double WakesAt { get; set; }

    public double Virtual { get; set; }

    public bool IsThrottled => Quota is { Left: <= 0 };

    /// <summary>What it wants, as seen from outside.</summary>
    public double Demand => Run + Wait >= 0.97 ? 1 : Run / (1 - Wait);
}
