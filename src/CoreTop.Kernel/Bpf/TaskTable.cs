using System.Runtime.InteropServices;
using CoreTop.Kernel.Processes;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Bpf;

/// <summary>Puts what the iterator found in the order of processes and their threads. Nothing is allocated while there is room.</summary>
/// <param name="maskWords">How many words a mask has.</param>
/// <param name="nanosecondsPerTick">Nanoseconds of a clock tick.</param>
internal sealed class TaskTable(int maskWords, ulong nanosecondsPerTick)
{
    private const int None = -1;

    // include/linux/sched/prio.h: MAX_RT_PRIO, and half of NICE_WIDTH.
    private const int MostRealTime = 100, NiceOfZero = 20;

    private readonly int _recordBytes = KernelTask.Bytes + (maskWords * sizeof(ulong));
    private TaskRecord[] _tasks = [];
    private int[] _found = [];
    private int[] _leaders = [];
    private int[] _leaderPids = [];
    private int[] _firstThreads = [];
    private int[] _lastThreads = [];
    private int[] _nextThreads = [];
    private int _count;
    private int _leaderCount;

    /// <summary>All of them, by process and task.</summary>
    public ReadOnlySpan<TaskRecord> Tasks => _tasks.AsSpan(0, _count);

    /// <summary>The PIDs of the processes that the iterator found, rising.</summary>
    public ReadOnlySpan<int> Pids => _leaderPids.AsSpan(0, _leaderCount);

    /// <summary>Which of the iterator's records is that of a task; below 0 for one that it left out: the complement of its place among those.</summary>
    /// <param name="index">Its place in <see cref="Tasks"/>.</param>
    public int RecordOf(int index) => _found[index];

    /// <summary>There are none.</summary>
    public void Clear() => (_count, _leaderCount) = (0, 0);

    /// <summary>Finds the processes in what the iterator says.</summary>
    /// <param name="bytes">Its records, in the order of the tasks' numbers.</param>
    public void Begin(ReadOnlySpan<byte> bytes)
    {
        int records = bytes.Length / _recordBytes;
        MakeRoom(records);
        _leaderCount = FindLeaders(bytes, records);
        ChainThreads(bytes, records, _leaderCount);
    }

    /// <summary>Puts all tasks in order.</summary>
    /// <param name="bytes">The same records.</param>
    /// <param name="unlisted">Tasks of processes that are not among them.</param>
    public void Fill(ReadOnlySpan<byte> bytes, UnlistedTasks? unlisted = null)
    {
        int others = unlisted?.Count ?? 0, other = 0;
        MakeRoom((bytes.Length / _recordBytes) + others);
        _count = 0;
        for (int i = 0; i < _leaderCount; i++)
        {
            for (; other < others && unlisted![other].Pid < _leaderPids[i]; other++)
            {
                Add(unlisted[other], ~other);
            }

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

        for (; other < others; other++)
        {
            Add(unlisted![other], ~other);
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
        Array.Resize(ref _tasks, room);
        Array.Resize(ref _found, room);
        Array.Resize(ref _leaders, room);
        Array.Resize(ref _leaderPids, room);
        Array.Resize(ref _firstThreads, room);
        Array.Resize(ref _lastThreads, room);
        Array.Resize(ref _nextThreads, room);
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
        Add(
            new TaskRecord
            {
                Pid = task.Pid,
                Tid = task.Tid,
                StartTicks = task.StartNanoseconds / nanosecondsPerTick,
                State = TaskStateBits.Of(task.State, task.ExitState),
                LastCpu = task.LastCpu,
                Priority = task.Priority - MostRealTime,
                Nice = task.NicePriority - MostRealTime - NiceOfZero,
                RealTimePriority = task.RealTimePriority,
                Policy = (SchedPolicy)task.Policy,
                RunNanoseconds = task.RunNanoseconds,
                WaitNanoseconds = task.WaitNanoseconds,
                Slices = task.Slices,
                VoluntarySwitches = task.VoluntarySwitches,
                EndedNanoseconds = task.Tid == task.Pid ? task.EndedNanoseconds : 0,
            },
            record);
    }

    private void Add(in TaskRecord task, int record)
    {
        _found[_count] = record;
        _tasks[_count++] = task;
    }
}
