using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// The files of a machine whose root is a folder, which may be anybody's making: links in it stay in it, and nothing but
/// regular files and folders is opened.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="canUseOpenAt2">The kernel may be asked to keep links inside; false only in tests.</param>
internal sealed class FolderFiles(string root, bool canUseOpenAt2 = true) : IFileSource
{
    private readonly DescriptorReader _reader = new();
    private RootedFolder? _folder;

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> path, bool isTaskFile, out ReadOnlySpan<byte> text)
    {
        text = default;
        int error = Open(path, FileKind.Regular, out int file);
        return error == 0 ? _reader.Read(file, isOneRecord: false, out text) : error;
    }

    /// <inheritdoc/>
    public int List(ReadOnlySpan<byte> path, bool isTaskFolder, FolderEntryAction visit)
    {
        int error = Open(path, FileKind.Folder, out int folder);
        return error == 0 ? _reader.List(folder, visit) : error;
    }

    /// <inheritdoc/>
    public int ReadLink(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> target)
    {
        target = default;
        int link = -1;
        int error = OpenRoot();
        error = error == 0 ? _folder!.Open(path, FileNative.PathOnly | FileNative.NoFollow, out link) : error;
        if (error != 0)
        {
            return error;
        }

        error = FileNative.FactsOf(link, out FileFacts facts);
        error = error != 0 ? error
            : facts.Kind == FileKind.Link ? _reader.ReadLink(link, in "\0"u8[0], out target)
            : Errno.Einval;
        _ = FileNative.Close(link);
        return error;
    }

    /// <inheritdoc/>
    public IFileSource Another() => new FolderFiles(root, canUseOpenAt2);

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder?.Dispose();
        _folder = null;
    }

    // The kind is known before anything is opened: opening some devices does something already. It is asked again afterwards,
    // as the name may have come to mean another file in between.
    private int Open(ReadOnlySpan<byte> path, FileKind kind, out int file)
    {
        file = -1;
        int error = OpenRoot();
        error = error == 0 ? _folder!.Open(path, FileNative.PathOnly, out file) : error;
        error = error == 0 ? CheckKind(file, kind) : error;
        if (file >= 0)
        {
            _ = FileNative.Close(file);
            file = -1;
        }

        error = error == 0 ? _folder!.Open(path, FileNative.ReadFlags | FileNative.NotMyTerminal, out file) : error;
        error = error == 0 ? CheckKind(file, kind) : error;
        if (error != 0 && file >= 0)
        {
            _ = FileNative.Close(file);
            file = -1;
        }

        return error;
    }

    private static int CheckKind(int file, FileKind wanted)
    {
        int error = FileNative.FactsOf(file, out FileFacts facts);
        return error != 0 || facts.Kind == wanted ? error
            : wanted == FileKind.Folder ? Errno.Enotdir
            : facts.Kind == FileKind.Folder ? Errno.Eisdir
            : Errno.Eopnotsupp;
    }

    private int OpenRoot()
    {
        if (_folder is not null)
        {
            return 0;
        }

        int folder = FileNative.OpenAt(FileNative.CurrentFolder, root, FileNative.PathOnly);
        if (folder < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        _folder = new RootedFolder(folder, canUseOpenAt2);
        return 0;
    }
}
