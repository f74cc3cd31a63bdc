using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads the processes of a sample.</summary>
/// <remarks>
/// A file costs microseconds and a machine has thousands of sleepers. So of a process that did not run, as its CPU clock says, nothing is
/// read; <c>stat</c> and affinity of the others; threads and <c>schedstat</c> only where something ran or is runnable; what others may have
/// changed of a sleeper in turn, a few at each reading, and at once where it is in view.
/// </remarks>
internal sealed class ProcessReader
{
    private const long ShortRunNanoseconds = 1_000_000;
    private const int FewThreads = 64;

    // What fills a screen, whatever that takes.
    private const int FewestRead = 64;
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    // What the kernel may take from a sleeper, its memory, is as old as this at most where it is shown.
    private static readonly TimeSpan CycleInView = TimeSpan.FromSeconds(5);

    private readonly KernelFiles _files;
    private readonly IProcessClocks _clocks;
    private readonly SleeperCalls _calls;
    private readonly TaskCgroups _cgroups;
    private readonly CpuCgroups _cpuCgroups;
    private readonly ReadingBudget _budget = new();
    private readonly ProcessList _list;
    private readonly ReadingProblems _problems;
    private readonly TaskFiles _tasks;
    private readonly ExtrasReader _extras;
    private readonly ThreadReader _threads;
    private readonly DetailsReader _details;
    private readonly MemoryReader _memory;
    private readonly Dictionary<int, KnownProcess> _known = [];
    private readonly HashSet<int> _ended = [];
    private readonly MissingTasks _missing = new();
    private readonly TaskAnswers _answers;
    private readonly SourceChoice _choice = new();
    private uint _generation;
    private int _runnable;
    private bool _mayOthersRun;
    private TimeSpan _startedAt;

    /// <summary>A reader of one machine.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="affinity">Asked for every task's affinity.</param>
    /// <param name="clocks">Say which processes did not run, and need not be read.</param>
    /// <param name="control">Asked for I/O priorities where they are shown.</param>
    /// <param name="cgroups">Say where a task is.</param>
    /// <param name="cpuCgroups">Hear which quotas are in use.</param>
    /// <param name="source">Says at once what every task did; null to read their files.</param>
    public ProcessReader(
        KernelFiles files,
        IAffinityControl affinity,
        IProcessClocks clocks,
        ITaskControl control,
        TaskCgroups cgroups,
        CpuCgroups cpuCgroups,
        ITaskSource? source = null)
    {
        (_files, _clocks, _cgroups, _cpuCgroups) = (files, clocks, cgroups, cpuCgroups);
        _list = new ProcessList(files, clocks);
        _problems = new ReadingProblems(files);
        _answers = new TaskAnswers(source);
        _tasks = new TaskFiles(files, affinity, _answers);
        _calls = new SleeperCalls(control, _tasks, _answers);
        var users = new UserNames(files);
        _extras = new ExtrasReader(files, control, users, _budget);
        _threads = new ThreadReader(files, _tasks, _answers, _extras, cgroups, _budget);
        _details = new DetailsReader(files, users, cgroups);
        _memory = new MemoryReader(files);
    }

    /// <summary>At the last reading, tasks ran on the machine that could not be listed, as far as that is known.</summary>
    public bool AreTasksHidden => _problems.AreTasksHidden;

    /// <summary>The last reading ended before it had read every process.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>At the last reading, the source said what every task did.</summary>
    public bool IsBySource => _answers.AreThere;

    /// <summary>A source would have cost more than the files at the last reading.</summary>
    public bool IsSourceDear => !_choice.IsForSource;

    /// <summary>The source is asked at every reading, whatever it costs.</summary>
    public void InsistOnSource() => _choice.IsFixed = true;

    /// <summary>Reads every process, or as many as <see cref="SampleRequest.Patience"/> allows at first.</summary>
    /// <param name="request">What of them.</param>
    /// <param name="stat">What <c>/proc/stat</c> said right before; null when it could not be read.</param>
    /// <param name="now">The clock that windows are measured by.</param>
    /// <param name="problems">What cannot be read is added.</param>
    public IReadOnlyList<ProcessSample> Read(
        SampleRequest request, SystemStat? stat, Func<TimeSpan> now, List<ReadProblem> problems)
    {
        bool isFirst = _generation == 0;
        _generation = unchecked(_generation + 1);
        _cgroups.Begin();
        _problems.Begin();

        // A source says of all tasks what they did by then; to open it takes a while.
        _choice.Begin(request.AllThreads);
        _answers.Read(isWanted: _choice.IsForSource);
        TimeSpan started = now();
        if (_answers.AreThere)
        {
            _list.Use(_answers);
        }
        else
        {
            _list.Update(stat?.Forks, _choice.Threads, started, problems);
        }

        TimeSpan interval = started - _startedAt;
        _startedAt = started;

        // Whoever woke up and was given no CPU has the clock of a sleeper.
        _mayOthersRun = stat?.RunningTasks - 1 is not { } others || others > _runnable;
        _budget.Begin(request, isFirst, _list.Pids.Length, interval, _missing.AreSearched);
        _threads.Begin();
        _extras.Begin(_list.Pids.Length, interval, request.AllExtras);
        var samples = new ProcessSample[_list.Pids.Length];
        int count = 0;
        (_runnable, IsPartial) = (0, false);
        for (int i = 0; i < samples.Length && !IsPartial; i++)
        {
            if (TryRead(Begin(i, _list.Pids[i], request, _answers.AreThere ? started : now())) is { } sample)
            {
                samples[count++] = sample;
                ref readonly KnownProcess known = ref CollectionsMarshal.GetValueRefOrNullRef(_known, sample.Pid);
                _runnable += sample.Pid == Environment.ProcessId ? 0 : known.Runnable;
                _choice.Add(sample.ThreadCount, known.WasActive);
            }

            IsPartial = isFirst && i >= FewestRead && i + 1 < samples.Length && now() - started > request.Patience;
        }

        ForgetEnded();
        _files.CloseUnused();
        _problems.Report(problems, _list.IsFirstListed);

        // This program is one of those that run, and it is not among those looked for.
        _missing.Add(AreTasksHidden || IsPartial ? null : stat?.RunningTasks - 1, _runnable, _budget.SearchReadings);
        return count == samples.Length ? samples : new ArraySegment<ProcessSample>(samples, 0, count);
    }

    private ProcessSample? TryRead(in Turn turn)
    {
        try
        {
            return Read(turn);
        }
        catch (KernelFormatException)
        {
            _problems.AddMalformed(turn.Pid);
            return null;
        }
    }

    // The clock is asked before files are read: what it runs meanwhile is seen at the next reading. A source says what the clock
    // would say of a process that does not run right now.
    private Turn Begin(int index, int pid, SampleRequest request, TimeSpan now)
    {
        if (!_answers.AreThere)
        {
            return new Turn(index, pid, request, now, _clocks.TryRead(pid, out long nanoseconds) ? nanoseconds : null);
        }

        _answers.Choose(index);
        return new Turn(index, pid, request, now, _answers.Ran);
    }

    private ProcessSample? Read(in Turn turn)
    {
        ExtraFiles? due = null;
        if (turn.Ran is not null)
        {
            ref KnownProcess known = ref CollectionsMarshal.GetValueRefOrNullRef(_known, turn.Pid);
            if (!Unsafe.IsNullRef(in known) && IsResting(known, turn))
            {
                due = _extras.Due(turn.Pid, known.Sample!.Extras, turn.Request, turn.Now);
                bool isAffinitysTurn = _answers.AreThere || turn.IsVisible || _budget.IsAffinitysTurn(turn.Index);
                if (due == ExtraFiles.None && (!isAffinitysTurn || _calls.HasSameAffinity(known.Sample)))
                {
                    known.Sample = turn.IsVisible && known.Sample.Threads.Length <= FewThreads
                        ? _threads.ReadAffinities(known.Sample)
                        : known.Sample;
                    known.Generation = _generation;
                    known.ReadAt = turn.Now;
                    return known.Sample;
                }
            }
        }

        return ReadFiles(turn, due);
    }

    // What it does itself has not changed; what others may do to it is looked at in turn.
    private bool IsResting(in KnownProcess known, in Turn turn) =>
        known.Sample is { } sample && !known.WasActive && known.Ran == turn.Ran
        && !turn.IsWatched && (!turn.IsVisible || IsFreshInView(known, turn))
        && (!_answers.AreThere || _calls.IsSaidToBeTheSame(sample))
        && !_ended.Contains(sample.ParentPid)
        && _files.Observer is null
        && (known.ThreadsAt is not null || (!turn.Request.AllThreads && !_budget.HasColdTasks))
        && (known.CgroupAt is not null || !_budget.HasDetails)
        && !_budget.IsSleepersTurn(turn.Index);

    private bool IsFreshInView(in KnownProcess known, in Turn turn) =>
        !turn.Request.AllThreads && known.DetailsAt is not null && turn.Now - known.FilesAt < CycleInView
        && (_answers.AreThere || (!_mayOthersRun && _calls.HasSamePriorities(known.Sample!)));

    private ProcessSample? ReadFiles(in Turn turn, ExtraFiles? due)
    {
        int pid = turn.Pid;
        ref KnownProcess found = ref CollectionsMarshal.GetValueRefOrNullRef(_known, pid);
        FileStatus status = !Unsafe.IsNullRef(in found) && found.WasActive
            ? _files.ReadKept(pid, tid: 0, TaskFile.Stat, out ReadOnlySpan<byte> text)
            : _files.ReadProcess(pid, TaskFile.Stat, out text);
        if (status != FileStatus.Ok)
        {
            _problems.AddUnreadable(status);
            return status == FileStatus.Gone ? Gone(turn) : null;
        }

        TaskStat stat = TaskStat.Parse(text, pid);
        _answers.LeaveUnless(stat.Facts.Key);
        ref KnownProcess known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, pid, out _);
        ProcessSample? before = known.Sample?.Key == stat.Facts.Key ? known.Sample : null;
        if (before is null)
        {
            known = new KnownProcess { ReadAt = turn.Now };
        }

        known.Generation = _generation;
        TimeSpan window = turn.Now - known.ReadAt;
        ProcessFacts whole = MemoryReader.WholeOf(stat, known.Memory);
        ProcessSample after = StatSample.Of(stat, whole, text, before, window);
        if (!_tasks.TryReadAffinity(pid, pid, before?.Affinity, out CpuSet? mask))
        {
            return Gone(turn);
        }

        if (before is not null)
        {
            ForgetWhatChanged(before, after.Name, mask, ref known);
        }

        after = ReferenceEquals(mask, after.Affinity) ? after : after with { Affinity = mask, Window = window };
        after = before is null || ReferenceEquals(after.Name, before.Name) ? after : ExtrasReader.WithoutProgram(after);

        ExtraFiles wanted = due ?? _extras.Due(pid, after.Extras, turn.Request, turn.Now);
        if (wanted != ExtraFiles.None)
        {
            after = after with { Extras = _extras.Read(pid, tid: 0, wanted, after.Extras, turn.Now, after.Details?.Cgroup) };
        }

        bool isActive = IsActive(stat, before, after, ran: unchecked((turn.Ran - known.Ran) ?? 0));
        after = ReadThreads(after, stat, isActive, window, wanted, turn, ref known);
        bool runs = isActive || after.IsRunnable;
        after = ReadDetails(after, stat, runs, turn, ref known);

        // A quota's share needs counters at both ends of a window, also where a thread runs while the leader sleeps.
        if (runs || before is null)
        {
            _cpuCgroups.MarkRunning(after);
        }

        known.Keep(after, isActive, turn.Ran, turn.Now);
        return after;
    }

    // Another mask may come from another cgroup; another program may be another user's, and was started with something else.
    private void ForgetWhatChanged(ProcessSample before, string name, CpuSet? mask, ref KnownProcess known)
    {
        bool isMoved = !ReferenceEquals(mask, before.Affinity);
        if (isMoved || name != before.Name)
        {
            (known.DetailsAt, known.CgroupAt) = (null, null);
        }

        if (isMoved)
        {
            // Its threads are moved with it, most of the time.
            known.ThreadMasksAt = null;
            _cgroups.ForgetLimits();
        }
    }

    private ProcessSample? Gone(in Turn turn)
    {
        _list.MarkEnded(turn.Index);
        return null;
    }

    // Many threads are not read for a short run, whose time is not lost: their windows last from reading to reading.
    private static bool IsActive(in TaskStat stat, ProcessSample? before, ProcessSample after, long ran) =>
        stat.State is TaskState.Running or TaskState.DiskSleep
        || (before is not null
            && (Ticks(before) != Ticks(after) || ran >= ShortRunNanoseconds || (ran != 0 && stat.ThreadCount <= 1)));

    private ProcessSample ReadThreads(
        ProcessSample process, in TaskStat stat, bool isActive, TimeSpan window, ExtraFiles wanted, in Turn turn, ref KnownProcess known)
    {
        if (turn.Request.AllThreads || turn.IsWatched || isActive || known.WasActive || IsColdTurn(known, stat, turn))
        {
            TimeSpan threadWindow = known.ThreadsAt is { } last ? turn.Now - last : window;
            process = _threads.Read(
                process, stat, window, threadWindow, turn.Request, turn.Request.AllThreads ? wanted : ExtraFiles.None);
            (known.ThreadsAt, known.ThreadsRan) = (turn.Now, turn.Ran);
        }
        else if (turn.Ran is not null && (known.ThreadsRan == turn.Ran || turn.IsShown || known.ThreadMasksAt is null)
            && (stat.ThreadCount <= FewThreads || !(turn.Now - known.ThreadMasksAt < Cycle)))
        {
            process = _threads.ReadAffinities(process);
            known.ThreadMasksAt = turn.Now;
        }

        if (isActive)
        {
            _problems.AddActive(process);
        }

        return process;
    }

    // Where the clock of the process stood, which counts all threads, none of them ran, ended or began.
    private bool IsColdTurn(in KnownProcess known, in TaskStat stat, in Turn turn)
    {
        bool mayDiffer = turn.Ran is null || known.ThreadsRan != turn.Ran || turn.Request.AllThreads || _missing.AreSearched;
        bool isDue = known.ThreadsAt is not { } last || (stat.ThreadCount > 1 && mayDiffer && turn.Now - last >= Cycle);
        return isDue && _budget.TakeColdTasks(stat.ThreadCount);
    }

    private ProcessSample ReadDetails(ProcessSample process, in TaskStat stat, bool runs, in Turn turn, ref KnownProcess known)
    {
        bool isMemorysTurn = MemoryReader.IsLost(stat, known.Memory) || (turn.IsShown && IsMemorysTurn(known.Memory, stat, turn));
        // Who it is and what it was started with, a process changes itself; others only move it.
        bool isMoved = turn.Ran is null || known.DetailsRan != turn.Ran || turn.IsVisible || process.Details is null;
        if (isMoved ? IsDetailsTurn(known.DetailsAt, runs, turn) : IsDetailsTurn(known.CgroupAt, runs, turn))
        {
            process = isMoved
                ? _details.Read(process, out known.MayThreadsDiffer)
                : _details.ReadCgroup(process, out known.MayThreadsDiffer);
            known.CgroupAt = turn.Now;
            known.ThreadCgroupsReadTo = 0;
            if (isMoved)
            {
                (known.DetailsAt, known.DetailsRan) = (turn.Now, turn.Ran);
                isMemorysTurn = true;
            }
        }

        process = isMemorysTurn ? _memory.Read(process, stat, turn.Ran, turn.Now, ref known.Memory) : process;
        return known.MayThreadsDiffer && process.Threads.Length > 1 && (runs || turn.Request.AllDetails)
            ? _threads.ReadCgroups(process, ref known.ThreadCgroupsReadTo)
            : process;
    }

    // What does not run grows by others alone, and what they take or give shows in stat, all but a few pages.
    private static bool IsMemorysTurn(KnownMemory known, in TaskStat stat, in Turn turn) =>
        turn.Ran is null || known.Ran != turn.Ran || turn.Now - known.ReadAt >= Cycle || MemoryReader.HasMoved(stat, known);

    private bool IsDetailsTurn(TimeSpan? readAt, bool runs, in Turn turn) => readAt is { } last
        ? turn.Now - last >= Cycle && _budget.TakeDetails(isUrgent: runs)
        : turn.IsVisible || _budget.TakeDetails(isUrgent: runs);

    private static ulong Ticks(TaskSample task) => unchecked(task.UserTicks + task.SystemTicks);

    private void ForgetEnded()
    {
        _ended.Clear();
        foreach ((int pid, KnownProcess known) in _known)
        {
            if (known.Generation != _generation)
            {
                _ended.Add(pid);
            }
        }

        foreach (int pid in _ended)
        {
            _known.Remove(pid);
            _extras.Forget(pid);
        }
    }

    /// <summary>One process's turn in a reading.</summary>
    private readonly record struct Turn(int Index, int Pid, SampleRequest Request, TimeSpan Now, long? Ran)
    {
        public bool IsVisible => Request.Visible.Contains(Pid);

        public bool IsWatched => Request.Watched == Pid;

        public bool IsShown => IsVisible || IsWatched || Request.AllExtras;
    }
}
