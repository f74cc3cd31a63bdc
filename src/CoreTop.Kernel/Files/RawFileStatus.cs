using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>What CoreTop uses of <c>struct statx</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct RawFileStatus
{
    [FieldOffset(20)]
    public uint Owner;

    /// <summary>Kind and permission bits.</summary>
    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Bytes;

    /// <summary>Time of the last change of content, seconds.</summary>
    [FieldOffset(112)]
    public long ChangedSeconds;

    [FieldOffset(120)]
    public uint ChangedNanoseconds;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    private const int KindMask = 0xF000, FolderKind = 0x4000, LinkKind = 0xA000, FileKind = 0x8000, WritableByOthers = 0x2, OfOthers = 0x3F;

    public readonly bool IsLink => (Mode & KindMask) == LinkKind;

    public readonly bool IsFolder => (Mode & KindMask) == FolderKind;

    public readonly bool IsFile => (Mode & KindMask) == FileKind;

    public readonly bool IsWritableByOthers => (Mode & WritableByOthers) != 0;

    public readonly bool IsOpenToOthers => (Mode & OfOthers) != 0;

    public readonly bool IsSameFileAs(in RawFileStatus other) =>
        Inode == other.Inode && DeviceMajor == other.DeviceMajor && DeviceMinor == other.DeviceMinor;
}
