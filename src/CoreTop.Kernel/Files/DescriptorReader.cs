using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>Reads open files and folders into buffers that are used again, and closes them. Every method answers 0 or errno.</summary>
internal sealed class DescriptorReader
{
    /// <summary>No more of a file is read, in bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    private readonly byte[] _entries = new byte[32 * 1024];
    private byte[] _text = new byte[16 * 1024];

    /// <summary>Reads a file to its end.</summary>
    /// <param name="file">A descriptor; below 0, errno is answered.</param>
    /// <param name="isOneRecord">A read that does not fill the buffer is the last.</param>
    /// <param name="text">Its bytes until the next call.</param>
    public int Read(int file, bool isOneRecord, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        int length = 0;
        while (true)
        {
            int room = _text.Length - length;
            nint count = FileNative.Read(file, ref _text[length], (nuint)room);
            if (count < 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error == Errno.Eintr)
                {
                    continue;
                }

                _ = FileNative.Close(file);
                return error;
            }

            length += (int)count;
            if (count == 0 || (isOneRecord && count < room) || length >= LargestFile)
            {
                break;
            }

            if (length == _text.Length)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }
        }

        _ = FileNative.Close(file);
        text = _text.AsSpan(0, length);
        return 0;
    }

    /// <summary>Reads a file of one record from its start, and leaves it open.</summary>
    /// <param name="file">A descriptor.</param>
    /// <param name="text">Its bytes until the next call.</param>
    public int ReadAgain(int file, out ReadOnlySpan<byte> text)
    {
        text = default;
        while (true)
        {
            nint count = FileNative.ReadAt(file, ref _text[0], (nuint)_text.Length, at: 0);
            if (count >= 0 && count < _text.Length)
            {
                text = _text.AsSpan(0, (int)count);
                return 0;
            }

            if (count < 0 && Marshal.GetLastPInvokeError() is var error and not Errno.Eintr)
            {
                return error;
            }

            if (count > 0)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }
        }
    }

    /// <summary>Reads the entries of a folder: struct linux_dirent64 is inode 8, offset 8, record length 2, type 1, name up to a NUL.</summary>
    /// <param name="folder">A descriptor; below 0, errno is answered.</param>
    /// <param name="visit">Called for each.</param>
    public int List(int folder, FolderEntryAction visit)
    {
        const int LengthAt = 16, TypeAt = 18, NameAt = 19;
        if (folder < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        nint count;
        while ((count = FileNative.GetEntries(folder, ref _entries[0], (nuint)_entries.Length)) > 0)
        {
            for (int at = 0; at < count;)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(_entries.AsSpan(at + LengthAt));
                ReadOnlySpan<byte> name = _entries.AsSpan(at + NameAt, length - NameAt);
                visit(name[..name.IndexOf((byte)0)], _entries[at + TypeAt]);
                at += length;
            }
        }

        int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = FileNative.Close(folder);
        return error;
    }

    /// <summary>Reads the text of a link.</summary>
    /// <param name="folder">A descriptor that the path starts at.</param>
    /// <param name="path">Up to a NUL; empty for a link that is open by its path.</param>
    /// <param name="target">Its text until the next call.</param>
    public int ReadLink(int folder, in byte path, out ReadOnlySpan<byte> target)
    {
        nint count = FileNative.ReadLinkAt(folder, in path, ref _entries[0], (nuint)_entries.Length);
        int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        target = error == 0 ? _entries.AsSpan(0, (int)count) : default;
        return error;
    }
}
