using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Actions.Storage;

/// <summary>
/// The journal's bytes on disk. Lines are only ever added at the end, in one write under a lock.
/// The file is opened again each time, because another CoreTop may have replaced it.
/// Whatever goes wrong is an <see cref="IOException"/> whose message is a sentence for the user.
/// </summary>
internal sealed class JournalFile(string folder)
{
    private const string FileName = "journal.jsonl";
    private const string LockFileName = "journal.lock";
    private const string NewFileName = "journal.jsonl.new";
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Room that is left to say what became of changes, and that they were taken back.</summary>
    public const int ReservedBytes = 4 * 1024 * 1024;

    private const int LockTries = 400;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(5);

    private readonly uint _user = OwnProcess.EffectiveUser;

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, FileName);

    /// <summary>A sentence when the last write found a file system without locks; else null.</summary>
    public string? WhyNotLocked { get; private set; }

    /// <summary>The file as it is now; null when it is not there.</summary>
    public FileStamp? Stamp() => FileStamp.Of(Path);

    /// <summary>A sentence when so many bytes more would make the file too large to be read again; null when there is room.</summary>
    public string? WhyNoRoom(int bytes) => Stamp() is { } stamp && stamp.Bytes <= LargestFile && stamp.Bytes + (ulong)bytes > LargestFile
        ? $"The journal {Path} has no room for this change: it holds {stamp.Bytes / (1024 * 1024)} of at most {LargestFile / (1024 * 1024)} MB. "
            + "\"coretop undo --all\" makes room by taking back what this host did; where other hosts that share it wrote most of it, "
            + "set XDG_STATE_HOME to a folder of this host. Or move it away, which gives up undoing what it holds."
        : null;

    /// <summary>The whole file; empty when there is none.</summary>
    public byte[] Read() => Told(() =>
    {
        using StoredFolder? directory = OpenFolder(mayMake: false);
        using StoredFile? file = directory is null ? null : OpenToRead(directory);
        return file is null ? [] : file.ReadAll();
    });

    /// <summary>Makes folder and file when they are missing, and sees whether lines can be added.</summary>
    public void PrepareToAppend() => Told(() =>
    {
        using StoredFolder directory = OpenFolder(mayMake: true)!;
        using StoredFile file = OpenToAppend(directory);
        return file.Bytes;
    });

    /// <summary>Adds whole lines. They outlive this program at once, a crash of the machine only once they lie on the disk.</summary>
    /// <param name="lines">Lines with their ends.</param>
    /// <param name="isDurable">Waits until they lie on the disk, which may take long.</param>
    public void Append(byte[] lines, bool isDurable) => Told(() =>
    {
        using StoredFolder directory = OpenFolder(mayMake: true)!;
        using JournalLock _ = TakeLock(directory);
        bool isNew = !directory.Has(FileName);
        using StoredFile file = OpenToAppend(directory);
        if (WhyNoRoom(lines.Length + 1) is { } why)
        {
            throw new IOException(why);
        }

        // A disk that fills up leaves a cut line, which readers do not take for a line.
        bool endsInsideLine = file.ReadLastByte() is not (null or (byte)'\n');
        file.Write(endsInsideLine ? [(byte)'\n', .. lines] : lines);
        if (isDurable)
        {
            file.Synchronize();
        }

        if (isDurable && isNew)
        {
            directory.Synchronize();
        }

        return lines.Length;
    });

    /// <summary>Replaces the file, in one step, by what <paramref name="keep"/> makes of it; null leaves it as it is.</summary>
    public void Replace(Func<byte[], byte[]?> keep) => Told(() =>
    {
        using StoredFolder? directory = OpenFolder(mayMake: false);
        if (directory is null)
        {
            return false;
        }

        // A line that is added between reading and replacing would be lost.
        using JournalLock locked = TakeLock(directory);
        using StoredFile? file = OpenToRead(directory);
        if (file is null || !locked.IsHeld || keep(file.ReadAll()) is not { } text)
        {
            return false;
        }

        directory.Remove(NewFileName);
        try
        {
            using StoredFile made = directory.Create(NewFileName);
            made.Write(text);
            made.Synchronize();
            directory.Rename(NewFileName, FileName);
        }
        catch (IOException)
        {
            // A full disk needs the room.
            directory.Remove(NewFileName);
            throw;
        }

        directory.Synchronize();
        return true;
    });

    // What a call of the kernel failed by, as a sentence.
    private T Told<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (FileCallException failure)
        {
            throw Failed(failure.Errno);
        }
        catch (PathRefusedException refused)
        {
            throw refused.Reason == PathRefusal.Link ? Linked(refused.Path) : Foreign(refused.Path, refused.Owner);
        }
    }

    private StoredFolder? OpenFolder(bool mayMake)
    {
        StoredFolder? directory = StoredFolder.Open(folder, mayMake);
        try
        {
            if (directory is not null)
            {
                RefuseStranger(directory.Owner, directory.IsWritableByOthers, folder);
            }

            if (mayMake)
            {
                // What others could once read says what was run.
                directory?.KeepPrivate();
            }

            return directory;
        }
        catch
        {
            directory?.Dispose();
            throw;
        }
    }

    private StoredFile? OpenToRead(StoredFolder directory) => directory.OpenToRead(FileName) is { } file ? Checked(file) : null;

    private StoredFile OpenToAppend(StoredFolder directory)
    {
        StoredFile file = Checked(directory.OpenToAppend(FileName));
        file.KeepPrivate();
        return file;
    }

    private StoredFile Checked(StoredFile file)
    {
        try
        {
            RefuseStranger(file.Owner, file.IsWritableByOthers, Path);
            return !file.IsOrdinary ? throw new IOException($"The journal {Path} is not an ordinary file: move it away.")
                : file.Bytes > LargestFile ? throw new IOException(
                    $"The journal {Path} is too large to be read (over {LargestFile / (1024 * 1024)} MB): move it away, "
                    + "which gives up undoing what it holds.")
                : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Whoever may plant a link could have this program write somewhere else.
    private static IOException Linked(string path) => new(
        $"The journal's {path} is a symbolic link, which is not followed: replace it, or set XDG_STATE_HOME to another folder.");

    // Whoever may write the journal says what undo does.
    private void RefuseStranger(uint owner, bool isWritableByOthers, string path)
    {
        if (owner != _user)
        {
            throw Foreign(path, owner);
        }

        if (_user == 0 && isWritableByOthers)
        {
            throw new IOException($"Everybody may write to the journal's {path}, so root does not trust it: chmod o-w it.");
        }
    }

    private IOException Foreign(string path, uint owner) => new(
        $"The journal {Path} is not used: {path} belongs to uid {owner}, and this program runs as uid {_user}. "
        + (_user == 0 ? "Use sudo -H, or set XDG_STATE_HOME to a folder of root's." : "Set XDG_STATE_HOME to a folder of yours."));

    // CoreTop 0.1 locks the folder, which holds on one host only and not on every file system. A file that was opened to be
    // written can be locked everywhere, and one that is never replaced stays the one to lock.
    private JournalLock TakeLock(StoredFolder directory)
    {
        _ = Lock(directory.TryLock);
        StoredFile file = directory.OpenToLock(LockFileName);
        try
        {
            RefuseStranger(file.Owner, file.IsWritableByOthers, System.IO.Path.Combine(folder, LockFileName));
            string? whyNot = Lock(file.TryLock);
            WhyNotLocked = whyNot is null
                ? null
                : $"The file system of the journal {Path} has no locks ({whyNot}): "
                    + "lines are still added to it, but it is never shortened.";
            return new JournalLock(file, isHeld: whyNot is null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Null once it is locked, else why it never can be. A stopped CoreTop may hold the lock forever.
    private string? Lock(Func<bool> tryLock)
    {
        for (int i = 0; i < LockTries; i++)
        {
            try
            {
                if (tryLock())
                {
                    return null;
                }
            }
            catch (FileCallException failure)
            {
                return failure.Message;
            }

            Thread.Sleep(LockPause);
        }

        throw new IOException($"Another program holds the journal {Path} locked: end it, or try again.");
    }

    private IOException Failed(int errno)
    {
        string help = errno switch
        {
            Errno.Enospc or Errno.Edquot => "free some space, or set XDG_STATE_HOME to a folder elsewhere",
            Errno.Enotdir or Errno.Eisdir => "move away what is in its place",
            Errno.Eacces or Errno.Eperm or Errno.Erofs => "set XDG_STATE_HOME to a folder that you may write to",
            _ => "set XDG_STATE_HOME to another folder",
        };
        return new IOException($"The journal {Path} cannot be used ({new FileCallException(errno).Message}): {help}.");
    }
}
