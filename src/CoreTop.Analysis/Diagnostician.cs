using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis;

/// <summary>Says what is wrong with the machine, and with which commands a plan would put it right: a pure function of snapshots, folded one after the other.</summary>
public static class Diagnostician
{
    /// <summary>Every rule; of findings that cost the same, the first rule's comes first.</summary>
    public static ImmutableArray<DiagnosisRule> Rules => Judge.Rules;

    /// <summary>The diagnosis at <paramref name="snapshot"/>, and what to remember for the next one.</summary>
    /// <param name="state">What the diagnosis before left; <see cref="DiagnosisState.Start"/> at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    /// <remarks>A snapshot without rates, or whose window cannot be trusted, changes nothing; one with other online CPUs, or that tells of none how busy it is, starts anew.</remarks>
    public static (DiagnosisState State, Diagnosis Diagnosis) Next(
        DiagnosisState state, Snapshot snapshot, DiagnosisOptions options) =>
        Judge.Next(state, snapshot, options, RebalancePlanner.CommandsFor);
}
