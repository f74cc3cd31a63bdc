using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>Reads a file that the user named into memory: a regular one, whole, and no larger than it may be.</summary>
internal static class RegularFile
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="most">The most bytes.</param>
    /// <exception cref="MachineException">It cannot be read: the message is a sentence for the user.</exception>
    public static byte[] Read(string path, int most)
    {
        int file = FileNative.OpenAt(FileNative.CurrentFolder, path, FileNative.ReadFlags | FileNative.NotMyTerminal);
        if (file < 0)
        {
            throw CannotRead(path, Marshal.GetLastPInvokeError());
        }

        try
        {
            return Read(path, file, most);
        }
        finally
        {
            _ = FileNative.Close(file);
        }
    }

    /// <summary>That a file or folder cannot be read, and why.</summary>
    public static MachineException CannotRead(string path, int error) =>
        new($"{path} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}.");

    private static byte[] Read(string path, int file, int most)
    {
        int error = FileNative.FactsOf(file, out FileFacts before);
        if (error != 0 || before.Kind != FileKind.Regular)
        {
            throw error != 0 ? CannotRead(path, error) : Changed(path);
        }

        if (before.Bytes > (ulong)most)
        {
            throw new MachineException($"{path} is larger than a capture may be, which is {most / (1024 * 1024)} MiB.");
        }

        if (before.Bytes == 0)
        {
            // Files that the kernel makes as they are read have no size: their first byte shows that they are not captures.
            byte[] first = new byte[1];
            return first[..ReadSome(path, file, first)];
        }

        byte[] text = ReadWhole(path, file, (int)before.Bytes);
        error = FileNative.FactsOf(file, out FileFacts after);
        return error == 0 && after.IsUnchangedSince(before) ? text : throw Changed(path);
    }

    private static byte[] ReadWhole(string path, int file, int length)
    {
        byte[] text = GC.AllocateUninitializedArray<byte>(length);
        int filled = 0;
        for (int count; filled < length && (count = ReadSome(path, file, text.AsSpan(filled))) > 0;)
        {
            filled += count;
        }

        return filled == length && ReadSome(path, file, [0]) == 0 ? text : throw Changed(path);
    }

    private static int ReadSome(string path, int file, Span<byte> room)
    {
        while (true)
        {
            nint count = FileNative.Read(file, ref room[0], (nuint)room.Length);
            int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error == 0)
            {
                return (int)count;
            }

            if (error != Errno.Eintr)
            {
                throw CannotRead(path, error);
            }
        }
    }

    private static MachineException Changed(string path) =>
        new($"{path} changed while it was read: try again when nothing writes to it any more.");
}
