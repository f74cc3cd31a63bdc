using System.Collections.Immutable;
using CoreTop.Analysis.Watching;

namespace CoreTop.Analysis.Judging;

/// <summary>What must be remembered from refresh to refresh to tell a lasting state from a passing one. Never changes once made.</summary>
public sealed class DiagnosisState
{
    internal DiagnosisState(MachineWatch? watch, ImmutableArray<FindingTrack> tracks, Diagnosis last)
    {
        Watch = watch;
        Tracks = tracks;
        Last = last;
    }

    /// <summary>Nothing was seen yet.</summary>
    public static DiagnosisState Start { get; } = new(null, [], Diagnosis.Nothing);

    internal MachineWatch? Watch { get; }

    internal ImmutableArray<FindingTrack> Tracks { get; }

    internal Diagnosis Last { get; }
}
