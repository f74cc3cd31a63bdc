namespace CoreTop.Kernel.Files;

/// <summary>
/// A file of the user's own, which may be missing, in a folder that is held open: what is read and replaced is in the very folder
/// that was looked at. Root comes to none by another user's link.
/// </summary>
public sealed class TrustedPath : IDisposable
{
    private const uint OwnerOnlyFile = 0x180; // 0600
    private const int PermissionBits = 0x1FF;

    private readonly PathWalk _walk;

    private TrustedPath(PathWalk walk) => _walk = walk;

    /// <summary>The file's path, without a link in it.</summary>
    public string Path => System.IO.Path.Combine(_walk.FolderPath, _walk.Name);

    /// <summary>The folder's path.</summary>
    public string FolderPath => _walk.FolderPath;

    /// <summary>The user id of the folder's owner.</summary>
    public uint FolderOwner => _walk.FolderOwner;

    /// <summary>The user id of the owner of the link that the path itself is; null when it is not a link.</summary>
    public uint? LinkOwner => _walk.LinkOwner;

    /// <summary>The user id of the file's owner; null when there is no file.</summary>
    /// <exception cref="FileCallException">It may not be looked at.</exception>
    public uint? Owner => Status()?.Owner;

    /// <summary>Goes to a file.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="makesFolders">Makes the folders that are missing, for their owner alone.</param>
    /// <param name="user">The user id of whoever asks.</param>
    /// <returns>Null when its folder is not there.</returns>
    /// <exception cref="FileCallException">It cannot be come to.</exception>
    /// <exception cref="PathRefusedException">Another user could say where that is.</exception>
    public static TrustedPath? Find(string path, bool makesFolders, uint user)
    {
        var walk = new PathWalk(path, makesFolders, user);
        try
        {
            if (walk.GoToFile() && walk.Name.Length > 0)
            {
                return new TrustedPath(walk);
            }
        }
        catch
        {
            walk.Dispose();
            throw;
        }

        walk.Dispose();
        return null;
    }

    /// <summary>Opens the file to be read.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="FileCallException">It cannot be opened.</exception>
    public StoredFile? Open() => StoredFile.Take(
        StorageNative.OpenAt(_walk.Folder, _walk.Name, StorageNative.OpenToRead | StorageNative.NoFollow, mode: 0));

    /// <summary>Replaces the file: whoever opens it sees the old text or the new one. Its permissions stay; a new one is its owner's alone.</summary>
    /// <exception cref="FileCallException">It cannot be written; the old one is as it was.</exception>
    public void Replace(ReadOnlySpan<byte> text)
    {
        uint mode = Status() is { } status ? (uint)(status.Mode & PermissionBits) : OwnerOnlyFile;
        string part = $".{_walk.Name}.{Environment.ProcessId}";
        _ = StorageNative.Unlink(_walk.Folder, part, flags: 0);
        try
        {
            using (StoredFile file = StoredFile.Of(StorageNative.OpenAt(
                _walk.Folder, part, StorageNative.OpenToFill | StorageNative.Create, OwnerOnlyFile)))
            {
                _ = FileCallException.Check(StorageNative.ChangeMode(file.Handle, mode));
                file.Write(text);
                file.Synchronize();
            }

            _ = FileCallException.Check(StorageNative.Rename(_walk.Folder, part, _walk.Folder, _walk.Name));
        }
        catch
        {
            _ = StorageNative.Unlink(_walk.Folder, part, flags: 0);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _walk.Dispose();

    private RawFileStatus? Status() => StorageNative.StatusIn(_walk.Folder, _walk.Name);
}
