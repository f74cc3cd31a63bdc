using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>Differs when the file at a path was replaced or written to.</summary>
/// <param name="Inode">Which file it is.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="ChangedSeconds">When its content last changed, in seconds since 1970.</param>
/// <param name="ChangedNanoseconds">What came after those seconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileStamp(ulong Inode, ulong Bytes, long ChangedSeconds, uint ChangedNanoseconds)
{
    /// <summary>The file as it is now; null when it is not there, or may not be looked at.</summary>
    /// <param name="path">Its path; links are followed.</param>
    public static FileStamp? Of(string path) =>
        StorageNative.GetStatus(
            StorageNative.CurrentFolder, path, flags: 0, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? new FileStamp(status.Inode, status.Bytes, status.ChangedSeconds, status.ChangedNanoseconds)
            : null;
}
