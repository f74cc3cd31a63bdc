using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Watching;

/// <summary>What is known of the machine's tasks and CPUs after some refreshes. Never changes once made.</summary>
internal sealed class MachineWatch
{
    /// <summary>A quota that stops its cgroup in so many periods is what its tasks wait for: moving them would not help.</summary>
    public const double ThrottledShare = QuotaLoad.Throttling;

    /// <summary>A task that is given a CPU so often each second, and does not fill one, keeps waking from waits for a device.</summary>
    private const double ManySlicesPerSecond = 1000;

    private const double HalfDemand = 0.5;

    /// <summary>CPU time that no visible task accounts for is believed from here on, in cores; below it is the clock tick's sampling.</summary>
    private const double HiddenCores = 0.5;

    /// <summary>And from this share of all busy time on.</summary>
    private const double HiddenShare = 0.05;

    /// <summary>One window is all there will be: a task that lived less of it is not judged.</summary>
    private const double LivedEnough = 0.5;

    private readonly Dictionary<TaskKey, TaskWatch> _tasks;

    private MachineWatch(CpuTopology topology, Dictionary<TaskKey, TaskWatch> tasks, CpuWatch[] cpus)
    {
        Topology = topology;
        _tasks = tasks;
        Cpus = cpus;
    }

    /// <summary>The CPUs that were watched.</summary>
    public CpuTopology Topology { get; }

    /// <summary>How long they were watched, in seconds; 2 at most.</summary>
    private double Seconds { get; init; }

    /// <summary>What is known of each CPU, by its number.</summary>
    public CpuWatch[] Cpus { get; }

    /// <summary>The tasks that run or wait all the time, in the order of the snapshot.</summary>
    public List<HungryTask> Hungry { get; } = [];

    /// <summary>Real-time and deadline tasks that run.</summary>
    public List<TaskLoad> RealTime { get; } = [];

    /// <summary>Tasks that a quota stops.</summary>
    public List<ThrottledTask> Throttled { get; } = [];

    /// <summary>Tasks that wait for a device rather than for a CPU.</summary>
    public List<(TaskLoad Task, ProcessLoad Process)> DeviceWaiters { get; } = [];

    /// <summary>Whether the task is still hungry under the same affinity.</summary>
    public bool IsHungry(TaskKey key, CpuSet? affinity) =>
        _tasks.TryGetValue(key, out TaskWatch watch) && watch.IsHungry && Equals(watch.Affinity, affinity);

    /// <summary>What is known after one more refresh.</summary>
    /// <param name="before">What was known; null at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">Whether this refresh is all there will be, and who CoreTop itself is.</param>
    public static MachineWatch Next(MachineWatch? before, Snapshot snapshot, DiagnosisOptions options)
    {
        double seconds = snapshot.Interval.TotalSeconds;
        double known = Math.Min(HungerWindow.Length.TotalSeconds, (before?.Seconds ?? 0) + seconds);
        CpuWatch[] cpus = WatchCpus(before?.Cpus ?? [], snapshot, HungerWindow.Weight(seconds, known));
        var watch = new MachineWatch(snapshot.Topology, new Dictionary<TaskKey, TaskWatch>(before?._tasks.Count ?? 0), cpus)
        {
            Seconds = known,
        };
        watch.Hungry.EnsureCapacity(before?.Hungry.Count ?? 0);
        var pass = new Pass(watch, before?._tasks, snapshot, seconds, options);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                pass.Add(process, process, isTask: process.ThreadCount == 1);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                pass.Add(thread, process, isTask: true);
            }
        }

        pass.AddHidden();
        return watch;
    }

    private static CpuWatch[] WatchCpus(CpuWatch[] before, Snapshot snapshot, double weight)
    {
        var cpus = new CpuWatch[snapshot.Cpus.IsEmpty ? 0 : snapshot.Cpus[^1].Cpu.Number + 1];
        foreach (CpuLoad load in snapshot.Cpus)
        {
            int number = load.Cpu.Number;
            bool isNew = number >= before.Length || !before[number].IsOnline;
            CpuWatch known = isNew ? default : before[number];
            double share = isNew ? 1 : weight;
            cpus[number] = !load.IsOnline ? default : new CpuWatch
            {
                IsOnline = true,
                WasSlot = known.IsSlot,
                WasTaken = !isNew && known.IsTaken,
                WasQuiet = known.IsQuiet,
                Busy = HungerWindow.Blend(known.Busy, load.Busy, share),
                Irq = HungerWindow.Blend(known.Irq, load.Irq + load.SoftIrq, share),
                Steal = HungerWindow.Blend(known.Steal, load.Steal, share),
                Waiting = HungerWindow.Blend(known.Waiting, load.Waiting ?? 0, share),
            };
        }

        return cpus;
    }

    /// <summary>One walk over the tasks of a snapshot.</summary>
    private readonly struct Pass(
        MachineWatch watch, Dictionary<TaskKey, TaskWatch>? before, Snapshot snapshot, double seconds, DiagnosisOptions options)
    {
        private readonly CpuSet _online = snapshot.Topology.Online;
        private readonly CpuSet _unbalanced = snapshot.Topology.Isolated.Union(snapshot.Unbalanced);
        private readonly CpuSet? _commonLimit = CommonLimit(snapshot);

        // What the tasks of each CPU were seen to run, to know what nobody accounts for.
        private readonly double[] _seen = new double[watch.Cpus.Length];

        public void Add(TaskLoad task, ProcessLoad process, bool isTask)
        {
            CpuWatch[] cpus = watch.Cpus;
            int number = task.LastCpu.Number;
            bool isKnownCpu = number < cpus.Length;
            if (isKnownCpu)
            {
                _seen[number] += task.Run * task.Lived;
            }

            if (!isTask || !TaskWatch.IsDue(task))
            {
                if (isKnownCpu && task.Run > 0)
                {
                    cpus[number] = cpus[number] with { Other = cpus[number].Other + (task.Run * task.Lived) };
                }

                return;
            }

            TaskWatch known = default;
            before?.TryGetValue(task.Key, out known);
            double taken = isKnownCpu ? cpus[number].Irq + cpus[number].Steal : 0;
            bool isOneShot = options.IsOneShot && task.Lived >= LivedEnough && !task.IsAffinityNew;
            var now = TaskWatch.Next(known, task, taken, seconds * task.Lived, isOneShot, task.Pid == options.OwnPid);
            watch._tasks[task.Key] = now;
            if (IsServed(task, process, now))
            {
                return;
            }

            if (isKnownCpu && now.Run > 0)
            {
                double used = now.Run * task.Lived;
                bool isRealTime = task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline;
                cpus[number] = isRealTime
                    ? cpus[number] with { RealTime = cpus[number].RealTime + used }
                    : cpus[number] with { Other = cpus[number].Other + used };
            }
        }

        // Whether it is a hungry task, whose CPU time is not taken from the CPU but wanted from it.
        private bool IsServed(TaskLoad task, ProcessLoad process, in TaskWatch now)
        {
            if (task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline)
            {
                watch.RealTime.Add(task);
                return false;
            }

            if (task.Mobility != TaskMobility.Movable)
            {
                return false;
            }

            if ((now.IsWanting || now.IsHungry) && process.Details?.QuotaCgroup is { } cgroup)
            {
                QuotaLoad? quota = QuotaOf(cgroup, out bool isKnown);
                if (quota is not null)
                {
                    watch.Throttled.Add(new ThrottledTask(task, process, quota));
                }

                if (quota is not null || !isKnown)
                {
                    return false;
                }
            }

            if (!now.IsHungry)
            {
                bool isAsleep = now.DiskRefreshes >= (options.IsOneShot ? 1 : HungerWindow.Refreshes);
                if (now.Demand < HalfDemand && (isAsleep || task.SlicesPerSecond >= ManySlicesPerSecond))
                {
                    watch.DeviceWaiters.Add((task, process));
                }

                return false;
            }

            var reach = Reach.Of(task, process.Limit ?? _commonLimit, _online, _unbalanced);
            watch.Hungry.Add(new HungryTask(task, process, now.Run, now.Wait, reach));
            return true;
        }

        // Where no cpuset can be read at all, as without cgroups, tasks may be given what any of them has.
        private static CpuSet? CommonLimit(Snapshot snapshot)
        {
            CpuSet seen = CpuSet.Empty;
            bool isDetailed = false;
            foreach (ProcessLoad process in snapshot.Processes)
            {
                if (process.Limit is not null)
                {
                    return null;
                }

                isDetailed |= process.Details is not null;
                seen = process.Mobility != TaskMobility.Movable || process.Affinity is not { } affinity || affinity.IsSubsetOf(seen)
                    ? seen
                    : seen.Union(affinity);
            }

            return isDetailed ? seen : null;
        }

        // The quota that stops it, of its cgroup or of one above. Before a second reading tells what they do, nothing is known.
        private QuotaLoad? QuotaOf(string cgroup, out bool isKnown)
        {
            bool isCovered = false, isMeasured = false;
            isKnown = true;
            foreach (QuotaLoad quota in snapshot.Quotas)
            {
                if (!quota.Covers(cgroup))
                {
                    continue;
                }

                if (quota.ThrottledShare >= ThrottledShare)
                {
                    return quota;
                }

                isCovered = true;
                isMeasured |= quota.IsMeasured;
            }

            // Counters that cannot be read, or no longer are, do not hide its tasks for ever.
            isKnown = !isCovered || isMeasured;
            return null;
        }

        // What hidden processes use is shared out over the CPUs whose time nobody accounts for, the most doubtful first.
        public void AddHidden()
        {
            CpuWatch[] cpus = watch.Cpus;
            double busy = 0, hidden = 0;
            foreach (CpuLoad load in snapshot.Cpus)
            {
                double tasks = load.Busy - load.Irq - load.SoftIrq - load.Steal;
                busy += tasks;
                hidden += tasks - _seen[load.Cpu.Number];
                _seen[load.Cpu.Number] = tasks - _seen[load.Cpu.Number];
            }

            if (hidden < HiddenCores || hidden < HiddenShare * busy)
            {
                return;
            }

            double[] unaccounted = _seen;
            int[] order = [.. Enumerable.Range(0, cpus.Length)];
            Array.Sort(order, (left, right) => unaccounted[right].CompareTo(unaccounted[left]));
            foreach (int number in order)
            {
                double used = Math.Min(hidden, unaccounted[number]);
                if (used <= 0)
                {
                    return;
                }

                cpus[number] = cpus[number] with { Other = cpus[number].Other + used };
                hidden -= used;
            }
        }
    }
}
