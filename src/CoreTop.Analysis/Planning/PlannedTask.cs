using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>A hungry task and the CPU that a plan gives it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Cpu">The CPU; null when no CPU is left for it alone.</param>
/// <param name="IsMoved">Its affinity must change for that.</param>
internal readonly record struct PlannedTask(WatchedTask Task, CpuId? Cpu, bool IsMoved);
