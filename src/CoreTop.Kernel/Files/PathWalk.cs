using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Native;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Files;

/// <summary>
/// Follows a path component by component, each opened in the folder before, so that nobody can put something else in the place
/// of what was looked at. Root follows no link that another user could have made or put there.
/// </summary>
internal sealed class PathWalk : IDisposable
{
    private const int MostLinks = 40, LongestLink = 4096;
    private const uint OwnerOnlyFolder = 0x1C0; // 0700

    private readonly uint _user;
    private readonly bool _makesFolders;
    private readonly uint _rootOwner;
    private readonly Stack<string> _left = new();
    private readonly List<string> _walked = [];
    private RawFileStatus _status;
    private int _links;

    /// <summary>Stands at the root, before the first component.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="makesFolders">Makes the folders that are missing, for their owner alone.</param>
    /// <param name="user">As which user: only 0 is wary of links.</param>
    /// <exception cref="FileCallException">The root cannot be opened.</exception>
    public PathWalk(string path, bool makesFolders, uint user)
    {
        (_makesFolders, _user) = (makesFolders, user);
        Folder = OpenRoot();
        _status = StorageNative.StatusOf(Folder);
        _rootOwner = _status.Owner;
        Push(path);
    }

    /// <summary>The folder that was come to; looked at only.</summary>
    public SafeFileHandle Folder { get; private set; }

    /// <summary>Its owner.</summary>
    public uint FolderOwner => _status.Owner;

    /// <summary>Its path, without a link in it.</summary>
    public string FolderPath => $"/{string.Join('/', _walked)}";

    /// <summary>What is left of the path once the folder of a file was come to.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The owner of the link that the path itself names; null when it names none.</summary>
    public uint? LinkOwner { get; private set; }

    /// <summary>Refuses a link in place of what the path names, whoever made it.</summary>
    public bool RefusesLastLink { get; init; }

    /// <summary>Goes to the folder that the path names.</summary>
    /// <returns>False when it is not there.</returns>
    /// <exception cref="FileCallException">It cannot be come to.</exception>
    /// <exception cref="PathRefusedException">Somebody else could say where that is.</exception>
    public bool GoToFolder() => Go(isFile: false);

    /// <summary>Goes to the folder of the file that the path names, and returns the file's name in it. The file may be missing.</summary>
    /// <inheritdoc cref="GoToFolder"/>
    public bool GoToFile() => Go(isFile: true);

    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();

    private bool Go(bool isFile)
    {
        while (_left.TryPop(out string? name))
        {
            bool isLast = _left.Count == 0;
            if (isFile && isLast && !IsLink(name))
            {
                Name = name;
                return true;
            }

            SafeFileHandle? next = Open(name) ?? (_makesFolders && !(isFile && isLast) ? Make(name) : null);
            if (next is null)
            {
                return false;
            }

            RawFileStatus status = StorageNative.StatusOf(next);
            if (status.IsLink)
            {
                Follow(next, name, status, isLast);
            }
            else if (!status.IsFolder)
            {
                next.Dispose();
                throw new FileCallException(Errno.Enotdir);
            }
            else
            {
                MoveTo(next, status, name);
            }
        }

        return true;
    }

    private bool IsLink(string name) => StorageNative.GetStatus(
        Folder, name, StorageNative.DoNotFollowLinks, StorageNative.BasicStatus, out RawFileStatus status) == 0 && status.IsLink;

    private void MoveTo(SafeFileHandle folder, in RawFileStatus status, string name)
    {
        Folder.Dispose();
        (Folder, _status) = (folder, status);
        if (name != "..")
        {
            _walked.Add(name);
        }
        else if (_walked.Count > 0)
        {
            _walked.RemoveAt(_walked.Count - 1);
        }
    }

    private void Follow(SafeFileHandle link, string name, in RawFileStatus status, bool isLast)
    {
        using SafeFileHandle opened = link;
        string path = PathOf(name);
        uint? stranger = IsTrusted(status.Owner) ? IsTrusted(_status.Owner) ? null : _status.Owner : status.Owner;
        if (_user == 0 && stranger is { } owner)
        {
            throw new PathRefusedException(PathRefusal.ForeignLink, path, owner);
        }

        if (isLast && RefusesLastLink)
        {
            throw new PathRefusedException(PathRefusal.Link, path, status.Owner);
        }

        if (++_links > MostLinks)
        {
            throw new FileCallException(Errno.Eloop);
        }

        LinkOwner = isLast && LinkOwner is null ? status.Owner : LinkOwner;
        var text = new byte[LongestLink];
        nint length = StorageNative.ReadLink(opened, string.Empty, ref text[0], (nuint)text.Length);
        if (length < 0)
        {
            throw new FileCallException();
        }

        string target = Encoding.UTF8.GetString(text.AsSpan(0, (int)length));
        if (target.StartsWith('/'))
        {
            SafeFileHandle root = OpenRoot();
            MoveTo(root, StorageNative.StatusOf(root), "..");
            _walked.Clear();
        }

        Push(target);
    }

    // Where the root belongs to nobody known, as in a user namespace, its owner is the machine's root.
    private bool IsTrusted(uint owner) => owner == _user || owner == 0 || owner == _rootOwner;

    private SafeFileHandle? Open(string name)
    {
        SafeFileHandle next = StorageNative.OpenAt(Folder, name, StorageNative.OpenToLook | StorageNative.NoFollow, mode: 0);
        if (!next.IsInvalid)
        {
            return next;
        }

        var failure = new FileCallException();
        next.Dispose();
        return failure.Errno == Errno.Enoent ? null : throw failure;
    }

    private SafeFileHandle Make(string name)
    {
        if (_user == 0 && !IsTrusted(_status.Owner))
        {
            throw new PathRefusedException(PathRefusal.ForeignFolder, FolderPath, _status.Owner);
        }

        if (StorageNative.MakeFolder(Folder, name, OwnerOnlyFolder) != 0
            && Marshal.GetLastPInvokeError() != Errno.Eexist)
        {
            throw new FileCallException();
        }

        return Open(name) ?? throw new FileCallException(Errno.Enoent);
    }

    private void Push(string path)
    {
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse())
        {
            _left.Push(name);
        }
    }

    private string PathOf(string name) => FolderPath == "/" ? $"/{name}" : $"{FolderPath}/{name}";

    private static SafeFileHandle OpenRoot()
    {
        SafeFileHandle root = StorageNative.Open("/", StorageNative.OpenToLook);
        return root.IsInvalid ? throw new FileCallException() : root;
    }
}
