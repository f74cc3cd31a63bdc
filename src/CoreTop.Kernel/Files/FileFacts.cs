using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>What CoreTop uses of <c>struct statx</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileFacts
{
    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(40)]
    private readonly ulong _bytes;

    [FieldOffset(112)]
    private readonly long _changedSeconds;

    [FieldOffset(120)]
    private readonly uint _changedNanoseconds;

    /// <summary>What kind of file it is.</summary>
    public FileKind Kind => (FileKind)(_mode & 0xF000);

    /// <summary>Size in bytes; 0 for files that the kernel makes as they are read.</summary>
    public ulong Bytes => _bytes;

    /// <summary>Size and last change of content are as they were.</summary>
    public bool IsUnchangedSince(in FileFacts before) =>
        _bytes == before._bytes && _changedSeconds == before._changedSeconds && _changedNanoseconds == before._changedNanoseconds;
}
