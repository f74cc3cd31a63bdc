using System.Runtime.InteropServices;
using CoreTop.Kernel.Processes;

namespace CoreTop.Kernel.Bpf;

/// <summary>Puts what the iterator found in the order of processes and their threads. Nothing is allocated while there is room.</summary>
/// <param name="maskWords">How many words a mask has.</param>
/// <param name="nanosecondsPerTick">Nanoseconds of a clock tick.</param>
internal sealed class TaskTable(int maskWords, ulong nanosecondsPerTick)
{
    private const int None = -1;

    private readonly int _recordBytes = KernelTask.Bytes + (maskWords * sizeof(ulong));
    private TaskRecord[] _tasks = [];
    private int[] _found = [];
    private int[] _leaders = [];
    private int[] _leaderPids = [];
    private int[] _firstThreads = [];
    private int[] _lastThreads = [];
    private int[] _nextThreads = [];
    private int _count;

    /// <summary>All of them, by process and task.</summary>
    public ReadOnlySpan<TaskRecord> Tasks => _tasks.AsSpan(0, _count);

    /// <summary>Which of the iterator's records is that of a task.</summary>
    /// <param name="index">Its place in <see cref="Tasks"/>.</param>
    public int RecordOf(int index) => _found[index];

    /// <summary>There are none.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes them in.</summary>
    /// <param name="bytes">The iterator's records, in the order of the tasks' numbers.</param>
    public void Fill(ReadOnlySpan<byte> bytes)
    {
        int records = bytes.Length / _recordBytes;
        MakeRoom(records);
        int leaders = FindLeaders(bytes, records);
        ChainThreads(bytes, records, leaders);
        _count = 0;
        for (int i = 0; i < leaders; i++)
        {
            int leader = _leaders[i];
            for (int thread = _firstThreads[i]; thread != None; thread = _nextThreads[thread])
            {
                if (thread > leader && leader != None)
                {
                    Add(bytes, leader);
                    leader = None;
                }

                Add(bytes, thread);
            }

            if (leader != None)
            {
                Add(bytes, leader);
            }
        }
    }

    /// <summary>One record.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="record">Its place.</param>
    public ref readonly KernelTask At(ReadOnlySpan<byte> bytes, int record) =>
        ref MemoryMarshal.AsRef<KernelTask>(bytes.Slice(record * _recordBytes, KernelTask.Bytes));

    private void MakeRoom(int records)
    {
        if (_tasks.Length >= records)
        {
            return;
        }

        int room = Math.Max(records, Math.Max(256, _tasks.Length * 2));
        _tasks = new TaskRecord[room];
        _found = new int[room];
        _leaders = new int[room];
        _leaderPids = new int[room];
        _firstThreads = new int[room];
        _lastThreads = new int[room];
        _nextThreads = new int[room];
    }

    // In the order of their numbers, as the kernel walks all tasks in that order.
    private int FindLeaders(ReadOnlySpan<byte> bytes, int records)
    {
        int leaders = 0;
        for (int i = 0; i < records; i++)
        {
            ref readonly KernelTask task = ref At(bytes, i);
            if (task.Tid == task.Pid && task.Tid > 0 && (leaders == 0 || task.Tid > _leaderPids[leaders - 1]))
            {
                (_leaders[leaders], _leaderPids[leaders]) = (i, task.Pid);
                (_firstThreads[leaders], _lastThreads[leaders]) = (None, None);
                leaders++;
            }
        }

        return leaders;
    }

    // A thread may have a lower number than its leader. One whose leader has just ended is left out.
    private void ChainThreads(ReadOnlySpan<byte> bytes, int records, int leaders)
    {
        int leader = 0;
        for (int i = 0; i < records; i++)
        {
            ref readonly KernelTask task = ref At(bytes, i);
            if (task.Tid == task.Pid || task.Tid <= 0)
            {
                continue;
            }

            if (leader >= leaders || _leaderPids[leader] != task.Pid)
            {
                leader = _leaderPids.AsSpan(0, leaders).BinarySearch(task.Pid);
                if (leader < 0)
                {
                    leader = leaders;
                    continue;
                }
            }

            _nextThreads[i] = None;
            if (_lastThreads[leader] == None)
            {
                _firstThreads[leader] = i;
            }
            else
            {
                _nextThreads[_lastThreads[leader]] = i;
            }

            _lastThreads[leader] = i;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes, int record)
    {
        ref readonly KernelTask task = ref At(bytes, record);
        _found[_count] = record;
        _tasks[_count++] = new TaskRecord
        {
            Pid = task.Pid,
            Tid = task.Tid,
            StartTicks = task.StartNanoseconds / nanosecondsPerTick,
            State = TaskStateBits.Of(task.State, task.ExitState),
            LastCpu = task.LastCpu,
            RunNanoseconds = task.RunNanoseconds,
            WaitNanoseconds = task.WaitNanoseconds,
            Slices = task.Slices,
            VoluntarySwitches = task.VoluntarySwitches,
        };
    }
}
