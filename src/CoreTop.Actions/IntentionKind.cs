namespace CoreTop.Actions;

/// <summary>What kind of thing is about to be done.</summary>
public enum IntentionKind
{
    /// <summary>Tasks get other CPUs: asked about when they are many, too.</summary>
    Affinity = 0,

    /// <summary>A signal, or another nice value, I/O priority, policy or autogroup.</summary>
    Task,
}
