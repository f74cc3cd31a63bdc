using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Hungry tasks that together may use fewer CPUs than there are tasks: a connected part of Hall's violators.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Cpus">The CPUs that can take a hungry task and that they may use: fewer than <paramref name="Tasks"/>.</param>
/// <param name="Confines">All CPUs they may use, including those that cannot take a hungry task.</param>
/// <param name="Unmatched">How many of them have no CPU of their own.</param>
internal sealed record Crowd(
    ImmutableArray<WatchedTask> Tasks, CpuSet Cpus, CpuSet Confines, int Unmatched);
