namespace CoreTop.Analysis.Judging;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Explains why the machine behaves as it does; nothing to put right here.</summary>
    Note = 0,

    /// <summary>Cores are lost and something can be done about it.</summary>
    Warning,
}
