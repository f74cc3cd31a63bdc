using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>What the sampler has to say: a snapshot with its diagnosis, or why there will be none.</summary>
/// <param name="Snapshot">The snapshot; null when reading failed.</param>
/// <param name="Diagnosis">What is wrong in it.</param>
/// <param name="Failure">A sentence; null when reading went well.</param>
internal sealed record Reading(Snapshot? Snapshot, Diagnosis Diagnosis, string? Failure)
{
    /// <summary>The newest part of a process that was asked for; null when none was. It stays in every reading that follows, since a slow screen may drop some.</summary>
    public ProcessInspection? Inspection { get; init; }
}
