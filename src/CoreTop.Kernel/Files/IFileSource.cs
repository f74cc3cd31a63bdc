using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>Is called with an entry of a folder: its name, and its type as in <c>d_type</c> of readdir(3).</summary>
internal delegate void FolderEntryAction(ReadOnlySpan<byte> name, byte type);

/// <summary>
/// Where <see cref="KernelFiles"/> reads from. Paths begin with a slash and end with a NUL, which is part of the span. Every
/// method answers 0 or errno; what is handed out holds until the next call. Not for two threads at a time.
/// </summary>
internal interface IFileSource : IDisposable
{
    /// <summary>It is the running machine.</summary>
    bool IsLive { get; }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isTaskFile">It lies in the folder of a task in /proc.</param>
    /// <param name="text">Its bytes; empty unless 0 is answered.</param>
    int Read(ReadOnlySpan<byte> path, bool isTaskFile, out ReadOnlySpan<byte> text);

    /// <summary>Lists the entries of a folder, in no promised order.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isTaskFolder">It is /proc itself, or lies in the folder of a task there.</param>
    /// <param name="visit">Called for each; <c>.</c> and <c>..</c> may be among them.</param>
    int List(ReadOnlySpan<byte> path, bool isTaskFolder, FolderEntryAction visit);

    /// <summary>Reads where a symbolic link leads.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="target">The text of the link.</param>
    int ReadLink(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> target);

    /// <summary>Opens a file in the folder of a task to read it again and again, as long as the same task lives.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>A descriptor; below 0 where that cannot be.</returns>
    int OpenToKeep(ReadOnlySpan<byte> path) => -1;

    /// <summary>Reads a file that was opened to be kept, from its start.</summary>
    /// <param name="file">Its descriptor.</param>
    /// <param name="text">Its bytes; empty unless 0 is answered.</param>
    int ReadKept(int file, out ReadOnlySpan<byte> text)
    {
        text = default;
        return Errno.Eopnotsupp;
    }

    /// <summary>Another source of the same files, for another thread; disposed on its own.</summary>
    IFileSource Another();
}
