namespace CoreTop.Kernel.Sys;

/// <summary>The sensor nearest to a CPU.</summary>
/// <param name="Path">The file with its thousandths of a degree.</param>
/// <param name="IsOfCore">It measures the CPU's core alone.</param>
internal readonly record struct CpuThermometer(string Path, bool IsOfCore);
