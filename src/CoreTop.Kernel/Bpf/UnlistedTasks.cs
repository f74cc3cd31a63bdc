using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;

namespace CoreTop.Kernel.Bpf;

/// <summary>
/// Tasks that /proc lists and the iterator leaves out, as kernels of sandboxes do with the processes of their host: they are read from files.
/// </summary>
/// <param name="files">Files of the running machine.</param>
/// <param name="clocks">Say which of them did not run.</param>
/// <param name="ask">Asks for their affinities.</param>
/// <param name="maskWords">How many words a mask has.</param>
internal sealed class UnlistedTasks(KernelFiles files, IProcessClocks clocks, MaskQuestion ask, int maskWords)
{
    // Those that come later are looked for where there are some at all.
    private const int ReadingsToSearch = 10;

    private readonly List<int> _listed = [];
    private readonly List<int> _tids = [];
    private readonly List<(int Pid, long Ran)> _processes = [];
    private readonly List<TaskRecord> _tasks = [];
    private readonly List<TaskRecord> _former = [];
    private ulong[] _masks = [];
    private int _readings;
    private bool _areThereAny;

    /// <summary>How many there are.</summary>
    public int Count => _tasks.Count;

    /// <summary>One of them, in the order of processes and threads.</summary>
    public TaskRecord this[int index] => _tasks[index];

    /// <summary>Its affinity.</summary>
    public ReadOnlySpan<ulong> MaskOf(int index) => _masks.AsSpan(index * maskWords, maskWords);

    /// <summary>Lists what /proc has, where that is due. Called right before the iterator is read.</summary>
    public void Begin()
    {
        bool isDue = _readings == 0 || (_areThereAny && _readings % ReadingsToSearch == 0);
        _readings = unchecked(_readings + 1) & int.MaxValue;
        _listed.Clear();
        if (isDue)
        {
            _ = files.ListProcesses(_listed);
        }
    }

    /// <summary>Reads those that the iterator left out.</summary>
    /// <param name="read">What it did find: the PIDs of processes, rising.</param>
    public void Read(ReadOnlySpan<int> read)
    {
        foreach (int pid in _listed)
        {
            if (read.BinarySearch(pid) < 0 && _processes.FindIndex(process => process.Pid == pid) < 0)
            {
                _processes.Add((pid, Ran: -1));
            }
        }

        _processes.Sort();
        if (_processes.Count == 0)
        {
            _tasks.Clear();
            return;
        }

        ReadFiles(read);
    }

    private void ReadFiles(ReadOnlySpan<int> read)
    {
        _former.Clear();
        _former.AddRange(_tasks);
        _tasks.Clear();
        for (int i = _processes.Count - 1; i >= 0; i--)
        {
            if (read.BinarySearch(_processes[i].Pid) >= 0 || !clocks.TryRead(_processes[i].Pid, out _))
            {
                _processes.RemoveAt(i);
            }
        }

        // Others of those that were listed have only ended meanwhile.
        _areThereAny |= _processes.Count > 0;
        for (int i = 0; i < _processes.Count; i++)
        {
            (int pid, long ran) = _processes[i];
            _ = clocks.TryRead(pid, out long now);
            if (now == ran)
            {
                Keep(pid);
            }
            else
            {
                ReadProcess(pid, now);
            }

            _processes[i] = (pid, now);
        }

        ReadMasks();
    }

    // What did not run is as it was.
    private void Keep(int pid)
    {
        foreach (TaskRecord task in _former)
        {
            if (task.Pid == pid)
            {
                _tasks.Add(task);
            }
        }
    }

    private void ReadProcess(int pid, long ran)
    {
        int first = _tasks.Count;
        if (files.ListThreads(pid, _tids) != FileStatus.Ok)
        {
            return;
        }

        _tids.Sort();
        foreach (int tid in _tids)
        {
            try
            {
                ReadThread(pid, tid);
            }
            catch (KernelFormatException)
            {
                // It is left out once more; the reader of files says what is wrong with it.
            }
        }

        SetEnded(pid, ran, first);
    }

    // Its clock counts all of its threads.
    private void SetEnded(int pid, long ran, int first)
    {
        ulong sum = 0;
        int leader = -1;
        for (int i = first; i < _tasks.Count; i++)
        {
            sum += _tasks[i].RunNanoseconds;
            leader = _tasks[i].Tid == pid ? i : leader;
        }

        if (leader >= 0)
        {
            _tasks[leader] = _tasks[leader] with { EndedNanoseconds = (ulong)Math.Max(0, ran) > sum ? (ulong)ran - sum : 0 };
        }
    }

    private void ReadThread(int pid, int tid)
    {
        if (files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return;
        }

        TaskStat stat = TaskStat.Parse(text, tid);
        TaskSchedStat times = files.ReadThread(pid, tid, TaskFile.SchedStat, out text) == FileStatus.Ok ? TaskSchedStat.Parse(text) : default;
        ulong switches = files.ReadThread(pid, tid, TaskFile.Status, out text) == FileStatus.Ok
            ? TaskStatusFile.Parse(text).VoluntarySwitches ?? 0
            : 0;
        _tasks.Add(new TaskRecord
        {
            Pid = pid,
            Tid = tid,
            StartTicks = stat.StartTicks,
            State = stat.State,
            LastCpu = stat.Facts.LastCpu.Number,
            Priority = stat.Facts.Priority,
            Nice = stat.Facts.Nice,
            RealTimePriority = stat.Facts.RealTimePriority,
            Policy = stat.Facts.Policy,
            RunNanoseconds = times.RunNanoseconds,
            WaitNanoseconds = times.WaitNanoseconds,
            Slices = times.Slices,
            VoluntarySwitches = switches,
        });
    }

    private void ReadMasks()
    {
        int words = _tasks.Count * maskWords;
        if (_masks.Length < words)
        {
            _masks = new ulong[words * 2];
        }

        for (int i = 0; i < _tasks.Count; i++)
        {
            Span<ulong> mask = _masks.AsSpan(i * maskWords, maskWords);
            if (!ask(_tasks[i].Tid, mask))
            {
                mask.Clear();
            }
        }
    }
}
