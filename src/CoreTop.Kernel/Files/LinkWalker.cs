using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// Walks a path component by component, as openat2(2) does with RESOLVE_IN_ROOT and RESOLVE_NO_MAGICLINKS: no link and no
/// <c>..</c> leads out of the root, and links of /proc that lead to an open file are not followed.
/// </summary>
/// <param name="root">The open folder; stays the caller's.</param>
internal sealed class LinkWalker(int root)
{
    private const int MostLinks = 40;

    private readonly List<(int Folder, bool IsNumber)> _folders = [];
    private byte[] _path = new byte[4096];
    private byte[] _spare = new byte[4096];
    private int _at;
    private int _links;

    private int Current => _folders.Count > 0 ? _folders[^1].Folder : root;

    /// <inheritdoc cref="RootedFolder.Open"/>
    public int Open(ReadOnlySpan<byte> path, int flags, out int file)
    {
        file = -1;
        if (path[0] == 0 || path.Length > _path.Length)
        {
            return path[0] == 0 ? Errno.Enoent : Errno.Enametoolong;
        }

        path.CopyTo(_path);
        _at = 0;
        _links = 0;
        int error = 0;
        while (error == 0 && file < 0)
        {
            error = Step(flags, ref file);
        }

        GoUp(_folders.Count);
        return error;
    }

    // One component; the file is set when it was the last.
    private int Step(int flags, ref int file)
    {
        while (_path[_at] == '/')
        {
            _at++;
        }

        int length = _path.AsSpan(_at).IndexOfAny((byte)'/', (byte)0);
        ReadOnlySpan<byte> name = _path.AsSpan(_at, length);
        if (length == 0)
        {
            return Take(OpenAt(Current, "."u8, flags & ~FileNative.NoFollow), ref file);
        }

        bool isLast = _path[_at + length] == 0;
        if (name is [(byte)'.'] or [(byte)'.', (byte)'.'])
        {
            GoUp(Math.Min(length - 1, _folders.Count));
            _at += length;
            return 0;
        }

        int found = OpenAt(Current, name, FileNative.PathOnly | FileNative.NoFollow);
        if (found < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        int error = FileNative.FactsOf(found, out FileFacts facts);
        if (error == 0 && facts.Kind == FileKind.Link && !(isLast && (flags & FileNative.NoFollow) != 0))
        {
            error = Follow(found, length);
        }
        else if (error == 0 && isLast)
        {
            bool isWanted = (flags & FileNative.PathOnly) == FileNative.PathOnly;
            error = Take(isWanted ? found : OpenAt(Current, name, flags | FileNative.NoFollow), ref file);
            found = isWanted ? -1 : found;
        }
        else if (error == 0 && facts.Kind == FileKind.Folder)
        {
            _folders.Add((found, name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0));
            _at += length;
            found = -1;
        }
        else
        {
            error = error == 0 ? Errno.Enotdir : error;
        }

        if (found >= 0)
        {
            _ = FileNative.Close(found);
        }

        return error;
    }

    // The link's text takes the place of its name in the path.
    private int Follow(int link, int length)
    {
        if (++_links > MostLinks || IsMagic(link))
        {
            return Errno.Eloop;
        }

        nint count = FileNative.ReadLinkAt(link, in "\0"u8[0], ref _spare[0], (nuint)_spare.Length);
        if (count <= 0)
        {
            return count < 0 ? Marshal.GetLastPInvokeError() : Errno.Enoent;
        }

        ReadOnlySpan<byte> rest = _path.AsSpan(_at + length);
        rest = rest[..(rest.IndexOf((byte)0) + 1)];
        if (count + rest.Length > _spare.Length)
        {
            return Errno.Enametoolong;
        }

        rest.CopyTo(_spare.AsSpan((int)count));
        (_path, _spare) = (_spare, _path);
        _at = 0;
        if (_path[0] == '/')
        {
            GoUp(_folders.Count);
        }

        return 0;
    }

    // In a procfs they lie in the folders of processes; all other links there are texts.
    private bool IsMagic(int link) =>
        _folders.Exists(folder => folder.IsNumber)
        && FileNative.GetFileSystem(link, out FileSystemFacts facts) == 0 && facts.Type == FileNative.ProcFileSystem;

    private void GoUp(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = FileNative.Close(_folders[^1].Folder);
            _folders.RemoveAt(_folders.Count - 1);
        }
    }

    private static int Take(int opened, ref int file)
    {
        file = opened;
        return opened < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    private static int OpenAt(int folder, ReadOnlySpan<byte> name, int flags)
    {
        // No name in a folder is longer than 255 bytes; what is longer is refused by the kernel just the same.
        Span<byte> text = stackalloc byte[512];
        name = name[..Math.Min(name.Length, text.Length - 1)];
        name.CopyTo(text);
        text[name.Length] = 0;
        return FileNative.OpenAt(folder, in text[0], flags);
    }
}
