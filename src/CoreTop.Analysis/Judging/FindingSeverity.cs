namespace CoreTop.Analysis.Judging;

/// <summary>How serious a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Explains why the machine behaves as it does; there is nothing to fix.</summary>
    Note = 0,

    /// <summary>Cores are lost and something can be done about it.</summary>
    Warning,
}
