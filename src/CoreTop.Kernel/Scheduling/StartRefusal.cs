using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>That a program was not started, and why.</summary>
/// <param name="Problem">What went wrong.</param>
public sealed record StartRefusal(StartProblem Problem)
{
    /// <summary>How setting the affinity went.</summary>
    public ControlResult Result { get; init; }

    /// <summary>The affinity that the kernel gave instead; null when it is not known.</summary>
    public CpuSet? Given { get; init; }

    /// <summary>What the C library says of the error: <c>Permission denied</c>; empty where there is none.</summary>
    public string Reason { get; init; } = string.Empty;
}
