using System.Collections.Immutable;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>Where a process's memory lies. Reading it takes milliseconds and stops the process meanwhile, so it is read only when the user asks.</summary>
/// <param name="Process">The process's leader.</param>
/// <param name="Nodes">Its memory by node; nodes without any may be left out.</param>
public sealed record ProcessMemoryMap(TaskKey Process, ImmutableArray<NodeMemory> Nodes);
