using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Proc;

/// <summary>Asks the C library for users that are not in /etc/passwd.</summary>
internal static partial class UserNative
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>The user's name by getpwuid_r(3); null when there is none.</summary>
    public static unsafe string? NameOf(int uid)
    {
        // struct passwd begins with the name's address on every Linux; 128 bytes hold the rest of it.
        Span<nint> entry = stackalloc nint[16];
        byte[] buffer = new byte[BufferBytes];
        fixed (byte* text = buffer)
        {
            int error = GetPasswd(
                unchecked((uint)uid), ref entry[0], ref MemoryMarshal.GetArrayDataReference(buffer), BufferBytes, out nint found);
            return error == 0 && found != 0 ? Marshal.PtrToStringUTF8(entry[0]) : null;
        }
    }

    /// <summary>Somebody has this name by getpwnam_r(3).</summary>
    public static bool IsName(string name)
    {
        Span<nint> entry = stackalloc nint[16];
        byte[] buffer = new byte[BufferBytes];
        int error = FindPasswd(name, ref entry[0], ref MemoryMarshal.GetArrayDataReference(buffer), BufferBytes, out nint found);
        return error == 0 && found != 0;
    }

    [LibraryImport("libc", EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FindPasswd(string name, ref nint entry, ref byte buffer, nuint size, out nint found);

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int GetPasswd(uint uid, ref nint entry, ref byte buffer, nuint size, out nint found);
}
