using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Diagnosis;

/// <summary>Says what is wrong with the machine: a pure function of snapshots, folded one after the other.</summary>
public static class Diagnostician
{
    /// <summary>The diagnosis at <paramref name="snapshot"/>, and what to remember for the next one.</summary>
    /// <param name="state">What the diagnosis before left; <see cref="DiagnosisState.Start"/> at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    public static (DiagnosisState State, Diagnosis Diagnosis) Next(
        DiagnosisState state, Snapshot snapshot, DiagnosisOptions options) => (state, Diagnosis.Nothing);
}
