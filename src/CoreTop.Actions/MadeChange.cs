using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What came of a planned change.</summary>
/// <param name="Planned">The change as it was planned.</param>
/// <param name="IsChanged">The task has another value than before.</param>
/// <param name="Now">What it has now.</param>
/// <param name="IsRecorded">The machine was only looked at, so nothing was written.</param>
internal readonly record struct MadeChange<T>(TaskChange<T> Planned, bool IsChanged, T Now, bool IsRecorded)
    where T : notnull;
