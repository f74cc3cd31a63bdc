namespace CoreTop.Model.Causes;

/// <summary>How reading what only a process's owner may see went.</summary>
public enum EvidenceAccess
{
    /// <summary>It was read.</summary>
    Read = 0,

    /// <summary>The kernel refused: it belongs to another user, or has rights that the reader lacks.</summary>
    Denied,

    /// <summary>It is not there: the process ended, or a captured machine does not hold it.</summary>
    Missing,
}
