using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel;

/// <summary>Reads the processes of a sample.</summary>
/// <remarks>
/// A file costs microseconds and a machine has thousands of sleepers, so of a process that did not run, which its CPU clock
/// tells, only the affinity is asked. <c>stat</c> of the others, and of those in view; threads and <c>schedstat</c> only where
/// something ran or is runnable; the rest in turn, a few at each reading.
/// </remarks>
internal sealed class ProcessReader(
    KernelFiles files,
    IAffinityControl affinity,
    IProcessClocks clocks,
    ThreadReader threads,
    DetailsReader details,
    TaskCgroups cgroups,
    CpuCgroups cpuCgroups,
    ExtrasReader extras)
{
    private const int FirstProcess = 1;
    private const int DetailsEachReading = 500;
    private const int FirstColdTasks = 1000;
    private const int ColdTasksEachReading = 200;
    private const int SleepersEachReading = 100;
    private const int SleepersWhereTasksAreMissing = 500;
    private const long ShortRunNanoseconds = 1_000_000;
    private static readonly TimeSpan ColdCycle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ListCycle = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, Known> _known = [];
    private readonly List<int> _pids = [];
    private readonly HashSet<int> _ended = [];
    private readonly ProcessProblems _problems = new(files);
    private readonly ulong _pageBytes = (ulong)LinuxScheduler.PageBytes;
    private uint _generation;
    private TimeSpan _startedAt;
    private int _detailsLeft;
    private int _urgentDetailsLeft;
    private int _coldTasksLeft;
    private int _sleepersLeft;
    private int _runnable;
    private bool _areRunnableMissing;
    private ulong? _forks;
    private TimeSpan _listedAt;
    private bool _hasTaskGone;

    /// <summary>At the last reading, tasks ran on the machine that could not be listed, as far as that is known.</summary>
    public bool AreTasksHidden => _problems.AreTasksHidden;

    /// <summary>Reads every process.</summary>
    /// <param name="request">What of them.</param>
    /// <param name="stat">What <c>/proc/stat</c> told right before; null when it could not be read.</param>
    /// <param name="now">The clock that windows are measured by.</param>
    /// <param name="problems">What cannot be read is added.</param>
    public IReadOnlyList<ProcessSample> Read(
        SampleRequest request, SystemStat? stat, Func<TimeSpan> now, List<ReadProblem> problems)
    {
        bool isFirst = _generation == 0;
        _generation = unchecked(_generation + 1);
        _detailsLeft = request.AllDetails ? int.MaxValue : DetailsEachReading;
        _urgentDetailsLeft = DetailsEachReading;
        threads.Begin(request);
        cgroups.Begin();
        _coldTasksLeft = isFirst ? FirstColdTasks : ColdTasksEachReading;
        _sleepersLeft = _areRunnableMissing ? SleepersWhereTasksAreMissing : SleepersEachReading;
        _runnable = 0;
        _problems.Begin();
        TimeSpan started = now();
        List(stat?.Forks, started, problems);
        extras.Begin(_pids.Count, started - _startedAt, request.AllExtras);
        _startedAt = started;
        var samples = new ProcessSample[_pids.Count];
        int count = 0;
        foreach (int pid in _pids)
        {
            if (TryRead(pid, request, now()) is { } sample)
            {
                samples[count++] = sample;
                _runnable += sample.IsRunnable ? 1 : 0;
            }
        }

        _areRunnableMissing = stat?.RunningTasks > _runnable;
        ForgetEnded();
        _problems.Report(problems, isFirstListed: _pids.Count == 0 || _pids.Contains(FirstProcess));
        return count == samples.Length ? samples : new ArraySegment<ProcessSample>(samples, 0, count);
    }

    // As long as nothing is started, the list is the same but for those that end, which reading them tells.
    private void List(ulong? forks, TimeSpan now, List<ReadProblem> problems)
    {
        bool isKnown = files.IsLive && forks is not null && forks == _forks && !_hasTaskGone && now - _listedAt < ListCycle;
        _forks = forks;
        if (isKnown)
        {
            return;
        }

        _hasTaskGone = false;
        _listedAt = now;
        if (files.ListProcesses(_pids) != FileStatus.Ok)
        {
            problems.Add(new ReadProblem("/proc", "It cannot be listed, so no process is shown."));
            _forks = null;
        }
    }

    private ProcessSample? TryRead(int pid, SampleRequest request, TimeSpan now)
    {
        try
        {
            return Read(pid, request, now);
        }
        catch (KernelFormatException)
        {
            _problems.AddMalformed(pid);
            return null;
        }
    }

    private ProcessSample? Read(int pid, SampleRequest request, TimeSpan now)
    {
        // Asked before its files are read: what it runs meanwhile is seen at the next reading.
        long? ran = clocks.TryRead(pid, out long nanoseconds) ? nanoseconds : null;
        ExtraFiles? wanted = null;
        if (ran is not null)
        {
            ref Known resting = ref CollectionsMarshal.GetValueRefOrNullRef(_known, pid);
            if (!Unsafe.IsNullRef(in resting) && IsResting(resting, ran, pid, request, now))
            {
                wanted = extras.Due(pid, resting.Sample!.Extras, request, now);
                if (wanted == ExtraFiles.None && HasSameAffinity(resting.Sample))
                {
                    resting.Generation = _generation;
                    resting.ReadAt = now;
                    return resting.Sample;
                }
            }
        }

        return ReadFiles(pid, ran, wanted, request, now);
    }

    // What it shows of itself is as it was, but for what others may do to it, which is looked at in turn.
    private bool IsResting(in Known known, long? ran, int pid, SampleRequest request, TimeSpan now) =>
        known.Sample is { } sample && !known.WasActive && known.Ran == ran
        && request.Watched != pid && !request.Visible.Contains(pid)
        && !_ended.Contains(sample.ParentPid)
        && files.Observer is null
        && (known.ThreadsAt is not null || (!request.AllThreads && _coldTasksLeft <= 0))
        && (known.DetailsAt is not null || _detailsLeft <= 0)
        && (now - known.StatAt < ColdCycle || _sleepersLeft-- <= 0);

    private bool HasSameAffinity(ProcessSample sample) =>
        affinity.Read(sample.Pid, sample.Pid, sample.Affinity, out CpuSet? mask) != ControlResult.TaskGone
        && ReferenceEquals(mask, sample.Affinity);

    private ProcessSample? ReadFiles(int pid, long? ran, ExtraFiles? due, SampleRequest request, TimeSpan now)
    {
        FileStatus status = files.ReadProcess(pid, TaskFile.Stat, out ReadOnlySpan<byte> text);
        if (status != FileStatus.Ok)
        {
            _problems.AddUnreadable(status);
            _hasTaskGone |= status == FileStatus.Gone;
            return null;
        }

        TaskStat stat = TaskStat.Parse(text, pid);
        ref Known known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, pid, out _);
        ProcessSample? before = known.Sample is { } sample && sample.Key.StartTicks == stat.StartTicks ? sample : null;
        if (before is null)
        {
            known = new Known { ReadAt = now };
        }

        known.Generation = _generation;
        TimeSpan window = now - known.ReadAt;
        ProcessSample after = before is not null && Says(stat, text, before) ? before : Make(stat, text, before, window);
        ControlResult asked = affinity.Read(pid, pid, before?.Affinity, out CpuSet? mask);
        if (asked == ControlResult.TaskGone && files.IsLive)
        {
            _hasTaskGone = true;
            return null;
        }

        if (!ReferenceEquals(mask, after.Affinity))
        {
            after = after with { Affinity = mask, Window = window };
            if (before is not null)
            {
                known.DetailsAt = null;
                cgroups.ForgetLimits();
            }
        }

        ExtraFiles wanted = due ?? extras.Due(pid, after.Extras, request, now);
        if (wanted != ExtraFiles.None)
        {
            after = after with { Extras = extras.Read(pid, tid: 0, wanted, after.Extras, now) };
        }

        // Many threads are not read for a short run, whose time is not lost: their windows last from reading to reading.
        long run = before is null ? 0 : unchecked((ran - known.Ran) ?? 0);
        bool isActive = stat.State is TaskState.Running or TaskState.DiskSleep
            || (before is not null && Ticks(before) != Ticks(after))
            || run >= ShortRunNanoseconds || (run != 0 && stat.ThreadCount <= 1);
        if (request.AllThreads || request.Watched == pid || isActive || known.WasActive || IsColdTurn(known, stat, now))
        {
            TimeSpan threadWindow = known.ThreadsAt is { } last ? now - last : window;
            after = threads.Read(after, stat, window, threadWindow, request, request.AllThreads ? wanted : ExtraFiles.None);
            known.ThreadsAt = now;
        }

        if (isActive)
        {
            _problems.AddActive(after);
        }

        bool runs = isActive || after.IsRunnable;
        if (IsDetailsTurn(known, pid, runs, request, now))
        {
            after = details.Read(after, out known.MayThreadsDiffer);
            known.DetailsAt = now;
            known.ThreadCgroupsReadTo = 0;
        }

        if (known.MayThreadsDiffer && after.Threads.Length > 1 && (runs || request.AllDetails))
        {
            after = threads.ReadCgroups(after, ref known.ThreadCgroupsReadTo);
        }

        // A quota's share needs counters at both ends of a window, also where a thread runs while the leader sleeps.
        if (runs || before is null)
        {
            MarkRunning(after);
        }

        known.WasActive = isActive;
        known.ReadAt = now;
        known.StatAt = now;
        known.Ran = ran;
        known.Sample = after;
        return after;
    }

    private bool IsColdTurn(in Known known, in TaskStat stat, TimeSpan now)
    {
        bool isDue = known.ThreadsAt is not { } last || (stat.ThreadCount > 1 && now - last >= ColdCycle);
        if (!isDue || _coldTasksLeft <= 0)
        {
            return false;
        }

        _coldTasksLeft -= Math.Max(1, stat.ThreadCount);
        return true;
    }

    // Nothing can be said of tasks that run and whose limits are not known: they do not wait for the sleepers' turns.
    private bool IsDetailsTurn(in Known known, int pid, bool runs, SampleRequest request, TimeSpan now)
    {
        if (known.DetailsAt is { } last)
        {
            return now - last >= ColdCycle && ((runs && _urgentDetailsLeft-- > 0) || _detailsLeft-- > 0);
        }

        return request.Visible.Contains(pid) || (runs && _urgentDetailsLeft-- > 0) || _detailsLeft-- > 0;
    }

    // Compared with what was made of the line before: to keep the line itself would double what a process costs in memory.
    private bool Says(in TaskStat stat, ReadOnlySpan<byte> text, ProcessSample sample) =>
        sample.State == stat.State
        && sample.UserTicks == stat.UserTicks && sample.SystemTicks == stat.SystemTicks
        && sample.LastCpu == stat.LastCpu
        && sample.Policy == stat.Policy && sample.Priority == stat.Priority
        && sample.RealTimePriority == stat.RealTimePriority && sample.Nice == stat.Nice
        && sample.Mobility == stat.Mobility
        && sample.Session == stat.Session
        && sample.Faults == stat.Faults && sample.Children == stat.Children
        && sample.ParentPid == stat.ParentPid && sample.ThreadCount == stat.ThreadCount
        && sample.VirtualBytes == stat.VirtualBytes
        && sample.ResidentBytes == unchecked(stat.ResidentPages * _pageBytes)
        && Ascii.Equals(text[stat.NameRange], sample.Name);

    private ProcessSample Make(in TaskStat stat, ReadOnlySpan<byte> text, ProcessSample? before, TimeSpan window) => new()
    {
        Key = new TaskKey(stat.Tid, stat.StartTicks),
        Pid = stat.Tid,
        Name = TaskText.Name(text[stat.NameRange], before?.Name),
        State = stat.State,
        Policy = stat.Policy,
        Priority = stat.Priority,
        RealTimePriority = stat.RealTimePriority,
        Nice = stat.Nice,
        LastCpu = stat.LastCpu,
        UserTicks = stat.UserTicks,
        SystemTicks = stat.SystemTicks,
        Mobility = stat.Mobility,
        Affinity = before?.Affinity,
        RunNanoseconds = before?.RunNanoseconds,
        WaitNanoseconds = before?.WaitNanoseconds,
        Slices = before?.Slices,
        Session = stat.Session,
        Faults = stat.Faults,
        Extras = before?.Extras,
        Window = window,
        Children = stat.Children,
        ParentPid = stat.ParentPid,
        ThreadCount = stat.ThreadCount,
        VirtualBytes = stat.VirtualBytes,
        ResidentBytes = unchecked(stat.ResidentPages * _pageBytes),
        Threads = before?.Threads ?? [],
        Details = before?.Details,
    };

    private void MarkRunning(ProcessSample process)
    {
        if (process.Details?.QuotaCgroup is { } quota)
        {
            cpuCgroups.MarkRunning(quota);
        }

        foreach (TaskSample thread in process.Threads)
        {
            if (thread.OwnCgroup?.QuotaCgroup is { } own && own != process.Details?.QuotaCgroup)
            {
                cpuCgroups.MarkRunning(own);
            }
        }
    }

    private static ulong Ticks(TaskSample task) => unchecked(task.UserTicks + task.SystemTicks);

    private void ForgetEnded()
    {
        _ended.Clear();
        foreach ((int pid, Known known) in _known)
        {
            if (known.Generation != _generation)
            {
                _ended.Add(pid);
            }
        }

        foreach (int pid in _ended)
        {
            _known.Remove(pid);
            extras.Forget(pid);
        }
    }

    /// <summary>What is kept of a process from reading to reading.</summary>
    private struct Known
    {
        public ProcessSample? Sample;

        /// <summary>Its CPU clock right before its files were read; null where that cannot be asked.</summary>
        public long? Ran;

        /// <summary>When its counters were last known.</summary>
        public TimeSpan ReadAt;

        /// <summary>When its files were last read.</summary>
        public TimeSpan StatAt;
        public TimeSpan? ThreadsAt;
        public TimeSpan? DetailsAt;
        public bool WasActive;
        public bool MayThreadsDiffer;

        /// <summary>The threads before this one have been asked for their cgroups in this cycle.</summary>
        public int ThreadCgroupsReadTo;
        public uint Generation;
    }
}
