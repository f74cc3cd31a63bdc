using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>What a <see cref="ITaskSource"/> says, process by process. Where there is none, or it does not answer, nothing is found here.</summary>
/// <param name="source">The source; null for none.</param>
internal sealed class TaskAnswers(ITaskSource? source)
{
    private int[] _begins = [];
    private int _begin;
    private int _end;
    private int _next;

    /// <summary>The source answered at this reading.</summary>
    public bool AreThere { get; private set; }

    /// <summary>How many processes it found.</summary>
    public int Count { get; private set; }

    /// <summary>What all tasks of the chosen process have run, those that ended too: what its CPU clock says, except for what runs right now.</summary>
    public long Ran { get; private set; }

    /// <summary>A task of the chosen process runs, or waits for a CPU or a disk.</summary>
    public bool Runs { get; private set; }

    /// <summary>Asks the source.</summary>
    /// <param name="isWanted">False to leave this reading to the files.</param>
    public void Read(bool isWanted)
    {
        AreThere = isWanted && source?.TryRead() == true;
        (Count, _begin, _end) = (0, 0, 0);
        if (!AreThere)
        {
            return;
        }

        ReadOnlySpan<TaskRecord> tasks = source!.Tasks;
        if (_begins.Length <= tasks.Length)
        {
            _begins = new int[(tasks.Length * 2) + 1];
        }

        for (int i = 0; i < tasks.Length; i++)
        {
            if (i == 0 || tasks[i].Pid != tasks[i - 1].Pid)
            {
                _begins[Count++] = i;
            }
        }

        _begins[Count] = tasks.Length;
    }

    /// <summary>The PID of one of the processes.</summary>
    public int PidOf(int process) => source!.Tasks[_begins[process]].Pid;

    /// <summary>Chooses a process: what follows is about its tasks.</summary>
    public void Choose(int process)
    {
        (_begin, _end) = (_begins[process], _begins[process + 1]);
        _next = _begin;
        ulong ran = 0;
        Runs = false;
        foreach (ref readonly TaskRecord task in source!.Tasks[_begin.._end])
        {
            ran = unchecked(ran + task.RunNanoseconds + task.EndedNanoseconds);
            Runs |= task.State is TaskState.Running or TaskState.DiskSleep;
        }

        Ran = unchecked((long)ran);
    }

    /// <summary>Chooses nothing where another process has the PID by now.</summary>
    /// <param name="key">What its file says.</param>
    public void LeaveUnless(TaskKey key)
    {
        if (TryFind(key.Tid, out TaskRecord task) && task.StartTicks != key.StartTicks)
        {
            _end = _begin;
        }
    }

    /// <summary>Looks a task of the chosen process up.</summary>
    /// <param name="tid">The task.</param>
    /// <param name="task">What it did.</param>
    public bool TryFind(int tid, out TaskRecord task)
    {
        int index = IndexOf(tid);
        task = index < 0 ? default : source!.Tasks[index];
        return index >= 0;
    }

    /// <summary>The affinity of a task of the chosen process.</summary>
    /// <param name="tid">The task.</param>
    /// <param name="known">The one read before: the same object while it is the same.</param>
    /// <param name="mask">It.</param>
    public bool TryFindMask(int tid, CpuSet? known, out CpuSet? mask)
    {
        int index = IndexOf(tid);
        mask = null;
        if (index >= 0)
        {
            ReadOnlySpan<ulong> words = source!.MaskOf(index);
            mask = known is not null && known.HasWords(words) ? known : CpuSet.FromWords(words);
        }

        return index >= 0;
    }

    /// <summary>Lists the tasks of the chosen process.</summary>
    /// <param name="tids">Cleared and filled, rising.</param>
    /// <returns>False when nothing is chosen.</returns>
    public bool TryListThreads(List<int> tids)
    {
        tids.Clear();
        for (int i = _begin; i < _end; i++)
        {
            tids.Add(source!.Tasks[i].Tid);
        }

        return _begin < _end;
    }

    // Threads are asked for one after the other, so that the next one is nearly always the one after the last.
    private int IndexOf(int tid)
    {
        if (_begin == _end)
        {
            return -1;
        }

        ReadOnlySpan<TaskRecord> tasks = source!.Tasks;
        for (int i = _next; i < Math.Min(_next + 2, _end); i++)
        {
            if (tasks[i].Tid == tid)
            {
                return _next = i;
            }
        }

        int low = _begin, high = _end - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (tasks[middle].Tid == tid)
            {
                _next = middle;
                return middle;
            }

            (low, high) = tasks[middle].Tid < tid ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
