namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>CPU time that tasks together may use in each period.</summary>
/// <param name="cores">The quota in cores.</param>
internal sealed class SimulatedQuota(double cores)
{
    public const double Period = 0.1;

    public double Cores => cores;

    /// <summary>What is left of it in this period, in seconds.</summary>
    public double Left { get; set; } = cores * Period;
}
