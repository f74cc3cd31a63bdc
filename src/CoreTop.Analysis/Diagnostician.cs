using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis;

/// <summary>Says what is wrong with the machine, and which commands would fix it: a pure function of snapshots, folded one after the other.</summary>
public static class Diagnostician
{
    /// <summary>Every rule. Where findings cost the same, that of the earlier rule comes first.</summary>
    public static ImmutableArray<DiagnosisRule> Rules => Judge.Rules;

    /// <summary>The diagnosis at <paramref name="snapshot"/>, and what to remember for the next one.</summary>
    /// <param name="state">What the last diagnosis left; <see cref="DiagnosisState.Start"/> at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else is known.</param>
    /// <remarks>A snapshot without rates, or whose window cannot be trusted, changes nothing; one with other online CPUs, or that does not know how busy any CPU is, starts over.</remarks>
    public static (DiagnosisState State, Diagnosis Diagnosis) Next(
        DiagnosisState state, Snapshot snapshot, DiagnosisOptions options) =>
        Judge.Next(state, snapshot, options, RebalancePlanner.CommandsFor);
}
