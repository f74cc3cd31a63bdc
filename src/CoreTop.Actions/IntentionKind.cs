namespace CoreTop.Actions;

/// <summary>What kind of thing is about to be done.</summary>
public enum IntentionKind
{
    /// <summary>Tasks get other CPUs: asked about when they are many, or any of them is another user's and that user was not asked about before.</summary>
    Affinity = 0,

    /// <summary>A signal, or another nice value, I/O priority or policy: one task of another user is not asked about.</summary>
    Task,
}
