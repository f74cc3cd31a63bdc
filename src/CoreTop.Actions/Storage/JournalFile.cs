using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Actions.Storage;

/// <summary>
/// The journal's bytes on disk. Lines are only ever added at the end, in one write under a lock.
/// The file is opened anew each time, because another CoreTop may have replaced it.
/// Whatever goes wrong is an <see cref="IOException"/> whose message is a sentence for the user.
/// </summary>
internal sealed class JournalFile(string folder)
{
    private const string FileName = "journal.jsonl";
    private const string LockFileName = "journal.lock";
    private const string NewFileName = "journal.jsonl.new";
    private const uint OwnerOnlyFolder = 0x1C0; // 0700
    private const uint OwnerOnlyFile = 0x180; // 0600
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Room that is left to say what became of changes, and that they were taken back.</summary>
    public const int ReservedBytes = 4 * 1024 * 1024;

    private const int LockTries = 400;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(5);

    private readonly uint _user = StorageNative.EffectiveUser();

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, FileName);

    /// <summary>A sentence when the last write found a file system without locks; else null.</summary>
    public string? WhyNotLocked { get; private set; }

    /// <summary>The file as it is now; null when it is not there.</summary>
    public JournalFileStamp? Stamp() =>
        StorageNative.GetStatus(
            StorageNative.CurrentFolder, Path, flags: 0, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? new JournalFileStamp(status.Inode, status.Bytes, status.ChangedSeconds, status.ChangedNanoseconds)
            : null;

    /// <summary>A sentence when so many bytes more would make the file too large to be read again; null when there is room.</summary>
    public string? WhyNoRoom(int bytes) => Stamp() is { } stamp && stamp.Bytes <= LargestFile && stamp.Bytes + (ulong)bytes > LargestFile
        ? $"The journal {Path} has no room for this change: it holds {stamp.Bytes / (1024 * 1024)} of at most {LargestFile / (1024 * 1024)} MB. "
            + "\"coretop undo --all\" makes room by taking back what this host did; where other hosts that share it wrote most of it, "
            + "set XDG_STATE_HOME to a folder of this host. Or move it away, which gives up undoing what it holds."
        : null;

    /// <summary>The whole file; empty when there is none.</summary>
    public byte[] Read()
    {
        using SafeFileHandle? directory = OpenFolder(mayMake: false);
        if (directory is null)
        {
            return [];
        }

        using SafeFileHandle? file = OpenFile(directory, StorageNative.OpenToRead, mayMake: false);
        return file is null ? [] : ReadAll(file);
    }

    /// <summary>Makes folder and file when they are missing, and sees whether lines can be added.</summary>
    public void PrepareToAppend()
    {
        using SafeFileHandle directory = OpenFolder(mayMake: true)!;
        using SafeFileHandle file = OpenFile(directory, StorageNative.OpenToAppend, mayMake: true)!;
    }

    /// <summary>Adds whole lines. They outlive this program at once, a crash of the machine only once they lie on the disk.</summary>
    /// <param name="lines">Lines with their ends.</param>
    /// <param name="isDurable">Waits until they lie on the disk, which may take long.</param>
    public void Append(ReadOnlySpan<byte> lines, bool isDurable)
    {
        using SafeFileHandle directory = OpenFolder(mayMake: true)!;
        using JournalLock _ = TakeLock(directory);
        bool isNew = Status(directory, FileName, StorageNative.DoNotFollowLinks) is null;
        using SafeFileHandle file = OpenFile(directory, StorageNative.OpenToAppend, mayMake: true)!;
        if (WhyNoRoom(lines.Length + 1) is { } why)
        {
            throw new IOException(why);
        }

        WriteAll(file, EndsInsideLine(file) ? [(byte)'\n', .. lines] : lines);
        if (isDurable)
        {
            Synchronize(file);
        }

        if (isDurable && isNew)
        {
            Synchronize(directory);
        }
    }

    /// <summary>Replaces the file, in one step, by what <paramref name="keep"/> makes of it; null leaves it as it is.</summary>
    public void Replace(Func<byte[], byte[]?> keep)
    {
        using SafeFileHandle? directory = OpenFolder(mayMake: false);
        if (directory is null)
        {
            return;
        }

        using JournalLock locked = TakeLock(directory);
        using SafeFileHandle? file = OpenFile(directory, StorageNative.OpenToRead, mayMake: false);
        if (file is null || !locked.IsHeld)
        {
            // A line that is added between reading and replacing would be lost.
            return;
        }

        if (keep(ReadAll(file)) is not { } text)
        {
            return;
        }

        _ = StorageNative.Unlink(directory, NewFileName, flags: 0);
        try
        {
            using SafeFileHandle made = Check(StorageNative.OpenAt(
                directory, NewFileName, StorageNative.OpenToAppend | StorageNative.Create, OwnerOnlyFile));
            WriteAll(made, text);
            Synchronize(made);
            Check(StorageNative.Rename(directory, NewFileName, directory, FileName));
        }
        catch (IOException)
        {
            // A full disk needs the room.
            _ = StorageNative.Unlink(directory, NewFileName, flags: 0);
            throw;
        }

        Synchronize(directory);
    }

    private SafeFileHandle? OpenFolder(bool mayMake)
    {
        SafeFileHandle directory;
        try
        {
            using var walk = new PathWalk(folder, mayMake, _user) { RefusesLastLink = _user == 0 };
            if (!walk.GoToFolder())
            {
                return null;
            }

            directory = Check(StorageNative.OpenAt(walk.Folder, ".", StorageNative.OpenToRead | StorageNative.OnlyFolder, mode: 0));
        }
        catch (FileCallException failure)
        {
            throw Failed(failure.Errno);
        }
        catch (PathRefusedException refused)
        {
            throw refused.Reason == PathRefusal.Link ? Linked(refused.Path) : Foreign(refused.Path, refused.Owner);
        }

        RawFileStatus status = RefuseStranger(directory, folder);
        if (mayMake)
        {
            Close(directory, status, OwnerOnlyFolder);
        }

        return directory;
    }

    private SafeFileHandle? OpenFile(SafeFileHandle directory, int flags, bool mayMake)
    {
        RawFileStatus? before = Status(directory, FileName, StorageNative.DoNotFollowLinks);
        if (before is null && !mayMake)
        {
            return null;
        }

        if (before is { IsLink: true })
        {
            throw Linked(Path);
        }

        SafeFileHandle file = StorageNative.OpenAt(
            directory, FileName, StorageNative.NoFollow | (before is null ? flags | StorageNative.Create : flags), OwnerOnlyFile);
        if (file.IsInvalid && before is null && Marshal.GetLastPInvokeError() == StorageNative.Eexist)
        {
            // Another CoreTop made it meanwhile.
            file.Dispose();
            return OpenFile(directory, flags, mayMake: false) ?? throw Failed();
        }

        Check(file);
        RawFileStatus opened = RefuseStranger(file, Path);
        if (!opened.IsFile || (before is { } seen && !opened.IsSameFileAs(seen)))
        {
            file.Dispose();
            throw new IOException($"The journal {Path} is no ordinary file: move it away.");
        }

        if (opened.Bytes > LargestFile)
        {
            file.Dispose();
            throw new IOException(
                $"The journal {Path} is too large to be read (over {LargestFile / (1024 * 1024)} MB): move it away, "
                + "which gives up undoing what it holds.");
        }

        if (mayMake)
        {
            Close(file, opened, OwnerOnlyFile);
        }

        return file;
    }

    // Whoever may plant a link could have this program write somewhere else.
    private static IOException Linked(string path) => new(
        $"The journal's {path} is a symbolic link, which is not followed: replace it, or set XDG_STATE_HOME to another folder.");

    // What others could once read tells what was run; a file system without permissions is left as it is.
    private static void Close(SafeFileHandle opened, in RawFileStatus status, uint ownerOnly)
    {
        if (status.IsOpenToOthers)
        {
            _ = StorageNative.ChangeMode(opened, ownerOnly);
        }
    }

    // Whoever may write the journal says what undo does.
    private RawFileStatus RefuseStranger(SafeFileHandle opened, string path)
    {
        RawFileStatus status = Status(opened, string.Empty, StorageNative.OfTheDescriptor) ?? throw Failed();
        if (status.Owner != _user)
        {
            opened.Dispose();
            throw Foreign(path, status.Owner);
        }

        if (_user == 0 && status.IsWritableByOthers)
        {
            opened.Dispose();
            throw new IOException($"Everybody may write to the journal's {path}, so root does not trust it: chmod o-w it.");
        }

        return status;
    }

    private IOException Foreign(string path, uint owner) => new(
        $"The journal {Path} is not used: {path} belongs to uid {owner}, and this program runs as uid {_user}. "
        + (_user == 0 ? "Use sudo -H, or set XDG_STATE_HOME to a folder of root's." : "Set XDG_STATE_HOME to a folder of yours."));

    // Null only where nothing is: what may not be looked at is not taken for missing.
    private RawFileStatus? Status(SafeFileHandle directory, string path, int flags) =>
        StorageNative.GetStatus(directory, path, flags, StorageNative.BasicStatus, out RawFileStatus status) == 0
            ? status
            : NullIfMissing();

    private RawFileStatus? NullIfMissing() => Marshal.GetLastPInvokeError() == StorageNative.Enoent ? null : throw Failed();

    // CoreTop 0.1 locks the folder, which holds on one host only and not on every file system. A file that was opened to be
    // written can be locked everywhere, and one that is never replaced stays the one to lock.
    private JournalLock TakeLock(SafeFileHandle directory)
    {
        _ = TryLock(directory);
        SafeFileHandle file = Check(StorageNative.OpenAt(
            directory, LockFileName, StorageNative.OpenToWrite | StorageNative.CreateOrOpen | StorageNative.NoFollow, OwnerOnlyFile));
        _ = RefuseStranger(file, System.IO.Path.Combine(folder, LockFileName));
        bool isLocked = TryLock(file);
        WhyNotLocked = isLocked
            ? null
            : $"The file system of the journal {Path} has no locks ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}): "
                + "lines are added to it all the same, but it is not made small.";
        return new JournalLock(file, isLocked);
    }

    // A stopped CoreTop may hold the lock for ever.
    private bool TryLock(SafeFileHandle opened)
    {
        for (int i = 0; i < LockTries; i++)
        {
            if (StorageNative.Lock(opened, StorageNative.LockExclusive | StorageNative.LockWithoutWaiting) == 0)
            {
                return true;
            }

            if (Marshal.GetLastPInvokeError() is not (StorageNative.Eagain or StorageNative.Eintr))
            {
                return false;
            }

            Thread.Sleep(LockPause);
        }

        throw new IOException($"Another program holds the journal {Path} locked: end it, or try again.");
    }

    private bool EndsInsideLine(SafeFileHandle file)
    {
        ulong bytes = (Status(file, string.Empty, StorageNative.OfTheDescriptor) ?? throw Failed()).Bytes;
        byte last = (byte)'\n';
        if (bytes > 0)
        {
            Check((int)StorageNative.ReadAt(file, ref last, 1, (nint)(bytes - 1)));
        }

        return last != (byte)'\n';
    }

    private byte[] ReadAll(SafeFileHandle file)
    {
        var text = new byte[16 * 1024];
        int length = 0;
        while (true)
        {
            if (length == text.Length)
            {
                Array.Resize(ref text, text.Length * 2);
            }

            nint count = StorageNative.Read(file, ref text[length], (nuint)(text.Length - length));
            if (count < 0 && Marshal.GetLastPInvokeError() == StorageNative.Eintr)
            {
                continue;
            }

            if (Check((int)count) == 0)
            {
                break;
            }

            length += (int)count;
        }

        return text[..length];
    }

    // A disk that fills up leaves a cut line, which is no line to whoever reads.
    private void WriteAll(SafeFileHandle file, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            nint count = StorageNative.Write(file, in text[0], (nuint)text.Length);
            if (count < 0 && Marshal.GetLastPInvokeError() == StorageNative.Eintr)
            {
                continue;
            }

            text = text[Check((int)count)..];
        }
    }

    private void Synchronize(SafeFileHandle file) => Check(StorageNative.Synchronize(file));

    private SafeFileHandle Check(SafeFileHandle opened)
    {
        if (opened.IsInvalid)
        {
            IOException failure = Failed();
            opened.Dispose();
            throw failure;
        }

        return opened;
    }

    private int Check(int answer) => answer < 0 ? throw Failed() : answer;

    private IOException Failed() => Failed(Marshal.GetLastPInvokeError());

    private IOException Failed(int errno)
    {
        string help = errno switch
        {
            StorageNative.Enospc or StorageNative.Edquot => "free some space, or set XDG_STATE_HOME to a folder elsewhere",
            StorageNative.Enotdir or StorageNative.Eisdir => "move away what is in its place",
            StorageNative.Eacces or StorageNative.Eperm or StorageNative.Erofs =>
                "set XDG_STATE_HOME to a folder that you may write to",
            _ => "set XDG_STATE_HOME to another folder",
        };
        return new IOException($"The journal {Path} cannot be used ({Marshal.GetPInvokeErrorMessage(errno)}): {help}.");
    }
}
