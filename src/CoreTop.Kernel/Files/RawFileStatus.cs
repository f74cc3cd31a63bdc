using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>What is known of an open file.</summary>
    /// <exception cref="FileCallException">Nothing is.</exception>
    public static RawFileStatus Of(SafeFileHandle opened) =>
        StorageNative.GetStatus(
            opened, string.Empty, StorageNative.OfTheDescriptor, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? status
            : throw new FileCallException();

    /// <summary>What is known of a name in a folder: of a link itself, not of what it leads to.</summary>
    /// <returns>Null only where nothing is: what may not be looked at is not taken for missing.</returns>
    /// <exception cref="FileCallException">It may not be looked at.</exception>
    public static RawFileStatus? In(SafeFileHandle folder, string name) =>
        StorageNative.GetStatus(
            folder, name, StorageNative.DoNotFollowLinks, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? status
            : new FileCallException() is { Errno: not Errno.Enoent } failure ? throw failure : null;
}
