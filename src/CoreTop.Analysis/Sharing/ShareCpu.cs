using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>One online CPU as tasks share it.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Core">The number of its core: SMT siblings have the same.</param>
/// <param name="Speed">1 for a performance core, capacity / 1024 for others.</param>
/// <param name="Room">The part of its time that interrupts, steal and tasks which are not listed leave, 0 to 1.</param>
internal readonly record struct ShareCpu(CpuId Cpu, int Core, double Speed, double Room);
