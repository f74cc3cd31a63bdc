namespace CoreTop.Model.Placement;

/// <summary>How far a change of affinity reaches from the rows it is asked for.</summary>
public enum AffinityScope
{
    /// <summary>The row's one thread; for a process its leader.</summary>
    Thread = 0,

    /// <summary>Every thread of the row's process.</summary>
    Process,

    /// <summary>Every thread of the process and of all its descendants.</summary>
    Subtree,
}
