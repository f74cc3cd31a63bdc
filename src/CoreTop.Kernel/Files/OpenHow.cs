using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary><c>struct open_how</c> of openat2(2).</summary>
/// <param name="Flags">As of openat(2).</param>
/// <param name="Mode">Permissions of a file that is created; 0 where none is.</param>
/// <param name="Resolve">How the path is walked: the constants here, added.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct OpenHow(ulong Flags, ulong Mode, ulong Resolve)
{
    /// <summary>RESOLVE_NO_MAGICLINKS: links of /proc that lead to an open file, not by a path, are not followed.</summary>
    public const ulong NoMagicLinks = 0x02;

    /// <summary>RESOLVE_IN_ROOT: the folder is the root of every path and link, as after chroot(2).</summary>
    public const ulong InRoot = 0x10;

    /// <summary>Size of the structure in bytes, OPEN_HOW_SIZE_VER0.</summary>
    public const int Size = 24;
}
