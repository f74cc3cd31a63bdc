using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace CoreTop.Kernel.Files;

/// <summary>
/// The only code that opens kernel files: all under one root, so that a captured machine reads as a live one does.
/// Whole files go into one reused buffer; a text handed out holds until the next read. Not for two threads at a time.
/// </summary>
public sealed class KernelFiles : IDisposable
{
    private const int LargestFile = 64 * 1024 * 1024;
    private const int NoDescriptor = -1;
    private const string ProcPrefix = "/proc/";
    private const string SysPrefix = "/sys/";

    private static readonly byte[][] TaskFileNames =
        [.. Enum.GetValues<TaskFile>().Select(file => Encoding.ASCII.GetBytes(NameOf(file)))];

    private readonly byte[] _path = new byte[4096];
    private readonly byte[] _root;
    private readonly byte[] _entries = new byte[32 * 1024];
    private byte[] _text = new byte[16 * 1024];
    private byte[] _procFolder = "proc"u8.ToArray();
    private string? _changedSys;
    private readonly EntryAction _addNumber;
    private List<int> _numbers = [];
    private int _proc = NoDescriptor;

    /// <summary>Reads under <paramref name="root"/>.</summary>
    /// <param name="root">The folder that holds proc, sys and etc; <c>/</c> for the running machine.</param>
    public KernelFiles(string root = "/")
    {
        Root = root;
        _root = Encoding.UTF8.GetBytes(root.TrimEnd('/'));
        _addNumber = AddNumber;
    }

    private delegate void EntryAction(ReadOnlySpan<byte> name, byte type);

    /// <summary>The folder everything is read under.</summary>
    public string Root { get; }

    /// <summary>The running machine is read, so tasks can be asked and changed.</summary>
    public bool IsLive => _root.Length == 0;

    /// <summary>errno of the last read that was not <see cref="FileStatus.Ok"/>.</summary>
    public int LastErrno { get; private set; }

    /// <summary>Told of every file that was read, and of the folders in a folder that was listed.</summary>
    public KernelFileObserver? Observer { get; set; }

    /// <summary>Reads one of a captured machine's readings: /proc from <c>proc@N</c>, what changed of /sys from <c>sys@N</c>.</summary>
    /// <param name="number">From 0.</param>
    public void UseReading(int number)
    {
        CloseProc();
        _procFolder = Encoding.ASCII.GetBytes($"proc@{number}");
        _changedSys = $"/sys@{number}/";
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">From the root, such as <c>/proc/stat</c>.</param>
    /// <param name="text">Its bytes until the next read; empty unless Ok.</param>
    public FileStatus Read(string path, out ReadOnlySpan<byte> text)
    {
        int file = Open(path);
        FileStatus status = ReadAll(file, isOneRecord: false, out text);
        if (status == FileStatus.Ok)
        {
            Observer?.Invoke(path, text);
        }

        return status;
    }

    /// <summary>Reads <c>/proc/[pid]/file</c>.</summary>
    public FileStatus ReadProcess(int pid, TaskFile file, out ReadOnlySpan<byte> text) =>
        ReadTaskFile(pid, tid: 0, file, out text);

    /// <summary>Reads <c>/proc/[pid]/task/[tid]/file</c>; of the first thread, where a captured machine lacks that, the process's.</summary>
    public FileStatus ReadThread(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text)
    {
        FileStatus status = ReadTaskFile(pid, tid, file, out text);
        return status == FileStatus.Gone && !IsLive && tid == pid ? ReadTaskFile(pid, tid: 0, file, out text) : status;
    }

    /// <summary>Reads a file of a thread or, for a tid of 0, of the process itself.</summary>
    public FileStatus ReadTask(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text) =>
        tid == 0 ? ReadProcess(pid, file, out text) : ReadThread(pid, tid, file, out text);

    /// <summary>Lists the PIDs in /proc.</summary>
    /// <param name="pids">Cleared and filled.</param>
    public FileStatus ListProcesses(List<int> pids)
    {
        int proc = OpenProc();
        int length = 0;
        Append(".\0"u8, ref length);
        return ListNumbers(FileNative.OpenAt(proc, in _path[0], FileNative.ReadFlags), pids);
    }

    /// <summary>Lists the tids in <c>/proc/[pid]/task</c>; the first alone where a captured machine lacks that folder.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tids">Cleared and filled, oldest first.</param>
    public FileStatus ListThreads(int pid, List<int> tids)
    {
        int proc = OpenProc();
        int length = 0;
        AppendNumber(pid, ref length);
        Append("/task\0"u8, ref length);
        FileStatus status = ListNumbers(FileNative.OpenAt(proc, in _path[0], FileNative.ReadFlags), tids);
        if (status == FileStatus.Gone && !IsLive)
        {
            status = ReadProcess(pid, TaskFile.Stat, out _);
            tids.Add(pid);
        }

        return status;
    }

    /// <summary>Lists the entries of a folder that are numbers, such as the descriptors in <c>/proc/[pid]/fd</c>.</summary>
    /// <param name="path">From the root.</param>
    /// <param name="numbers">Cleared and filled, in no promised order.</param>
    public FileStatus ListNumbers(string path, List<int> numbers) =>
        ListNumbers(FileNative.OpenAt(FileNative.CurrentFolder, in Rooted(path), FileNative.ReadFlags), numbers);

    /// <summary>Reads where a symbolic link leads.</summary>
    /// <param name="path">From the root, such as <c>/proc/1/exe</c>.</param>
    /// <param name="target">The text of the link, which may hold any character; empty unless Ok.</param>
    public FileStatus ReadLink(string path, out string target)
    {
        nint count = FileNative.ReadLinkAt(FileNative.CurrentFolder, in Rooted(path), ref _entries[0], (nuint)_entries.Length);
        target = count < 0 ? string.Empty : Encoding.UTF8.GetString(_entries.AsSpan(0, (int)count));
        return count < 0 ? Fail() : FileStatus.Ok;
    }

    /// <summary>The names of a folder's entries, sorted; empty when it cannot be read.</summary>
    /// <param name="path">From the root, such as <c>/sys/devices/system/cpu</c>.</param>
    public IReadOnlyList<string> ListFolder(string path)
    {
        int folder = FileNative.OpenAt(FileNative.CurrentFolder, in Rooted(path), FileNative.ReadFlags);
        var names = new List<string>();
        ReadEntries(folder, (name, type) =>
        {
            string text = Encoding.UTF8.GetString(name);
            if (text is not ("." or ".."))
            {
                names.Add(text);
                if (type == FileNative.FolderType)
                {
                    Observer?.Invoke($"{path}/{text}/", default);
                }
            }
        });
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public void Dispose() => CloseProc();

    private static string NameOf(TaskFile file) => file switch
    {
        TaskFile.SmapsRollup => "smaps_rollup",
        TaskFile.OomScore => "oom_score",
        TaskFile.OomScoreAdj => "oom_score_adj",
        TaskFile.AttrCurrent => "attr/current",
        _ => file.ToString().ToLowerInvariant(),
    };

    private int Open(string path)
    {
        if (_changedSys is not null && path.StartsWith(SysPrefix, StringComparison.Ordinal))
        {
            int changed = FileNative.OpenAt(
                FileNative.CurrentFolder, in Rooted(_changedSys + path[SysPrefix.Length..]), FileNative.ReadFlags);
            if (changed >= 0)
            {
                return changed;
            }
        }

        return FileNative.OpenAt(FileNative.CurrentFolder, in Rooted(path), FileNative.ReadFlags);
    }

    private FileStatus ReadTaskFile(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text)
    {
        int proc = OpenProc();
        int length = 0;
        AppendNumber(pid, ref length);
        if (tid != 0)
        {
            Append("/task/"u8, ref length);
            AppendNumber(tid, ref length);
        }

        Append("/"u8, ref length);
        Append(TaskFileNames[(int)file], ref length);
        Append("\0"u8, ref length);
        int descriptor = FileNative.OpenAt(proc, in _path[0], FileNative.ReadFlags);

        // These files are made whole by one read, so a read that does not fill the buffer was the last.
        FileStatus status = ReadAll(descriptor, isOneRecord: IsLive, out text);
        if (status == FileStatus.Ok && Observer is not null)
        {
            Observer("/proc/" + Encoding.UTF8.GetString(_path.AsSpan(0, length - 1)), text);
        }

        return status;
    }

    private FileStatus ReadAll(int file, bool isOneRecord, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (file < 0)
        {
            return Fail();
        }

        int length = 0;
        while (true)
        {
            int room = _text.Length - length;
            nint count = FileNative.Read(file, ref _text[length], (nuint)room);
            if (count < 0)
            {
                if (Marshal.GetLastPInvokeError() == FileNative.Eintr)
                {
                    continue;
                }

                FileStatus status = Fail();
                _ = FileNative.Close(file);
                return status;
            }

            length += (int)count;
            if (count == 0 || (isOneRecord && count < room) || length >= LargestFile)
            {
                break;
            }

            if (length == _text.Length)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }
        }

        _ = FileNative.Close(file);
        text = _text.AsSpan(0, length);
        return FileStatus.Ok;
    }

    private FileStatus ListNumbers(int folder, List<int> numbers)
    {
        numbers.Clear();
        _numbers = numbers;
        FileStatus status = ReadEntries(folder, _addNumber);
        if (!IsLive)
        {
            // The kernel lists tasks in order, a disk does not.
            numbers.Sort();
        }

        return status;
    }

    private void AddNumber(ReadOnlySpan<byte> name, byte type)
    {
        bool isPlain = !name.IsEmpty && (name[0] is >= (byte)'1' and <= (byte)'9' || name.SequenceEqual("0"u8));
        if (isPlain && Utf8Parser.TryParse(name, out int number, out int used) && used == name.Length)
        {
            _numbers.Add(number);
        }
    }

    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name up to a NUL.
    private FileStatus ReadEntries(int folder, EntryAction visit)
    {
        const int LengthAt = 16, TypeAt = 18, NameAt = 19;
        if (folder < 0)
        {
            return Fail();
        }

        nint count;
        while ((count = FileNative.GetEntries(folder, ref _entries[0], (nuint)_entries.Length)) > 0)
        {
            for (int at = 0; at < count;)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(_entries.AsSpan(at + LengthAt));
                ReadOnlySpan<byte> name = _entries.AsSpan(at + NameAt, length - NameAt);
                visit(name[..name.IndexOf((byte)0)], _entries[at + TypeAt]);
                at += length;
            }
        }

        FileStatus status = count < 0 ? Fail() : FileStatus.Ok;
        _ = FileNative.Close(folder);
        return status;
    }

    // Held open, so that opening a task's file does not walk the root each time.
    private int OpenProc()
    {
        if (_proc == NoDescriptor)
        {
            int length = 0;
            Append(_root, ref length);
            Append("/"u8, ref length);
            Append(_procFolder, ref length);
            Append("\0"u8, ref length);
            _proc = FileNative.OpenAt(FileNative.CurrentFolder, in _path[0], FileNative.ReadFlags);
        }

        return _proc;
    }

    private void CloseProc()
    {
        if (_proc >= 0)
        {
            _ = FileNative.Close(_proc);
        }

        _proc = NoDescriptor;
    }

    private FileStatus Fail()
    {
        LastErrno = Marshal.GetLastPInvokeError();
        return LastErrno switch
        {
            FileNative.Enoent or FileNative.Esrch or FileNative.Enotdir => FileStatus.Gone,
            FileNative.Eacces or FileNative.Eperm => FileStatus.Denied,
            _ => FileStatus.Failed,
        };
    }

    // A path too long for the buffer is cut, and then names no file.
    private ref readonly byte Rooted(string path)
    {
        int length = 0;
        Append(_root, ref length);
        if (path.StartsWith(ProcPrefix, StringComparison.Ordinal))
        {
            Append("/"u8, ref length);
            Append(_procFolder, ref length);
            path = path[(ProcPrefix.Length - 1)..];
        }

        if (Encoding.UTF8.TryGetBytes(path, _path.AsSpan(length, _path.Length - length - 1), out int written))
        {
            length += written;
        }

        Append("\0"u8, ref length);
        return ref _path[0];
    }

    private void Append(ReadOnlySpan<byte> text, ref int length)
    {
        text.CopyTo(_path.AsSpan(length));
        length += text.Length;
    }

    private void AppendNumber(int number, ref int length)
    {
        _ = Utf8Formatter.TryFormat(number, _path.AsSpan(length), out int written);
        length += written;
    }
}
