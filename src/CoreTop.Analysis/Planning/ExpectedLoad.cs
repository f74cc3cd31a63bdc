using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>How busy a CPU is and would be, as shares of it.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Before">Busy now.</param>
/// <param name="After">Estimate of how busy it is when the plan is done.</param>
public readonly record struct ExpectedLoad(CpuId Cpu, double Before, double After);
