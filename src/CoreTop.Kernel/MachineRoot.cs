using System.Runtime.InteropServices;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel;

/// <summary>Opens what the user named as a machine: the running one, a folder, or a capture.</summary>
internal static class MachineRoot
{
    /// <summary>Opens it.</summary>
    /// <param name="root">A folder or a file; <c>/</c> for the running machine.</param>
    /// <exception cref="MachineException">It is not there, cannot be read, or is neither: the message is a sentence for the user.</exception>
    public static IFileSource Open(string root)
    {
        // By its path alone, as opening a FIFO or a device does something already.
        int file = FileNative.OpenAt(FileNative.CurrentFolder, root, FileNative.PathOnly);
        if (file < 0)
        {
            throw NotThere(root, Marshal.GetLastPInvokeError());
        }

        try
        {
            int error = FileNative.FactsOf(file, out FileFacts facts);
            return error != 0 ? throw RegularFile.CannotRead(root, error) : Open(root, file, facts.Kind);
        }
        finally
        {
            _ = FileNative.Close(file);
        }
    }

    private static IFileSource Open(string root, int file, FileKind kind) => kind switch
    {
        FileKind.Folder => OpenFolder(root, file),
        FileKind.Regular => new CaptureFiles(CaptureReader.Read(root, RegularFile.Read(root, CaptureBounds.Default.Bytes))),
        _ => throw new MachineException(
            $"{root} is {Name(kind)}: a folder or a file made by \"coretop capture\" is expected there."),
    };

    private static IFileSource OpenFolder(string root, int folder)
    {
        string path = FullPath(root);
        if (path == "/")
        {
            return new LiveFiles();
        }

        // Needs the permission to search it, without which nothing in it can be read.
        int itself = FileNative.OpenAt(folder, in ".\0"u8[0], FileNative.PathOnly);
        int error = itself < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (error != 0)
        {
            throw RegularFile.CannotRead(root, error);
        }

        _ = FileNative.Close(itself);
        return new FolderFiles(path);
    }

    private static string FullPath(string root)
    {
        try
        {
            return Path.GetFullPath(root);
        }
        catch (FileNotFoundException problem)
        {
            throw new MachineException($"{root} cannot be found, because the current folder is gone: give a path that begins with /.", problem);
        }
    }

    private static MachineException NotThere(string root, int error) => error is Errno.Enoent or Errno.Enotdir
        ? new MachineException($"There is no folder or file {(root.Length == 0 ? "\"\"" : root)}: a captured machine is expected there.")
        : RegularFile.CannotRead(root, error);

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Fifo => "a FIFO or a pipe",
        FileKind.Socket => "a socket",
        FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
        _ => "neither a file nor a folder",
    };
}
