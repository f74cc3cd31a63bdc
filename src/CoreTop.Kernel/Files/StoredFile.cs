using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Files;

/// <summary>An open file; what is said of it is said of what was opened, whatever its path names by now.</summary>
public sealed class StoredFile : IDisposable
{
    private const uint OwnerOnlyFile = 0x180; // 0600

    private readonly RawFileStatus _status;
    private readonly bool _isSwapped;

    private StoredFile(SafeFileHandle file, in RawFileStatus status, bool isSwapped) =>
        (Handle, _status, _isSwapped) = (file, status, isSwapped);

    /// <summary>The user id of its owner.</summary>
    public uint Owner => _status.Owner;

    /// <summary>
    /// It is neither a folder nor a pipe, a device or another thing that merely looks like a file, and it did not take the place of what
    /// was looked at just before it was opened.
    /// </summary>
    public bool IsOrdinary => _status.IsFile && !_isSwapped;

    /// <summary>It is a folder.</summary>
    public bool IsFolder => _status.IsFolder;

    /// <summary>Everybody may write to it.</summary>
    public bool IsWritableByOthers => _status.IsWritableByOthers;

    /// <summary>How large it was when it was opened.</summary>
    public ulong Bytes => _status.Bytes;

    /// <summary>Its descriptor.</summary>
    internal SafeFileHandle Handle { get; }

    /// <summary>Opens whatever a path names, by whichever links, without waiting for a pipe's writer.</summary>
    /// <returns>Null when there is nothing.</returns>
    /// <exception cref="FileCallException">It cannot be opened.</exception>
    public static StoredFile? Open(string path) => Take(StorageNative.Open(path, StorageNative.OpenToRead));

    /// <summary>All of an ordinary file, from where it was read to before.</summary>
    /// <exception cref="FileCallException">It cannot be read.</exception>
    public byte[] ReadAll()
    {
        var text = new byte[16 * 1024];
        int length = 0;
        while (true)
        {
            if (length == text.Length)
            {
                Array.Resize(ref text, text.Length * 2);
            }

            nint count = StorageNative.Read(Handle, ref text[length], (nuint)(text.Length - length));
            if (!CanTryAgain(count) && FileCallException.Check(count) == 0)
            {
                return text[..length];
            }

            length += (int)Math.Max(0, count);
        }
    }

    /// <summary>The last byte, as it is now; null when the file is empty.</summary>
    /// <exception cref="FileCallException">It cannot be read.</exception>
    public byte? ReadLastByte()
    {
        ulong bytes = StorageNative.StatusOf(Handle).Bytes;
        byte last = 0;
        if (bytes > 0)
        {
            _ = FileCallException.Check(StorageNative.ReadAt(Handle, ref last, 1, (nint)(bytes - 1)));
        }

        return bytes > 0 ? last : null;
    }

    /// <summary>Writes all of a text. A disk that fills up takes a part of it.</summary>
    /// <exception cref="FileCallException">It cannot be written, or not to its end.</exception>
    public void Write(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            nint count = StorageNative.Write(Handle, in text[0], (nuint)text.Length);
            if (!CanTryAgain(count))
            {
                text = text[(int)FileCallException.Check(count)..];
            }
        }
    }

    /// <summary>Waits until it lies on the disk.</summary>
    /// <exception cref="FileCallException">It does not get there.</exception>
    public void Synchronize() => _ = FileCallException.Check(StorageNative.Synchronize(Handle));

    /// <summary>Takes what others may do with it away; a file system without permissions is left as it is.</summary>
    public void KeepPrivate() => KeepPrivate(OwnerOnlyFile);

    /// <summary>Takes the file's lock, which closing the file gives back. Does not wait.</summary>
    /// <returns>False when another program has it.</returns>
    /// <exception cref="FileCallException">The file system has no locks.</exception>
    public bool TryLock()
    {
        int answer = StorageNative.Lock(Handle, StorageNative.LockExclusive | StorageNative.LockWithoutWaiting);
        return answer == 0
            || (Marshal.GetLastPInvokeError() is Errno.Eagain or Errno.Eintr ? false : throw new FileCallException());
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    /// <summary>Takes over what openat(2) answered.</summary>
    /// <returns>Null when there is nothing.</returns>
    internal static StoredFile? Take(SafeFileHandle opened)
    {
        if (!opened.IsInvalid || Marshal.GetLastPInvokeError() != Errno.Enoent)
        {
            return Of(opened);
        }

        opened.Dispose();
        return null;
    }

    /// <summary>Takes over what openat(2) answered.</summary>
    /// <param name="opened">The answer.</param>
    /// <param name="before">What was in the file's place before; null when that was not looked at.</param>
    /// <exception cref="FileCallException">It is not open.</exception>
    internal static StoredFile Of(SafeFileHandle opened, in RawFileStatus? before = null)
    {
        try
        {
            RawFileStatus status = opened.IsInvalid ? throw new FileCallException() : StorageNative.StatusOf(opened);
            return new StoredFile(opened, status, isSwapped: before is { } seen && !status.IsSameFileAs(seen));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Changes its permissions where others have some.</summary>
    internal void KeepPrivate(uint mode)
    {
        if (_status.IsOpenToOthers)
        {
            _ = StorageNative.ChangeMode(Handle, mode);
        }
    }

    private static bool CanTryAgain(nint answer) => answer < 0 && Marshal.GetLastPInvokeError() == Errno.Eintr;
}
