using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// The only door to kernel files: all under one root, so that a captured machine reads as a live one does. Whole files go into
/// one reused buffer; a text handed out holds until the next read. Not for two threads at a time.
/// </summary>
public sealed class KernelFiles : IDisposable
{
    /// <summary>As many readings of a captured machine are played.</summary>
    internal const int MostReadings = 1000;

    private const string ProcPrefix = "/proc/";
    private const string SysPrefix = "/sys/";

    private static readonly byte[][] TaskFileNames =
        [.. Enum.GetValues<TaskFile>().Select(file => Encoding.ASCII.GetBytes(NameOf(file)))];

    private readonly IFileSource _source;
    private readonly KeptFiles _kept;
    private readonly byte[] _path = new byte[4096];

    // Begins with the folder of tasks, which every path in it shares.
    private readonly byte[] _taskPath = new byte[4096];
    private readonly FolderEntryAction _addNumber;
    private readonly FolderEntryAction _ignore = static (_, _) => { };
    private string _procPrefix = ProcPrefix;
    private string? _changedSys;
    private int _taskPrefix;
    private List<int> _numbers = [];

    /// <summary>Reads under <paramref name="root"/>.</summary>
    /// <param name="root">The folder that holds proc, sys and etc; <c>/</c> for the running machine.</param>
    internal KernelFiles(string root = "/")
        : this(root.AsSpan().TrimEnd('/').IsEmpty ? new LiveFiles() : new FolderFiles(root))
    {
    }

    /// <summary>Reads from a source, and disposes it in the end.</summary>
    internal KernelFiles(IFileSource source)
    {
        _source = source;
        _kept = new KeptFiles(source);
        _addNumber = AddNumber;
        UseProc(ProcPrefix);
    }

    /// <summary>The running machine is read, so tasks can be asked and changed.</summary>
    internal bool IsLive => _source.IsLive;

    /// <summary>errno of the last read that was not <see cref="FileStatus.Ok"/>.</summary>
    internal int LastErrno { get; private set; }

    /// <summary>Gets every file that was read, and of the folders, and links that may lead to one, in a folder that was listed.</summary>
    internal KernelFileObserver? Observer { get; set; }

    /// <summary>The same files for another thread, or another reading of them; disposed on its own.</summary>
    internal KernelFiles Another() => new(_source.Another());

    /// <summary>How many numbered readings a captured machine holds; 0 for one with a plain proc, and for the running one.</summary>
    internal int CountReadings()
    {
        int count = 0;
        while (!IsLive && count < MostReadings
            && _source.List(Rooted(string.Create(CultureInfo.InvariantCulture, $"/proc@{count}")), isTaskFolder: false, _ignore) == 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Reads one of a captured machine's readings: /proc from <c>proc@N</c>, what changed of /sys from <c>sys@N</c>.</summary>
    /// <param name="number">From 0.</param>
    internal void UseReading(int number)
    {
        UseProc(string.Create(CultureInfo.InvariantCulture, $"/proc@{number}/"));
        _changedSys = string.Create(CultureInfo.InvariantCulture, $"/sys@{number}/");
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">From the root, such as <c>/proc/stat</c>.</param>
    /// <param name="text">Its bytes until the next read; empty unless Ok.</param>
    public FileStatus Read(string path, out ReadOnlySpan<byte> text)
    {
        if (_changedSys is null || !path.StartsWith(SysPrefix, StringComparison.Ordinal)
            || _source.Read(Rooted(_changedSys + path[SysPrefix.Length..]), isTaskFile: false, out text) != 0)
        {
            int error = _source.Read(Rooted(path), isTaskFile: false, out text);
            if (error != 0)
            {
                return Fail(error);
            }
        }

        Observer?.Invoke(path, text);
        return FileStatus.Ok;
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
    internal FileStatus ReadTask(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text) =>
        tid == 0 ? ReadProcess(pid, file, out text) : ReadThread(pid, tid, file, out text);

    /// <summary>
    /// Reads a file of a task that runs, which is read at each reading: it is kept open where that can be, which costs a third of opening
    /// it. What it says is the same.
    /// </summary>
    internal FileStatus ReadKept(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text)
    {
        if (!IsLive || Observer is not null)
        {
            return ReadTask(pid, tid, file, out text);
        }

        int error = _kept.Read(new KeptFile(pid, tid, file), TaskPath(pid, tid, file), out text);
        return error == 0 ? FileStatus.Ok : Fail(error);
    }

    /// <summary>Closes the kept files that were not read for some readings.</summary>
    internal void CloseUnused() => _kept.CloseUnused();

    /// <summary>Lists the PIDs in /proc.</summary>
    /// <param name="pids">Cleared and filled.</param>
    internal FileStatus ListProcesses(List<int> pids)
    {
        int length = _taskPrefix;
        Append(".\0"u8, ref length);
        return ListNumbers(_taskPath.AsSpan(0, length), isTaskFolder: true, pids);
    }

    /// <summary>Lists the tids in <c>/proc/[pid]/task</c>; the first alone where a captured machine lacks that folder.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tids">Cleared and filled, oldest first.</param>
    public FileStatus ListThreads(int pid, List<int> tids)
    {
        int length = _taskPrefix;
        AppendNumber(pid, ref length);
        Append("/task\0"u8, ref length);
        FileStatus status = ListNumbers(_taskPath.AsSpan(0, length), isTaskFolder: true, tids);
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
    internal FileStatus ListNumbers(string path, List<int> numbers) => ListNumbers(Rooted(path), isTaskFolder: false, numbers);

    /// <summary>Reads where a symbolic link leads.</summary>
    /// <param name="path">From the root, such as <c>/proc/1/exe</c>.</param>
    /// <param name="target">The text of the link, which may hold any character; empty unless Ok.</param>
    internal FileStatus ReadLink(string path, out string target)
    {
        int error = _source.ReadLink(Rooted(path), out ReadOnlySpan<byte> text);
        target = Encoding.UTF8.GetString(text);
        return error == 0 ? FileStatus.Ok : Fail(error);
    }

    /// <summary>The names of a folder's entries, sorted; empty when it cannot be read.</summary>
    /// <param name="path">From the root, such as <c>/sys/devices/system/cpu</c>.</param>
    internal IReadOnlyList<string> ListFolder(string path)
    {
        var names = new List<string>();
        int error = _source.List(Rooted(path), isTaskFolder: false, (name, type) =>
        {
            string text = Encoding.UTF8.GetString(name);
            if (text is not ("." or ".."))
            {
                names.Add(text);
                if (type is FileNative.FolderType or FileNative.LinkType)
                {
                    Observer?.Invoke($"{path}/{text}/", default);
                }
            }
        });
        LastErrno = error == 0 ? LastErrno : error;
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Whether a folder holds other folders; false when it cannot be read.</summary>
    /// <param name="path">From the root, such as <c>/sys/fs/cgroup/cpu</c>.</param>
    internal bool HasFolders(string path)
    {
        bool has = false;
        int error = _source.List(
            Rooted(path),
            isTaskFolder: false,
            (name, type) => has |= type == FileNative.FolderType && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8));
        LastErrno = error == 0 ? LastErrno : error;
        return has;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _source.Dispose();
    }

    private static string NameOf(TaskFile file) => file switch
    {
        TaskFile.SmapsRollup => "smaps_rollup",
        TaskFile.OomScore => "oom_score",
        TaskFile.OomScoreAdj => "oom_score_adj",
        TaskFile.AttrCurrent => "attr/current",
        _ => file.ToString().ToLowerInvariant(),
    };

    private FileStatus ReadTaskFile(int pid, int tid, TaskFile file, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> path = TaskPath(pid, tid, file);
        int error = _source.Read(path, isTaskFile: true, out text);
        if (error != 0)
        {
            return Fail(error);
        }

        if (Observer is not null)
        {
            Observer(ProcPrefix + Encoding.UTF8.GetString(path[_taskPrefix..^1]), text);
        }

        return FileStatus.Ok;
    }

    private ReadOnlySpan<byte> TaskPath(int pid, int tid, TaskFile file)
    {
        int length = _taskPrefix;
        AppendNumber(pid, ref length);
        if (tid != 0)
        {
            Append("/task/"u8, ref length);
            AppendNumber(tid, ref length);
        }

        Append("/"u8, ref length);
        Append(TaskFileNames[(int)file], ref length);
        Append("\0"u8, ref length);
        return _taskPath.AsSpan(0, length);
    }

    private FileStatus ListNumbers(ReadOnlySpan<byte> path, bool isTaskFolder, List<int> numbers)
    {
        numbers.Clear();
        _numbers = numbers;
        int error = _source.List(path, isTaskFolder, _addNumber);
        if (!IsLive)
        {
            // The kernel lists tasks in order, a disk does not.
            numbers.Sort();
        }

        return error == 0 ? FileStatus.Ok : Fail(error);
    }

    private void AddNumber(ReadOnlySpan<byte> name, byte type)
    {
        bool isPlain = !name.IsEmpty && (name[0] is >= (byte)'1' and <= (byte)'9' || name.SequenceEqual("0"u8));
        if (isPlain && Utf8Parser.TryParse(name, out int number, out int used) && used == name.Length)
        {
            _numbers.Add(number);
        }
    }

    private void UseProc(string prefix)
    {
        _procPrefix = prefix;
        _taskPrefix = Encoding.ASCII.GetBytes(prefix, _taskPath);
    }

    private FileStatus Fail(int error)
    {
        LastErrno = error;
        return error switch
        {
            Errno.Enoent or Errno.Esrch or Errno.Enotdir => FileStatus.Gone,
            Errno.Eacces or Errno.Eperm => FileStatus.Denied,
            _ => FileStatus.Failed,
        };
    }

    // A path too long for the buffer becomes an empty one, which names no file.
    private ReadOnlySpan<byte> Rooted(string path)
    {
        int length = 0;
        ReadOnlySpan<char> rest = path;
        if (path.StartsWith(ProcPrefix, StringComparison.Ordinal))
        {
            length = Encoding.ASCII.GetBytes(_procPrefix, _path);
            rest = rest[ProcPrefix.Length..];
        }

        bool isWhole = Encoding.UTF8.TryGetBytes(rest, _path.AsSpan(length, _path.Length - length - 1), out int written);
        length = isWhole ? length + written : 0;
        _path[length] = 0;
        return _path.AsSpan(0, length + 1);
    }

    private void Append(ReadOnlySpan<byte> text, ref int length)
    {
        text.CopyTo(_taskPath.AsSpan(length));
        length += text.Length;
    }

    private void AppendNumber(int number, ref int length)
    {
        _ = Utf8Formatter.TryFormat(number, _taskPath.AsSpan(length), out int written);
        length += written;
    }
}
