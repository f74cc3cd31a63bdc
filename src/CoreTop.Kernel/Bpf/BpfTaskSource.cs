using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;

namespace CoreTop.Kernel.Bpf;

/// <summary>Says of every task what it did by one read of a BPF iterator, where this program may do that.</summary>
/// <remarks>
/// The first reading is left to the files: to load the program takes longer than to show the first frame. Before it is used, what it says
/// of this program is compared with the files, so that a kernel that counts otherwise is not believed.
/// </remarks>
internal sealed class BpfTaskSource : ITaskSource
{
    // More CPUs than mainline can be built for.
    private const int MostMaskWords = 1024;
    private const int ReadingsByFiles = 1;
    private const int MostFailures = 3;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly KernelFiles _files;
    private readonly Func<bool, TaskIterator> _open;
    private readonly ulong _nanosecondsPerTick = NanosecondsPerSecond / (ulong)LinuxScheduler.TicksPerSecond;
    private TaskIterator? _iterator;
    private TaskTable? _table;
    private ActiveCpus? _active;
    private UnlistedTasks? _unlisted;
    private int _readings;
    private int _failures;
    private bool _isBelieved;
    private bool _isRefused;
    private volatile Func<bool> _allows = static () => true;

    /// <summary>A source that is opened when it is needed.</summary>
    /// <param name="files">Files of the running machine.</param>
    public BpfTaskSource(KernelFiles files)
        : this(files, static isInner => TaskIterator.Open(CpusOfMask(), isInner))
    {
    }

    /// <summary>A source that is opened in another way.</summary>
    /// <param name="files">Files of the running machine.</param>
    /// <param name="open">Opens the iterator; is given whether the PID namespace is an inner one.</param>
    internal BpfTaskSource(KernelFiles files, Func<bool, TaskIterator> open) => (_files, _open) = (files, open);

    /// <inheritdoc/>
    public ReadOnlySpan<TaskRecord> Tasks => _table is null ? [] : _table.Tasks;

    /// <summary>
    /// Whether the user allows it; else it answers nothing, and nothing is loaded. Asked at each reading but the first. Any thread may
    /// change it.
    /// </summary>
    public Func<bool> Allows
    {
        get => _allows;
        set => _allows = value;
    }

    /// <summary>Why it does not read, a sentence; null while it may. What the kernel's verifier said of the program follows in lines of their own.</summary>
    public string? Refusal { get; private set; }

    /// <inheritdoc/>
    public bool TryRead()
    {
        _table?.Clear();
        if (_isRefused || !HasBegun())
        {
            return false;
        }

        if (!_allows())
        {
            Unload();
            return false;
        }

        try
        {
            if (_iterator is null)
            {
                Open();
            }

            return Read() && (_isBelieved || Believe());
        }
        catch (BpfRefusedException refusal)
        {
            Refuse(refusal.Message, refusal.Log);
        }
        catch (KernelFormatException problem)
        {
            Refuse($"What /proc says of this program cannot be read: {problem.Message}", log: "");
        }

        return false;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> MaskOf(int index) =>
        _table!.RecordOf(index) is >= 0 and var record ? RawMask(record) : _unlisted!.MaskOf(~_table.RecordOf(index));

    /// <inheritdoc/>
    public void Dispose() => _iterator?.Dispose();

    // As the kernel refuses a mask that is too short for the CPUs that it may have, whatever /sys says in a container.
    private static int CpusOfMask()
    {
        Span<ulong> words = stackalloc ulong[MostMaskWords];
        int count = 1;
        while (count < MostMaskWords && NativeMethods.SchedGetAffinity(0, (nuint)(count * sizeof(ulong)), ref words[0]) != 0)
        {
            count++;
        }

        return count * 64;
    }

    private static bool Ask(int tid, Span<ulong> mask)
    {
        mask.Clear();
        return NativeMethods.SchedGetAffinity(tid, (nuint)(mask.Length * sizeof(ulong)), ref mask[0]) == 0;
    }

    private bool HasBegun()
    {
        _readings += _readings <= ReadingsByFiles ? 1 : 0;
        return _readings > ReadingsByFiles;
    }

    private void Open()
    {
        _iterator = _open(PidNamespace.IsInner(_files));
        _table = new TaskTable(_iterator.MaskWords, _nanosecondsPerTick);
        _active = new ActiveCpus(_iterator.MaskWords, Ask);
        _unlisted = new UnlistedTasks(_files, new LinuxProcessClocks(), Ask, _iterator.MaskWords);
    }

    private bool Read()
    {
        _unlisted!.Begin();
        int error = _iterator!.TryRead();
        if (error != 0)
        {
            // Descriptors may be used up for a while.
            if (error is not (Errno.Emfile or Errno.Enfile) && ++_failures >= MostFailures)
            {
                throw new BpfRefusedException($"Reading tasks failed again and again: {Marshal.GetPInvokeErrorMessage(error)}.");
            }

            return false;
        }

        _failures = 0;
        _table!.Begin(_iterator.Bytes);
        _unlisted.Read(_table.Pids);
        _table.Fill(_iterator.Bytes, _unlisted);
        LeaveOfflineOut();
        return true;
    }

    private void LeaveOfflineOut()
    {
        _active!.Begin();
        for (int i = 0; i < _table!.Tasks.Length; i++)
        {
            if (_table.RecordOf(i) is >= 0 and var record)
            {
                _active.See(_table.Tasks[i].Tid, RawMask(record));
            }
        }

        for (int i = 0; i < _table.Tasks.Length; i++)
        {
            if (_table.RecordOf(i) is >= 0 and var record)
            {
                _active.Keep(RawMask(record));
            }
        }
    }

    private Span<ulong> RawMask(int record) => MemoryMarshal.Cast<byte, ulong>(
        _iterator!.Bytes.Slice((record * _iterator.RecordBytes) + KernelTask.Bytes, _iterator.MaskWords * sizeof(ulong)));

    private bool Believe() => _isBelieved = WhyNotBelieved() is { } reason ? throw new BpfRefusedException(reason) : true;

    // In a time namespace tasks have other start times; without scheduler statistics there is nothing to read.
    private string? WhyNotBelieved()
    {
        int own = Environment.ProcessId, index = IndexOf(own);
        if (index < 0)
        {
            return "The kernel's list of tasks does not have this program.";
        }

        if (_files.ReadProcess(own, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok
            || TaskStat.Parse(text, own).StartTicks != Tasks[index].StartTicks)
        {
            return "The kernel's list of tasks and /proc differ in when this program was started.";
        }

        return _files.ReadProcess(own, TaskFile.SchedStat, out text) == FileStatus.Ok && TaskSchedStat.Parse(text) is { IsKept: true } times
            && times.RunNanoseconds >= Tasks[index].RunNanoseconds
                ? null
                : "The kernel's list of tasks and /proc differ in how long this program has run.";
    }

    private int IndexOf(int pid)
    {
        for (int i = 0; i < Tasks.Length; i++)
        {
            if (Tasks[i].Tid == pid)
            {
                return i;
            }
        }

        return -1;
    }

    private void Refuse(string reason, string log)
    {
        _isRefused = true;
        Refusal = log.Length == 0 ? reason : $"{reason}\n{log.TrimEnd()}";
        Unload();
    }

    private void Unload()
    {
        _iterator?.Dispose();
        (_iterator, _table, _active, _unlisted) = (null, null, null, null);
        _isBelieved = false;
    }
}
