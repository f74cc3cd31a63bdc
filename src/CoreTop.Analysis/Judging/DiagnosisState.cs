using System.Collections.Immutable;
using CoreTop.Analysis.Watching;

namespace CoreTop.Analysis.Judging;

/// <summary>What is remembered from refresh to refresh to distinguish a lasting state from a passing one. Immutable.</summary>
public sealed class DiagnosisState
{
    internal DiagnosisState(MachineWatch? watch, ImmutableArray<FindingTrack> tracks, Diagnosis last)
    {
        Watch = watch;
        Tracks = tracks;
        Last = last;
    }

    /// <summary>Nothing has been seen yet.</summary>
    public static DiagnosisState Start { get; } = new(null, [], Diagnosis.Nothing);

    internal MachineWatch? Watch { get; }

    internal ImmutableArray<FindingTrack> Tracks { get; }

    internal Diagnosis Last { get; }
}
