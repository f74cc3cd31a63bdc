using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// An open folder that is the root of every path and link, as after chroot(2): by openat2(2), or component by component where
/// the kernel is older than 5.6 or a seccomp filter keeps the call back.
/// </summary>
internal sealed class RootedFolder : IDisposable
{
    // The kernel answers EAGAIN when something was renamed while it walked a "..".
    private const int MostTries = 100;

    private readonly int _root;
    private readonly LinkWalker? _walker;

    /// <summary>Takes an open folder, and closes it in the end.</summary>
    public RootedFolder(int root, bool canUseOpenAt2)
    {
        _root = root;
        if (!canUseOpenAt2 || OpenInRoot("/\0"u8, FileNative.PathOnly, out int itself) is Errno.Enosys or Errno.Eperm)
        {
            _walker = new LinkWalker(root);
        }
        else if (itself >= 0)
        {
            _ = FileNative.Close(itself);
        }
    }

    /// <summary>Opens a file below the folder.</summary>
    /// <param name="path">Its path, the NUL at the end included.</param>
    /// <param name="flags">As of openat(2).</param>
    /// <param name="file">The descriptor; below 0 unless 0 is answered.</param>
    /// <returns>0, or errno.</returns>
    public int Open(ReadOnlySpan<byte> path, int flags, out int file) =>
        _walker is null ? OpenInRoot(path, flags, out file) : _walker.Open(path, flags, out file);

    /// <inheritdoc/>
    public void Dispose() => _ = FileNative.Close(_root);

    private int OpenInRoot(ReadOnlySpan<byte> path, int flags, out int file)
    {
        var how = new OpenHow((ulong)flags, 0, OpenHow.InRoot | OpenHow.NoMagicLinks);
        int error = Errno.Eagain;
        file = -1;
        for (int i = 0; i < MostTries && error == Errno.Eagain; i++)
        {
            file = (int)FileNative.OpenAt2(FileNative.OpenAt2Number, _root, in path[0], in how, OpenHow.Size);
            error = file < 0 ? Marshal.GetLastPInvokeError() : 0;
        }

        return error;
    }
}
