using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Archive;

/// <summary>The files of a capture in memory, answered as the kernel answers for a folder that holds them.</summary>
/// <param name="tree">The capture, which several may share.</param>
internal sealed class CaptureFiles(CaptureTree tree) : IFileSource
{
    private const byte RegularType = 8;
    private const int LongestName = 255;

    private byte[] _unescaped = [];

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> path, bool isTaskFile, out ReadOnlySpan<byte> text)
    {
        text = default;
        int error = Find(path, out int node);
        if (error != 0 || tree.IsFolder(node))
        {
            return error != 0 ? error : Errno.Eisdir;
        }

        text = tree.ContentOf(node);
        if (text.Contains((byte)'\\'))
        {
            if (_unescaped.Length < text.Length)
            {
                _unescaped = new byte[Math.Max(text.Length, 16 * 1024)];
            }

            text = _unescaped.AsSpan(0, CaptureText.Unescape(text, _unescaped));
        }

        return 0;
    }

    /// <inheritdoc/>
    public int List(ReadOnlySpan<byte> path, bool isTaskFolder, FolderEntryAction visit)
    {
        int error = Find(path, out int folder);
        if (error != 0 || !tree.IsFolder(folder))
        {
            return error != 0 ? error : Errno.Enotdir;
        }

        for (int node = tree.FirstIn(folder); node != CaptureTree.None; node = tree.NextOf(node))
        {
            visit(tree.NameOf(node), tree.IsFolder(node) ? FileNative.FolderType : RegularType);
        }

        return 0;
    }

    /// <summary>A capture holds no links.</summary>
    public int ReadLink(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> target)
    {
        target = default;
        int error = Find(path, out _);
        return error != 0 ? error : Errno.Einval;
    }

    /// <inheritdoc/>
    public IFileSource Another() => new CaptureFiles(tree);

    /// <summary>There is nothing to give back.</summary>
    public void Dispose()
    {
    }

    private int Find(ReadOnlySpan<byte> path, out int node)
    {
        node = CaptureTree.Root;
        path = path[..path.IndexOf((byte)0)];
        if (path.IsEmpty)
        {
            return Errno.Enoent;
        }

        foreach (Range range in path.Split((byte)'/'))
        {
            ReadOnlySpan<byte> name = path[range];
            if (!tree.IsFolder(node))
            {
                return Errno.Enotdir;
            }

            if (name.IsEmpty || name.SequenceEqual("."u8))
            {
                continue;
            }

            if (name.Length > LongestName)
            {
                return Errno.Enametoolong;
            }

            node = name.SequenceEqual(".."u8) ? tree.ParentOf(node) : tree.Find(node, name);
            if (node == CaptureTree.None)
            {
                return Errno.Enoent;
            }
        }

        return 0;
    }
}
