namespace CoreTop.Analysis.Diagnosis;

/// <summary>What must be remembered from refresh to refresh to tell a lasting state from a passing one. Never changes once made.</summary>
public sealed class DiagnosisState
{
    private DiagnosisState()
    {
    }

    /// <summary>Nothing was seen yet.</summary>
    public static DiagnosisState Start { get; } = new();
}
