namespace CoreTop.Actions.Storage;

/// <summary>What .NET does not tell of a file without opening it.</summary>
/// <param name="Owner">The user id of its owner.</param>
/// <param name="IsOrdinary">It is neither a folder nor a pipe, a device or another thing that merely looks like a file.</param>
public readonly record struct FileFacts(uint Owner, bool IsOrdinary)
{
    /// <summary>Of the file that is there; null when there is none.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="followsLinks">Of what a link points to, not of the link.</param>
    public static FileFacts? Of(string path, bool followsLinks)
    {
        int flags = followsLinks ? 0 : JournalNative.DoNotFollowLinks;
        return JournalNative.GetStatus(
            JournalNative.CurrentFolder, path, flags, JournalNative.BasicStatus, out RawFileStatus status) == 0
            ? new FileFacts(status.Owner, status.IsFile)
            : null;
    }
}
