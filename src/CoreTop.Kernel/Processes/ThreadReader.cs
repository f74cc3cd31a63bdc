using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads the threads of processes.</summary>
internal sealed class ThreadReader(
    KernelFiles files, TaskFiles tasks, TaskAnswers answers, ExtrasReader extras, TaskCgroups cgroups, ReadingBudget budget)
{
    private const int AllRead = int.MaxValue;

    private readonly List<int> _tids = [];
    private readonly List<TaskSample> _threads = [];

    /// <summary>Reads the threads of a process.</summary>
    /// <param name="process">As known so far.</param>
    /// <param name="stat">Its <c>stat</c>.</param>
    /// <param name="window">Since its own previous reading.</param>
    /// <param name="threadWindow">Since its threads' previous reading.</param>
    /// <param name="request">What is wanted of them.</param>
    /// <param name="wanted">Extra files to read of each.</param>
    /// <returns>The same object when nothing changed.</returns>
    public ProcessSample Read(
        ProcessSample process,
        in TaskStat stat,
        TimeSpan window,
        TimeSpan threadWindow,
        SampleRequest request,
        ExtraFiles wanted)
    {
        // A process of one thread has in its own files what the thread's files hold.
        if (stat.ThreadCount <= 1)
        {
            TaskSchedStat? times = tasks.ReadTimes(process.Pid, tid: 0);
            bool isSame = stat.State != TaskState.Running && process.Threads.IsEmpty
                && times?.RunNanoseconds == process.RunNanoseconds && times?.WaitNanoseconds == process.WaitNanoseconds;
            return isSame
                ? process
                : process with
                {
                    RunNanoseconds = times?.RunNanoseconds,
                    WaitNanoseconds = times?.WaitNanoseconds,
                    Slices = times?.Slices,
                    VoluntarySwitches = tasks.ReadSwitches(process.Pid, tid: 0, stat.State, request),
                    Threads = [],
                    Window = window,
                };
        }

        if (!answers.TryListThreads(_tids) && files.ListThreads(process.Pid, _tids) != FileStatus.Ok)
        {
            return process;
        }

        _threads.Clear();
        bool isChanged = false;
        for (int i = 0; i < _tids.Count; i++)
        {
            TaskSample? before = Find(process.Threads, _threads.Count, _tids[i]);
            if (ReadThread(process, _tids[i], before, threadWindow, request, wanted) is { } thread)
            {
                isChanged |= !ReferenceEquals(thread, before);
                _threads.Add(thread);
            }
        }

        return !isChanged && _threads.Count == process.Threads.Length
            ? process
            : process with
            {
                Threads = [.. _threads],
                RunNanoseconds = null,
                WaitNanoseconds = null,
                Slices = null,
                Window = window,
            };
    }

    /// <summary>Asks threads that did not run for their affinities, which others may change.</summary>
    /// <param name="process">With its threads as last read.</param>
    /// <returns>The same object when nothing changed.</returns>
    public ProcessSample ReadAffinities(ProcessSample process)
    {
        TaskSample[]? changed = null;
        for (int i = 0; i < process.Threads.Length; i++)
        {
            TaskSample thread = process.Threads[i];
            bool isKnown = tasks.TryReadAffinity(process.Pid, thread.Key.Tid, thread.Affinity, out CpuSet? mask);
            if (isKnown && !ReferenceEquals(mask, thread.Affinity))
            {
                changed ??= [.. process.Threads];
                changed[i] = thread with { Affinity = mask, OwnCgroup = OwnCgroup(thread, mask) };
            }
        }

        return changed is null ? process : process with { Threads = ImmutableCollectionsMarshal.AsImmutableArray(changed) };
    }

    /// <summary>Asks threads for their cgroups: those of many over several readings, those that are new or have another mask at once.</summary>
    /// <param name="process">A process whose threads may be elsewhere than it is itself.</param>
    /// <param name="readTo">The threads before this one were asked in this cycle; 0 to begin one.</param>
    /// <returns>The same object when nothing changed.</returns>
    public ProcessSample ReadCgroups(ProcessSample process, ref int readTo)
    {
        TaskSample[]? changed = null;
        int next = AllRead;
        for (int i = 0; i < process.Threads.Length; i++)
        {
            TaskSample thread = process.Threads[i];
            bool isWanted = thread.Key.Tid != process.Pid && (i >= readTo || thread.OwnCgroup is null);
            if (!isWanted)
            {
                continue;
            }

            if (!budget.TakeThreadCgroup())
            {
                next = i;
                break;
            }

            TaskCgroup? cgroup = cgroups.ReadThread(process.Pid, thread.Key.Tid);
            if (!ReferenceEquals(cgroup, thread.OwnCgroup))
            {
                changed ??= [.. process.Threads];
                changed[i] = thread with { OwnCgroup = cgroup };
            }
        }

        readTo = next;
        return changed is null ? process : process with { Threads = ImmutableCollectionsMarshal.AsImmutableArray(changed) };
    }

    // Threads are listed oldest first, so one sits where it was or, after older ones ended, further down.
    private static TaskSample? Find(ImmutableArray<TaskSample> threads, int expected, int tid)
    {
        for (int i = expected; i < threads.Length; i++)
        {
            if (threads[i].Key.Tid == tid)
            {
                return threads[i];
            }
        }

        return null;
    }

    private TaskSample? ReadThread(
        ProcessSample process, int tid, TaskSample? known, TimeSpan window, SampleRequest request, ExtraFiles wanted)
    {
        int pid = process.Pid;
        if (files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        TaskStat stat = TaskStat.Parse(text, tid);
        TaskSample? before = known?.Key.StartTicks == stat.StartTicks ? known : null;
        string name = TaskText.Name(text[stat.NameRange], before?.Name);
        TaskSchedStat? times = tasks.ReadTimes(pid, tid);
        if (!tasks.TryReadAffinity(pid, tid, before?.Affinity, out CpuSet? mask))
        {
            return null;
        }

        TaskExtras? more = wanted == ExtraFiles.None
            ? before?.Extras
            : extras.Read(pid, tid, wanted, before?.Extras, process.Extras!.ReadAt);

        // One that stands in the queue shows no growth and yet waited, so its window counts.
        bool isSame = before is not null && ReferenceEquals(before.Extras, more) && stat.State != TaskState.Running
            && before.Facts == stat.Facts
            && before.UserTicks == stat.UserTicks && before.SystemTicks == stat.SystemTicks
            && before.RunNanoseconds == times?.RunNanoseconds && before.WaitNanoseconds == times?.WaitNanoseconds
            && ReferenceEquals(before.Affinity, mask) && ReferenceEquals(before.Name, name);
        return isSame ? before : new TaskSample
        {
            Facts = stat.Facts,
            Pid = pid,
            Name = name,
            UserTicks = stat.UserTicks,
            SystemTicks = stat.SystemTicks,
            Affinity = mask,
            RunNanoseconds = times?.RunNanoseconds,
            WaitNanoseconds = times?.WaitNanoseconds,
            Slices = times?.Slices,
            VoluntarySwitches = tasks.ReadSwitches(pid, tid, stat.State, request),
            OwnCgroup = OwnCgroup(before, mask),
            Extras = more,
            Window = before is null ? TimeSpan.Zero : window,
        };
    }

    // Another mask may come from another cgroup, which is asked at once.
    private TaskCgroup? OwnCgroup(TaskSample? before, CpuSet? mask)
    {
        if (before?.OwnCgroup is not { } known || ReferenceEquals(before.Affinity, mask))
        {
            return before?.OwnCgroup;
        }

        cgroups.ForgetLimits();
        return null;
    }
}
