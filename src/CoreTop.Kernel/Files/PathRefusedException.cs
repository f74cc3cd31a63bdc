namespace CoreTop.Kernel.Files;

/// <summary>A path is not followed to its end, as somebody else could say where that is.</summary>
/// <param name="reason">Why.</param>
/// <param name="path">The link or folder on the way.</param>
/// <param name="owner">The user id of whoever can change it.</param>
public sealed class PathRefusedException(PathRefusal reason, string path, uint owner)
    : IOException($"{path} belongs to user {owner}")
{
    /// <summary>Why.</summary>
    public PathRefusal Reason => reason;

    /// <summary>The link or folder on the way.</summary>
    public string Path => path;

    /// <summary>The user id of whoever can change it.</summary>
    public uint Owner => owner;
}
