using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// A folder of the user's own that is held open: its files are opened, replaced and locked in the very folder that was looked at.
/// Links in the place of files are refused, and root follows none of another user's on the way to the folder.
/// </summary>
public sealed class StoredFolder : IDisposable
{
    private const uint OwnerOnlyFile = 0x180, OwnerOnlyFolder = 0x1C0; // 0600, 0700

    private readonly string _path;
    private readonly StoredFile _folder;

    private StoredFolder(string path, StoredFile folder) => (_path, _folder) = (path, folder);

    /// <summary>The user id of its owner.</summary>
    public uint Owner => _folder.Owner;

    /// <summary>Everybody may write to it.</summary>
    public bool IsWritableByOthers => _folder.IsWritableByOthers;

    /// <summary>Opens it.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="mayMake">Makes it and the folders above that are missing, for their owner alone.</param>
    /// <returns>Null when it is not there.</returns>
    /// <exception cref="FileCallException">It cannot be opened or made.</exception>
    /// <exception cref="PathRefusedException">Another user could say where that is; or this is root, and the path itself is a link.</exception>
    public static StoredFolder? Open(string path, bool mayMake)
    {
        uint user = OwnProcess.EffectiveUser;
        using var walk = new PathWalk(path, mayMake, user) { RefusesLastLink = user == 0 };
        return walk.GoToFolder()
            ? new StoredFolder(path, StoredFile.Of(StorageNative.OpenAt(
                walk.Folder, ".", StorageNative.OpenToRead | StorageNative.OnlyFolder, mode: 0)))
            : null;
    }

    /// <summary>There is something of this name, if only a link.</summary>
    /// <exception cref="FileCallException">It may not be looked at.</exception>
    public bool Has(string name) => Look(name) is not null;

    /// <summary>Opens a file to be read.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="FileCallException">It cannot be opened.</exception>
    /// <exception cref="PathRefusedException">It is a link.</exception>
    public StoredFile? OpenToRead(string name) =>
        Look(name) is { } before ? OpenSeen(name, StorageNative.OpenToRead, before) : null;

    /// <summary>Opens a file to be added to; makes it, for its owner alone, when there is none.</summary>
    /// <inheritdoc cref="OpenToRead"/>
    public StoredFile OpenToAppend(string name)
    {
        if (Look(name) is { } before)
        {
            return OpenSeen(name, StorageNative.OpenToAppend, before);
        }

        try
        {
            return Create(name);
        }
        catch (FileCallException failure) when (failure.Errno == Errno.Eexist)
        {
            // Another program made it meanwhile.
            return OpenSeen(name, StorageNative.OpenToAppend, Look(name) ?? throw new FileCallException(Errno.Enoent));
        }
    }

    /// <summary>Makes a file to be added to, for its owner alone.</summary>
    /// <exception cref="FileCallException">It cannot be made, as when something of that name is there.</exception>
    public StoredFile Create(string name) => StoredFile.Of(
        StorageNative.OpenAt(
            _folder.Handle, name, StorageNative.NoFollow | StorageNative.OpenToAppend | StorageNative.Create, OwnerOnlyFile));

    /// <summary>Opens a file that is there to be locked, and makes it when there is none.</summary>
    /// <exception cref="FileCallException">It cannot be opened.</exception>
    public StoredFile OpenToLock(string name) => StoredFile.Of(
        StorageNative.OpenAt(
            _folder.Handle, name, StorageNative.NoFollow | StorageNative.OpenToWrite | StorageNative.CreateOrOpen, OwnerOnlyFile));

    /// <summary>Removes a file, if it is there and may be removed.</summary>
    public void Remove(string name) => _ = StorageNative.Unlink(_folder.Handle, name, flags: 0);

    /// <summary>Gives a file another's place, in one step.</summary>
    /// <exception cref="FileCallException">It cannot be done.</exception>
    public void Rename(string from, string to) =>
        _ = FileCallException.Check(StorageNative.Rename(_folder.Handle, from, _folder.Handle, to));

    /// <summary>Waits until what is in it lies on the disk: files that were made or renamed.</summary>
    /// <exception cref="FileCallException">It cannot be said.</exception>
    public void Synchronize() => _folder.Synchronize();

    /// <summary>Takes what others may do with it away, if the file system keeps permissions.</summary>
    public void KeepPrivate() => _folder.KeepPrivate(OwnerOnlyFolder);

    /// <inheritdoc cref="StoredFile.TryLock"/>
    public bool TryLock() => _folder.TryLock();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private RawFileStatus? Look(string name) => StorageNative.StatusIn(_folder.Handle, name);

    private StoredFile OpenSeen(string name, int flags, in RawFileStatus before) => before.IsLink
        ? throw new PathRefusedException(PathRefusal.Link, Path.Combine(_path, name), before.Owner)
        : StoredFile.Of(StorageNative.OpenAt(_folder.Handle, name, StorageNative.NoFollow | flags, mode: 0), before);
}
