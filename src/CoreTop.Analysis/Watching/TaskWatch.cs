using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>What is remembered of one task from refresh to refresh, to know whether it is hungry: whether it runs or waits all the time.</summary>
internal readonly record struct TaskWatch
{
    /// <summary>A task that wants this much of a CPU becomes hungry. A task with a duty cycle, a thread under an interpreter's lock or a reader of a disk wants at most half of it.</summary>
    private const double HungryShare = 0.90;

    /// <summary>A hungry task that wants less than this is hungry no longer: the gap keeps it from flickering.</summary>
    private const double ContentShare = 0.80;

    /// <summary>After this many refreshes below that it is not hungry any more.</summary>
    private const int ContentRefreshes = 2;

    /// <summary>A task that is runnable at this many readings in a row and wants most of a CPU is waiting, even if the kernel has not credited that yet.</summary>
    private const int CreditRefreshes = 4;

    // More than the lower threshold: between the two a task stays what it is.
    private const double CreditShare = 0.85;

    /// <summary>The same where the kernel does not count waits, so that only the state says that a task is runnable.</summary>
    private const int BlindCreditRefreshes = 8;

    /// <summary>CPU time over wall time in the window.</summary>
    public double Run { get; private init; }

    /// <summary>Time runnable but waiting over wall time in the window; null when the kernel does not say and it cannot be inferred.</summary>
    public double? Wait { get; private init; }

    /// <summary>It has wanted a whole CPU, under one affinity, for as long as it takes to be believed.</summary>
    public bool IsHungry { get; private init; }

    /// <summary>It wants a whole CPU at this refresh.</summary>
    public bool IsWanting => WantingRefreshes > 0;

    /// <summary>How many readings in a row found it in disk sleep.</summary>
    public int DiskRefreshes { get; private init; }

    /// <summary>Its affinity at this refresh.</summary>
    public CpuSet? Affinity { get; private init; }

    /// <summary>It has been watched under one affinity for as long as it takes to be believed.</summary>
    public bool IsSettled { get; private init; }

    /// <summary>What it would use if it never had to wait: 0 to 1.</summary>
    public double Demand { get; private init; }

    private int WatchedRefreshes { get; init; }

    private double WatchedSeconds { get; init; }

    private int WantingRefreshes { get; init; }

    private double WantingSeconds { get; init; }

    private int ContentCount { get; init; }

    private int RunnableRefreshes { get; init; }

    private double RunnableSeconds { get; init; }

    private double RunnableDemand { get; init; }

    /// <summary>How much of the time it runs or waits for a CPU.</summary>
    public double RunAndWait => Math.Min(1, Run + (Wait ?? 0));

    /// <summary>Whether the task must be watched: not if it sleeps and does next to nothing.</summary>
    public static bool IsDue(TaskLoad task) =>
        task.State is TaskState.Running or TaskState.DiskSleep || task.Run + (task.Wait ?? 0) >= 0.05;

    /// <summary>What is known after one more refresh.</summary>
    /// <param name="before">What was known; default when it was not watched.</param>
    /// <param name="task">The task now.</param>
    /// <param name="taken">The share of its CPU that interrupts and the hypervisor took: no task could have run then.</param>
    /// <param name="seconds">The refresh's length, or the part of it in which the task was alive.</param>
    /// <param name="isOneShot">This is the only refresh.</param>
    /// <param name="isOwn">It is CoreTop itself, which always finds itself running.</param>
    public static TaskWatch Next(
        in TaskWatch before, TaskLoad task, double taken, double seconds, bool isOneShot, bool isOwn)
    {
        double run = Math.Min(1, task.Run);
        bool isRunnable = task.State == TaskState.Running && !isOwn;
        bool isSameAffinity = before.Affinity is not null && before.Affinity.Equals(task.Affinity);
        int runnableRefreshes = isRunnable ? before.RunnableRefreshes + 1 : 0;
        double runnableSeconds = isRunnable ? before.RunnableSeconds + seconds : 0;
        double runnableDemand = isRunnable
            ? before.RunnableDemand + ((run + (task.Wait ?? 0)) * seconds)
            : 0;
        bool isCredited = task.Wait is null
            ? runnableRefreshes >= BlindCreditRefreshes
            : runnableRefreshes >= CreditRefreshes && runnableDemand >= CreditShare * runnableSeconds;
        double? wait = isCredited ? 1 - run : task.Wait;
        double demand = Math.Min(1, run + (wait ?? 0));
        double available = 1 - Math.Clamp(taken, 0, 1);

        bool isWanting = isRunnable && demand > 0 && demand >= HungryShare * available;
        bool isNew = isWanting && (before.WantingRefreshes == 0 || !isSameAffinity);
        int wantingRefreshes = !isWanting ? 0 : isNew ? 1 : before.WantingRefreshes + 1;
        double wantingSeconds = !isWanting ? 0 : isNew ? seconds : before.WantingSeconds + seconds;
        int contentCount = demand < ContentShare * available ? before.ContentCount + 1 : 0;
        bool isHungry = before.IsHungry && isSameAffinity
            ? contentCount < ContentRefreshes
            : isWanting && (isOneShot || WatchWindow.IsFull(wantingRefreshes, wantingSeconds));
        double known = isWanting && !before.IsHungry ? wantingSeconds : WatchWindow.Length.TotalSeconds;
        double weight = before.Affinity is null ? 1 : WatchWindow.Weight(seconds, known);
        int watchedRefreshes = isSameAffinity ? before.WatchedRefreshes + 1 : 1;
        double watchedSeconds = isSameAffinity ? before.WatchedSeconds + seconds : seconds;
        double blendedRun = WatchWindow.Blend(before.Run, run, weight);
        double? blendedWait = wait is { } waited ? WatchWindow.Blend(before.Wait ?? waited, waited, weight) : null;
        return new TaskWatch
        {
            Run = blendedRun,
            Wait = blendedWait,
            Demand = isCredited ? 1 : Watching.Demand.Of(blendedRun, blendedWait, available),
            IsSettled = isOneShot || WatchWindow.IsFull(watchedRefreshes, watchedSeconds),
            WatchedRefreshes = watchedRefreshes,
            WatchedSeconds = watchedSeconds,
            IsHungry = isHungry,
            DiskRefreshes = task.State == TaskState.DiskSleep ? before.DiskRefreshes + 1 : 0,
            Affinity = task.Affinity,
            WantingRefreshes = wantingRefreshes,
            WantingSeconds = wantingSeconds,
            ContentCount = contentCount,
            RunnableRefreshes = runnableRefreshes,
            RunnableSeconds = runnableSeconds,
            RunnableDemand = runnableDemand,
        };
    }
}
