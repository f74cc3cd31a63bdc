using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>The tasks whose CPU time shows what a plan gained.</summary>
/// <param name="Tasks">Tasks, with what they got before the change; without those that a starter has started, since new ones replace them.</param>
/// <param name="Starters">Processes that start short-lived tasks; may be empty.</param>
/// <param name="StartedRun">CPU time of the tasks they start, before the change, in cores.</param>
public sealed record GainBasis(ImmutableArray<FindingTask> Tasks, ImmutableHashSet<TaskKey> Starters, double StartedRun)
{
    /// <summary>Nobody.</summary>
    public static GainBasis Empty { get; } = new([], [], 0);
}
