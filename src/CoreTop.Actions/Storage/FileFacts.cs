using System.Runtime.InteropServices;

namespace CoreTop.Settings;

/// <summary>What .NET does not tell of a file without opening it.</summary>
/// <param name="Owner">The user id of its owner.</param>
/// <param name="IsOrdinary">It is neither a folder nor a pipe, a device or another thing that merely looks like a file.</param>
internal readonly partial record struct FileFacts(uint Owner, bool IsOrdinary)
{
    private const int CurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint KindAndOwner = 0x1 | 0x8;
    private const int KindMask = 0xF000, FileKind = 0x8000;

    /// <summary>Of the file that is there; null when there is none.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="followsLinks">Of what a link points to, not of the link.</param>
    public static FileFacts? Of(string path, bool followsLinks) =>
        GetStatus(CurrentFolder, path, followsLinks ? 0 : DoNotFollowLinks, KindAndOwner, out RawStatus status) == 0
            ? new FileFacts(status.Owner, (status.Mode & KindMask) == FileKind)
            : null;

    /// <summary>statx(2): 0, or -1 with errno. Its answer is laid out alike on every architecture.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, out RawStatus status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct RawStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
