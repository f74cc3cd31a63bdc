namespace CoreTop.Kernel.Files;

/// <summary>Why a path is not followed to its end.</summary>
public enum PathRefusal
{
    /// <summary>A link on the way belongs to another user, or lies in another user's folder: it may lead anywhere.</summary>
    ForeignLink = 0,

    /// <summary>Something would have to be made in another user's folder.</summary>
    ForeignFolder,

    /// <summary>What the path names is itself a link, and none is wanted there.</summary>
    Link,
}
