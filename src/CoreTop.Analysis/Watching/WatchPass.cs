using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>One walk over the tasks of a snapshot, which fills a <see cref="MachineWatch"/>.</summary>
internal sealed class WatchPass
{
    /// <summary>A task that claims less than this counts as other use of its CPU.</summary>
    private const double LeastDemand = 0.02;

    /// <summary>A task that gets a CPU this often per second, and does not fill one, keeps waking from waits for a device.</summary>
    private const double ManySlicesPerSecond = 1000;

    private const double HalfDemand = 0.5;

    /// <summary>CPU time that no visible task accounts for is believed if it is at least this, in cores; less comes from the clock tick's sampling.</summary>
    private const double HiddenCores = 0.5;

    /// <summary>And if it is at least this share of all busy time.</summary>
    private const double HiddenShare = 0.05;

    /// <summary>If there is only one window, a task that was alive for less than this part of it is judged together with others of its kind.</summary>
    private const double LivedEnough = 0.5;

    private const double IdleShare = 0.1;

    private readonly MachineWatch _watch;
    private readonly MachineWatch? _before;
    private readonly Dictionary<Reach, StreamTally> _tallies = [];
    private readonly Dictionary<CpuSet, CpuSet> _sets = [];
    private readonly Snapshot _snapshot;
    private readonly WatchOptions _options;
    private readonly double _seconds;
    private readonly CpuSet _online;
    private readonly CpuSet _unbalanced;
    private readonly CpuSet? _commonLimit;

    // What the tasks of each CPU ran, to know the time that no task accounts for.
    private readonly double[] _seen;

    // The mean number of watched tasks that run or wait.
    private double _runnable;

    /// <summary>Begins a walk.</summary>
    /// <param name="watch">The watch to fill; its CPUs are already known.</param>
    /// <param name="before">What was known; null at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">Whether this is the only refresh, and which process CoreTop itself is.</param>
    public WatchPass(MachineWatch watch, MachineWatch? before, Snapshot snapshot, WatchOptions options)
    {
        (_watch, _before, _snapshot, _options) = (watch, before, snapshot, options);
        _seconds = snapshot.Interval.TotalSeconds;
        _online = watch.Topology.Online;
        _unbalanced = snapshot.Topology.Isolated.Union(snapshot.Unbalanced);
        _commonLimit = CommonLimit.Of(snapshot);
        _seen = new double[watch.Cpus.Length];
    }

    /// <summary>Adds a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="process">The process it belongs to.</param>
    /// <param name="isTask">It is a single task, not a process whose threads were not read.</param>
    public void Add(TaskLoad task, ProcessLoad process, bool isTask)
    {
        CpuWatch[] cpus = _watch.Cpus;
        int number = task.LastCpu.Number;
        bool isKnownCpu = number < cpus.Length;
        double used = task.Run * task.Lived;
        if (isKnownCpu)
        {
            _seen[number] += used;
        }

        // A stopped task wants nothing, whatever it did before.
        if (!isTask || !TaskWatch.IsDue(task) || task.State is TaskState.Stopped or TaskState.Zombie or TaskState.Dead)
        {
            if (isKnownCpu && used > 0)
            {
                cpus[number] = cpus[number] with { Other = cpus[number].Other + used, Unclaimed = cpus[number].Unclaimed + used };
            }

            return;
        }

        TaskWatch known = default;
        _before?.EachTask.TryGetValue(task.Key, out known);
        double taken = isKnownCpu ? cpus[number].Irq + cpus[number].Steal : 0;
        bool isOneShot = _options.IsOneShot && task.Lived >= LivedEnough && !task.IsAffinityNew;
        var now = TaskWatch.Next(known, task, taken, _seconds * task.Lived, isOneShot, task.Pid == _options.OwnPid);
        _watch.EachTask[task.Key] = now;
        TaskUse use = UseOf(task, process, now, used);
        if (!isKnownCpu || use == TaskUse.Counted)
        {
            return;
        }

        double amount = use == TaskUse.Young ? used : now.Run * task.Lived;
        bool isRealTime = task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline;
        cpus[number] = cpus[number] with
        {
            RealTime = cpus[number].RealTime + (isRealTime ? amount : 0),
            Other = cpus[number].Other + (isRealTime || use == TaskUse.Hungry ? 0 : amount),
            Unclaimed = cpus[number].Unclaimed + (use == TaskUse.Unclaimed ? amount : 0),
        };
    }

    /// <summary>Adds what a process's ended children used.</summary>
    /// <param name="process">The process.</param>
    public void AddEnded(ProcessLoad process)
    {
        if (process.ChildRun > 0 && process.Mobility == TaskMobility.Movable && process.Affinity is not null && !process.IsAffinityMixed)
        {
            StreamTally tally = TallyOf(ReachOf(process, process));
            tally.EndedRun += process.ChildRun;
            tally.Reapers.Add(process);
        }
    }

    /// <summary>Adds what no living task accounts for, and the streams.</summary>
    /// <param name="weight">How much this refresh counts relative to what was known.</param>
    public void AddUnseen(double weight)
    {
        double[] unseen = Unseen(out double hidden, out double busy);
        AttributeToStreams(unseen, ref hidden);
        if (hidden >= HiddenCores && hidden >= HiddenShare * busy)
        {
            AddHidden(unseen, hidden);
        }

        // The kernel's count of runnable tasks, read several times, includes those that came and went between two readings.
        double weighed = _tallies.Values.Sum(static tally => tally.Weight);
        double? counted = !_snapshot.AreTasksHidden && _snapshot.Runnable is { } all && weighed > 0 ? Math.Max(0, all - _runnable) : null;
        foreach ((Reach reach, StreamTally tally) in _tallies)
        {
            double run = tally.Run;
            double runnable = HasIdleTime(reach.Allowed) ? 0 : counted is { } sum ? sum * tally.Weight / weighed : tally.Runnable;
            StreamWatch known = _before?.EachStream.GetValueOrDefault(reach) ?? default;
            var next = StreamWatch.Next(known, run, Math.Max(run, runnable), _seconds, weight);
            _watch.EachStream[reach] = next;
            if (next.Run >= LeastDemand && (_options.IsOneShot || WatchWindow.IsFull(next.Refreshes, next.Seconds)))
            {
                _watch.Streams.Add(new TaskStream([.. tally.Members], [.. tally.Reapers], next.Run, next.Runnable, reach));
            }
            else
            {
                AddUnclaimed(reach.Allowed, run);
            }
        }
    }

    // A task that may run on a CPU that is idle at times does not wait.
    private bool HasIdleTime(CpuSet cpus)
    {
        double idle = 0;
        foreach (CpuId cpu in cpus)
        {
            idle += cpu.Number < _watch.Cpus.Length ? 1 - _watch.Cpus[cpu.Number].Busy : 0;
        }

        return idle > IdleShare * cpus.Count;
    }

    private TaskUse UseOf(TaskLoad task, ProcessLoad process, in TaskWatch now, double used)
    {
        bool isRealTime = task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline;
        if (isRealTime)
        {
            _watch.RealTime.Add(task);
        }

        bool isOwn = task.Pid == _options.OwnPid;
        if (!isOwn && !isRealTime && task.Mobility == TaskMobility.Movable && IsStopped(task, process, now))
        {
            return TaskUse.Unclaimed;
        }

        if (isOwn)
        {
            return TaskUse.Unclaimed;
        }

        if (IsInterruptThread(task))
        {
            return AddInterruptThread(task.LastCpu.Number, used);
        }

        if (!now.IsSettled)
        {
            return IsYoung(task) && !isRealTime && task.Mobility == TaskMobility.Movable ? AddYoung(task, process, used) : TaskUse.Unclaimed;
        }

        // A process that starts them and waits for them runs in turns with them.
        if (process.ChildRun > 0 && now.Demand < WatchedTask.WholeDemand && !isRealTime && task.Mobility == TaskMobility.Movable)
        {
            AddToStream(task, process, used);
            return TaskUse.Young;
        }

        _runnable += now.RunAndWait;
        if (!now.IsHungry && !isRealTime && task.Mobility == TaskMobility.Movable)
        {
            AddDeviceWaiter(task, process, now);
        }

        bool isHungry = now.IsHungry && !isRealTime && task.Mobility == TaskMobility.Movable;
        if (!isHungry && now.Demand < LeastDemand)
        {
            return TaskUse.Unclaimed;
        }

        var watched = new WatchedTask(task, process, now.Run, now.Wait, now.Demand, ReachOf(task, process)) { IsHungry = isHungry };
        _watch.Tasks.Add(watched);
        if (isHungry)
        {
            _watch.Hungry.Add(watched);
        }

        return isHungry ? TaskUse.Hungry : TaskUse.Claimed;
    }

    // Whether a quota stops it, or may: its cgroup's, or one above it.
    private bool IsStopped(TaskLoad task, ProcessLoad process, in TaskWatch now)
    {
        if ((!now.IsWanting && !now.IsHungry) || (task.QuotaCgroup ?? process.QuotaCgroup) is not { } cgroup)
        {
            return false;
        }

        QuotaLoad? quota = QuotaStop.Of(cgroup, _snapshot.Quotas, out bool isKnown);
        if (quota is not null)
        {
            _watch.Throttled.Add(new ThrottledTask(task, process, quota));
        }

        return quota is not null || !isKnown;
    }

    private void AddDeviceWaiter(TaskLoad task, ProcessLoad process, in TaskWatch now)
    {
        bool isAsleep = now.DiskRefreshes >= (_options.IsOneShot ? 1 : WatchWindow.Refreshes);
        if (now.RunAndWait < HalfDemand && (isAsleep || task.SlicesPerSecond >= ManySlicesPerSecond))
        {
            _watch.DeviceWaiters.Add((task, process));
        }
    }

    // ksoftirqd's time is already in its CPU's soft interrupts.
    private static bool IsInterruptThread(TaskLoad task) => task.IsKernelThread
        && task.Name.StartsWith("ksoftirqd/", StringComparison.Ordinal);

    private TaskUse AddInterruptThread(int number, double used)
    {
        if (number >= _watch.Cpus.Length)
        {
            return TaskUse.Unclaimed;
        }

        CpuWatch cpu = _watch.Cpus[number] with { SoftIrqThread = _watch.Cpus[number].SoftIrqThread + used };
        _watch.Cpus[number] = cpu;
        return cpu.IsThreadInSoftIrq ? TaskUse.Counted : TaskUse.Unclaimed;
    }

    // It lives for less than a window.
    private bool IsYoung(TaskLoad task) => task.Lived < 1
        || (_snapshot.Uptime is { } uptime && uptime - task.StartedAt < WatchWindow.Length);

    private StreamTally AddToStream(TaskLoad task, ProcessLoad process, double used)
    {
        StreamTally tally = TallyOf(ReachOf(task, process));
        tally.LivingRun += used;
        tally.Runnable += task.State == TaskState.Running ? 1 : 0;
        return tally;
    }

    private TaskUse AddYoung(TaskLoad task, ProcessLoad process, double used)
    {
        StreamTally tally = AddToStream(task, process, used);
        if (tally.Members.Count == 0 || tally.Members[^1] != process)
        {
            tally.Members.Add(process);
        }

        return TaskUse.Young;
    }

    private Reach ReachOf(TaskLoad task, ProcessLoad process)
    {
        var reach = Reach.Of(task, task.Limit ?? process.Limit ?? _commonLimit, _online, _unbalanced, _options.Within);
        return _options.Within is null ? reach : reach with { Possible = Shared(reach.Possible) };
    }

    // Thousands of tasks have the same reach: as one object it is compared at once.
    private CpuSet Shared(CpuSet cpus)
    {
        if (!_sets.TryGetValue(cpus, out CpuSet? known))
        {
            known = cpus;
            _sets.Add(cpus, known);
        }

        return known;
    }

    private StreamTally TallyOf(Reach reach)
    {
        if (!_tallies.TryGetValue(reach, out StreamTally? tally))
        {
            tally = new StreamTally();
            _tallies.Add(reach, tally);
        }

        return tally;
    }

    private double[] Unseen(out double hidden, out double busy)
    {
        (busy, hidden) = (0, 0);
        foreach (CpuLoad load in _snapshot.Cpus)
        {
            double tasks = load.Busy - load.Irq - load.SoftIrq - load.Steal;
            busy += tasks;
            hidden += tasks - _seen[load.Cpu.Number];
            _seen[load.Cpu.Number] = tasks - _seen[load.Cpu.Number];
        }

        return _seen;
    }

    // Time on a stream's CPUs that no living task accounts for is the stream's, as far as its parents were credited or its members wait;
    // the narrowest first, as less of it can be another's.
    private void AttributeToStreams(double[] unseen, ref double hidden)
    {
        foreach ((Reach reach, StreamTally tally) in _tallies.OrderBy(each => each.Key.Allowed.Count))
        {
            double most = Math.Max(tally.EndedRun, tally.Runnable) - (tally.EndedRun > 0 ? 0 : tally.LivingRun);
            foreach (CpuId cpu in reach.Allowed)
            {
                double amount = Math.Min(most - tally.UnseenRun, cpu.Number < unseen.Length ? unseen[cpu.Number] : 0);
                if (amount > 0)
                {
                    unseen[cpu.Number] -= amount;
                    hidden -= amount;
                    tally.UnseenRun += amount;
                    CpuWatch watch = _watch.Cpus[cpu.Number];
                    _watch.Cpus[cpu.Number] = watch with { Other = watch.Other + amount };
                }
            }
        }
    }

    // The use of hidden processes is distributed over the CPUs whose time no task accounts for, the most doubtful first.
    private void AddHidden(double[] unseen, double hidden)
    {
        CpuWatch[] cpus = _watch.Cpus;
        int[] order = [.. Enumerable.Range(0, cpus.Length)];
        Array.Sort(order, (left, right) => unseen[right].CompareTo(unseen[left]));
        foreach (int number in order)
        {
            double used = Math.Min(hidden, unseen[number]);
            if (used <= 0)
            {
                return;
            }

            cpus[number] = cpus[number] with { Other = cpus[number].Other + used, Unclaimed = cpus[number].Unclaimed + used };
            hidden -= used;
        }
    }

    private void AddUnclaimed(CpuSet cpus, double run)
    {
        double left = run;
        foreach (CpuId cpu in cpus)
        {
            CpuWatch watch = cpu.Number < _watch.Cpus.Length ? _watch.Cpus[cpu.Number] : default;
            double amount = Math.Min(left, watch.Room);
            if (amount > 0)
            {
                _watch.Cpus[cpu.Number] = watch with { Unclaimed = watch.Unclaimed + amount };
                left -= amount;
            }
        }
    }
}
