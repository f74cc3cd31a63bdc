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

    // So many are read whole at each reading. Where there are more, those that should say nothing new are read in turn.
    private const int WholeInTurn = 250;

    // Where a source says what changes fast, the rest has time.
    private const int WholeInTurnBesideSource = 50;

    // A task that ran or waited for so much of its window is taken to be runnable still.
    private const double Saturated = 0.9;

    private readonly TurnTaking _turns = new();
    private readonly List<int> _tids = [];
    private readonly List<TaskSample> _threads = [];
    private int _asked;
    private bool _hasGone;

    /// <summary>Begins a reading.</summary>
    public void Begin()
    {
        _turns.Begin(_asked, answers.AreThere ? WholeInTurnBesideSource : WholeInTurn);
        _asked = 0;
    }

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
            TaskSchedStat? times = tasks.ReadTimes(process.Pid, tid: 0, runs: stat.State == TaskState.Running, out _);
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

        var turn = new Turn(process, threadWindow, request, wanted);
        if (!TryRead(turn, stat.ThreadCount, out bool isChanged))
        {
            return process;
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

    // In either order, that of /proc or that of numbers, one sits where it was or, after others ended, further down. A new one with a lower
    // number moves all behind it up.
    private static TaskSample? Find(ImmutableArray<TaskSample> threads, int expected, int tid)
    {
        for (int i = 0; i < threads.Length; i++)
        {
            TaskSample thread = threads[(expected + i) % threads.Length];
            if (thread.Key.Tid == tid)
            {
                return thread;
            }
        }

        return null;
    }

    private bool TryRead(in Turn turn, int threads, out bool isChanged)
    {
        int asked = _asked;
        if (answers.TryListThreads(_tids))
        {
            isChanged = ReadAll(turn);
            return true;
        }

        if (ReadKnown(turn, threads, out isChanged))
        {
            return true;
        }

        // Their turns were not used: all are read again.
        _asked = asked;
        bool isListed = files.ListThreads(turn.Process.Pid, _tids) == FileStatus.Ok;
        isChanged = isListed && ReadAll(turn);
        return isListed;
    }

    // As many threads as before of which none ended are the same, and need not be listed.
    private bool ReadKnown(in Turn turn, int threads, out bool isChanged)
    {
        isChanged = false;
        if (!files.IsLive || turn.Process.Threads.Length != threads)
        {
            return false;
        }

        _tids.Clear();
        foreach (TaskSample thread in turn.Process.Threads)
        {
            _tids.Add(thread.Key.Tid);
        }

        isChanged = ReadAll(turn);
        return !_hasGone;
    }

    private bool ReadAll(in Turn turn)
    {
        _threads.Clear();
        _hasGone = false;
        bool isChanged = false;
        ulong most = 0;
        int? waits = null;
        foreach (int tid in _tids)
        {
            TaskSample? before = Find(turn.Process.Threads, _threads.Count, tid);
            TaskSchedStat? times = null;
            bool isGone = false, isSaid = false;
            TaskSample? thread = null;
            if (before is not null && !IsWholeTurn(turn))
            {
                isSaid = answers.TryFind(tid, out TaskRecord said);
                thread = isSaid ? Follow(turn, before, said) : ReadTimes(turn, before, out times, out isGone);
            }

            bool isOfNow = isSaid || thread is null;
            thread ??= isGone ? null : ReadThread(turn, tid, before, times);
            if (thread is null)
            {
                _hasGone = true;
                continue;
            }

            ulong ran = unchecked((thread.RunNanoseconds ?? 0) - (before?.RunNanoseconds ?? thread.RunNanoseconds ?? 0));
            if (ran > most)
            {
                most = ran;
                waits = isOfNow ? null : _threads.Count;
            }

            isChanged |= !ReferenceEquals(thread, before);
            _threads.Add(thread);
        }

        // Where the busiest thread is, its process is shown.
        if (waits is { } index && _threads[index] is var busiest
            && ReadThread(turn, busiest.Key.Tid, busiest, TimesOf(busiest)) is { } now)
        {
            _threads[index] = now;
        }

        return isChanged;
    }

    private static TaskSchedStat? TimesOf(TaskSample thread) =>
        (thread.RunNanoseconds, thread.WaitNanoseconds, thread.Slices) is ({ } run, { } wait, { } slices) ? new TaskSchedStat(run, wait, slices) : null;

    private bool IsWholeTurn(in Turn turn)
    {
        bool isTurn = _turns.Has(_asked++);
        return isTurn || !files.IsLive || turn.Wanted != ExtraFiles.None || turn.Request.AllThreads || turn.Request.Switches
            || turn.Request.Watched == turn.Process.Pid;
    }

    // With a source, only what a thread did as a user and in the kernel, its faults and its name are known when its turn comes.
    private TaskSample? Follow(in Turn turn, TaskSample before, in TaskRecord said)
    {
        if (said.StartTicks != before.Key.StartTicks || said.Policy != before.Facts.Policy
            || !tasks.TryReadAffinity(turn.Process.Pid, said.Tid, before.Affinity, out CpuSet? mask) || !ReferenceEquals(mask, before.Affinity))
        {
            return null;
        }

        TaskSchedStat? times = tasks.ReadTimes(turn.Process.Pid, said.Tid, runs: false, out _);
        TaskFacts facts = before.Facts with
        {
            State = said.State,
            LastCpu = FieldReader.ToCpu(said.LastCpu),
            Priority = said.Priority,
            Nice = said.Nice,
            RealTimePriority = said.RealTimePriority,
        };
        bool isSame = facts == before.Facts && said.State != TaskState.Running
            && before.RunNanoseconds == times?.RunNanoseconds && before.WaitNanoseconds == times?.WaitNanoseconds;
        return isSame ? before : before with
        {
            Facts = facts,
            RunNanoseconds = times?.RunNanoseconds,
            WaitNanoseconds = times?.WaitNanoseconds,
            Slices = times?.Slices,
            Window = turn.Window,
        };
    }

    // A thread whose counters stand does what it did. One that ran or waited throughout may have slept for a moment since, or be on
    // another CPU: that is known when its turn comes.
    private TaskSample? ReadTimes(in Turn turn, TaskSample before, out TaskSchedStat? read, out bool isGone)
    {
        int pid = turn.Process.Pid, tid = before.Key.Tid;
        bool runs = before.State == TaskState.Running;
        read = tasks.ReadTimes(pid, tid, runs, out isGone);
        if (read is not { } times || before.RunNanoseconds is not { } run || before.WaitNanoseconds is not { } wait
            || !tasks.TryReadAffinity(pid, tid, before.Affinity, out CpuSet? mask)
            || !ReferenceEquals(mask, before.Affinity) || mask?.Contains(before.LastCpu) == false)
        {
            return null;
        }

        bool stands = times.RunNanoseconds == run && times.WaitNanoseconds == wait;
        double grown = (double)times.RunNanoseconds - run + times.WaitNanoseconds - wait;
        bool isAsBefore = stands
            || (runs && times.RunNanoseconds >= run && times.WaitNanoseconds >= wait && grown >= turn.Window.TotalNanoseconds * Saturated);
        return !isAsBefore ? null
            : stands && !runs ? before
            : before with
            {
                RunNanoseconds = times.RunNanoseconds,
                WaitNanoseconds = times.WaitNanoseconds,
                Slices = times.Slices,
                Window = turn.Window,
            };
    }

    private TaskSample? ReadThread(in Turn turn, int tid, TaskSample? known, TaskSchedStat? times)
    {
        int pid = turn.Process.Pid;

        // Before its stat: what it does there, it does as long as these stand.
        times ??= tasks.ReadTimes(pid, tid, runs: known?.State == TaskState.Running, out _);
        if (files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        TaskStat stat = TaskStat.Parse(text, tid);
        TaskSample? before = known?.Key.StartTicks == stat.StartTicks ? known : null;
        string name = TaskText.Name(text[stat.NameRange], before?.Name);
        if (!tasks.TryReadAffinity(pid, tid, before?.Affinity, out CpuSet? mask))
        {
            return null;
        }

        TaskExtras? more = turn.Wanted == ExtraFiles.None
            ? before?.Extras
            : extras.Read(pid, tid, turn.Wanted, before?.Extras, turn.Process.Extras!.ReadAt);

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
            VoluntarySwitches = tasks.ReadSwitches(pid, tid, stat.State, turn.Request),
            OwnCgroup = OwnCgroup(before, mask),
            Extras = more,
            Window = before is null ? TimeSpan.Zero : turn.Window,
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

    /// <summary>The turn of one process's threads.</summary>
    private readonly record struct Turn(ProcessSample Process, TimeSpan Window, SampleRequest Request, ExtraFiles Wanted);
}
