using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Files;

/// <summary>
/// Puts a text in a file's place: whoever opens it finds the former text or the new one, whole, whatever happens meanwhile.
/// The new file is for this user alone (0600) unless something else is asked for.
/// </summary>
internal static class WholeFile
{
    private const int ChunkBytes = 1024 * 1024;
    private const int FileSizeSignal = 25;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Why no file can be put there, for the end of a sentence; null when one can, as far as can be said beforehand.</summary>
    /// <param name="path">Where the file goes.</param>
    public static string? WhyNot(string path)
    {
        const int KindMask = 0xF000, Folder = 0x4000, Regular = 0x8000, Link = 0xA000, WritableByOwner = 0x80;
        if (path.Length == 0)
        {
            return "its name is empty";
        }

        int mode = Mode(path);
        return (mode & KindMask) switch
        {
            _ when path.EndsWith('/') => "that names a folder: name a file in it",
            0 => null,
            Folder => "it is a folder: name a file in it",
            Link => $"it is a link to {new FileInfo(path).LinkTarget}: name the file itself",
            Regular => (mode & WritableByOwner) == 0 ? "the file there is write-protected" : null,
            _ => "it is a device, a pipe or a socket, not a file",
        };
    }

    /// <summary>Writes it beside, to the disk, and renames it. What fails leaves the former file as it was, and nothing else behind.</summary>
    /// <param name="path">Where; see <see cref="WhyNot"/>. A link planted there since is replaced, not followed.</param>
    /// <param name="text">What.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="mode">Its permissions.</param>
    /// <exception cref="IOException">It cannot be written; <see cref="Reason"/> says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> text, CancellationToken cancellation, UnixFileMode mode = OnlyOwner)
    {
        string folder = Path.GetDirectoryName(FullPath(path))!;
        string part = Path.Combine(folder, $".coretop-{Path.GetRandomFileName()}");

        // CreateNew is O_CREAT | O_EXCL, which follows no link.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OnlyOwner,
            BufferSize = 0,
        };

        // A file larger than ulimit -f allows ends a program by this signal; where it is caught, the write fails instead.
        using var limit = PosixSignalRegistration.Create((PosixSignal)FileSizeSignal, static context => context.Cancel = true);
        using (var stream = new FileStream(part, options))
        {
            try
            {
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
                Write(stream, text, cancellation);
                File.Move(part, path, overwrite: true);
            }
            catch
            {
                File.Delete(part);
                throw;
            }
        }

        // The file is there. Should the folder not get to the disk, a power failure leaves the former file.
        using SafeFileHandle handle = StorageNative.Open(folder, StorageNative.OpenToRead);
        if (!handle.IsInvalid)
        {
            _ = StorageNative.Synchronize(handle);
        }
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (FileNotFoundException problem)
        {
            throw new IOException("the current folder is gone: give a path that begins with /", problem);
        }
    }

    /// <summary>Why a write failed, for the end of a sentence.</summary>
    public static string Reason(Exception problem) => problem switch
    {
        UnauthorizedAccessException => "permission denied",
        DirectoryNotFoundException or FileNotFoundException => "there is no such folder",
        _ => problem.HResult switch
        {
            Errno.Efbig => "it would be larger than the limit for files here (ulimit -f)",
            Errno.Enospc => "the disk is full",
            Errno.Erofs => "the file system is read-only",
            Errno.Edquot => "the disk quota is used up",
            _ => problem.Message.TrimEnd('.'),
        },
    };

    private static void Write(FileStream stream, ReadOnlySpan<byte> text, CancellationToken cancellation)
    {
        for (int at = 0; at < text.Length; at += ChunkBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteChunk(stream, text.Slice(at, Math.Min(ChunkBytes, text.Length - at)));
        }

        stream.Flush(flushToDisk: true);
        cancellation.ThrowIfCancellationRequested();
    }

    private static void WriteChunk(FileStream stream, ReadOnlySpan<byte> chunk)
    {
        try
        {
            stream.Write(chunk);
        }
        catch (ArgumentOutOfRangeException problem)
        {
            // .NET takes EFBIG for an argument of ours.
            throw new IOException(problem.Message, Errno.Efbig);
        }
    }

    // Kind and permissions of what is there itself, not of what a link leads to; 0 for nothing.
    private static int Mode(string path) =>
        StorageNative.GetStatus(
            StorageNative.CurrentFolder, path, StorageNative.DoNotFollowLinks, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? status.Mode
            : 0;
}
