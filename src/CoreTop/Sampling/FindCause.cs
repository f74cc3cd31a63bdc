using CoreTop.Analysis.Causes;
using CoreTop.Analysis.Diagnosis;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>Looks up who confined a finding's tasks; it may read files of theirs and of their ancestors.</summary>
/// <param name="finding">A finding whose tasks are confined.</param>
/// <param name="snapshot">The machine as it was found.</param>
/// <returns>The cause; null when its tasks have ended.</returns>
internal delegate Cause? FindCause(Finding finding, Snapshot snapshot);
