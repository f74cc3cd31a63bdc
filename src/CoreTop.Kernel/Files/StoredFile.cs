using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Files;

/// <summary>A file that was opened to be read; what is told of it is told of what was opened, whatever its path names by now.</summary>
public sealed class StoredFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly RawFileStatus _status;

    private StoredFile(SafeFileHandle file, in RawFileStatus status) => (_file, _status) = (file, status);

    /// <summary>The user id of its owner.</summary>
    public uint Owner => _status.Owner;

    /// <summary>It is neither a folder nor a pipe, a device or another thing that merely looks like a file.</summary>
    public bool IsOrdinary => _status.IsFile;

    /// <summary>It is a folder.</summary>
    public bool IsFolder => _status.IsFolder;

    /// <summary>Everybody may write to it.</summary>
    public bool IsWritableByOthers => _status.IsWritableByOthers;

    /// <summary>How large it is.</summary>
    public ulong Bytes => _status.Bytes;

    /// <summary>Opens whatever a path names, by whichever links, without waiting for a pipe's writer.</summary>
    /// <returns>Null when there is nothing.</returns>
    /// <exception cref="FileCallException">It cannot be opened.</exception>
    public static StoredFile? Open(string path) => Take(StorageNative.Open(path, StorageNative.OpenToRead));

    /// <summary>All of an ordinary file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] ReadAll()
    {
        using var stream = new FileStream(_file, FileAccess.Read, bufferSize: 0);
        var text = new MemoryStream();
        stream.CopyTo(text);
        return text.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Takes over what openat(2) answered.</summary>
    internal static StoredFile? Take(SafeFileHandle opened)
    {
        if (opened.IsInvalid)
        {
            var failure = new FileCallException();
            opened.Dispose();
            return failure.Errno == StorageNative.Enoent ? null : throw failure;
        }

        if (StorageNative.GetStatus(
            opened, string.Empty, StorageNative.OfTheDescriptor, StorageNative.BasicStatus, out RawFileStatus status) != 0)
        {
            var failure = new FileCallException();
            opened.Dispose();
            throw failure;
        }

        return new StoredFile(opened, status);
    }
}
