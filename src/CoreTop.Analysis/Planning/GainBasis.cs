using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>Whose CPU time tells what a plan gained.</summary>
/// <param name="Tasks">Tasks, with what they got before the change; not those that a starter has started, since the next ones replace them.</param>
/// <param name="Starters">Processes that start tasks which do not live long; empty when there is none.</param>
/// <param name="StartedRun">CPU time of what they start, before the change, in cores.</param>
public sealed record GainBasis(ImmutableArray<FindingTask> Tasks, ImmutableHashSet<TaskKey> Starters, double StartedRun)
{
    /// <summary>Nobody.</summary>
    public static GainBasis Empty { get; } = new([], [], 0);
}
