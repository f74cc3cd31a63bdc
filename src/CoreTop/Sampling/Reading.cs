using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>What the sampler has to say: a snapshot with its diagnosis, or why there will be none.</summary>
/// <param name="Snapshot">The snapshot; null when reading failed.</param>
/// <param name="Diagnosis">What is wrong in it.</param>
/// <param name="Failure">A sentence; null when reading went well.</param>
internal sealed record Reading(Snapshot? Snapshot, Diagnosis Diagnosis, string? Failure);
