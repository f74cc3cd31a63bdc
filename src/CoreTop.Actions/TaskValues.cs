using CoreTop.Actions.Storage;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>The values of tasks besides their affinity: how each is read and written, and what its owner needs to change it, and to change it back.</summary>
/// <param name="tasks">The machine's tasks.</param>
/// <param name="control">What changes them.</param>
internal sealed class TaskValues(TaskLookup tasks, ITaskControl control)
{
    private const int ThisProgram = 0;

    /// <summary>Nice values.</summary>
    public ControlValue<int> Nice => new(tasks, control, StoredValues.Nice)
    {
        Reads = control.ReadNice,
        Writes = control.WriteNice,
        WhyNot = WhyNotNice,
        IsRefused = IsNiceRefused,
        WhyOneWay = WhyNiceIsOneWay,
    };

    /// <summary>I/O priorities.</summary>
    public ControlValue<IoPriority> IoPriority => new(tasks, control, StoredValues.IoPriority)
    {
        Reads = control.ReadIoPriority,
        Writes = control.WriteIoPriority,
        WhyNot = WhyNotIoPriority,
        IsRefused = change => change.To.Class == IoClass.RealTime && !control.MayRaisePriorities,
        WhyOneWay = WhyIoPriorityIsOneWay,
        IsInEffect = IsIoPriorityInEffect,
    };

    /// <summary>Policies, with the real-time priority.</summary>
    public ControlValue<TaskPolicy> Policy => new(tasks, control, StoredValues.Policy)
    {
        Reads = control.ReadPolicy,
        Writes = control.WritePolicy,
        WhyNot = WhyNotPolicy,
        IsRefused = IsPolicyRefused,
        WhyOneWay = WhyPolicyIsOneWay,
        WhyKept = WhyPolicyIsKept,
    };

    /// <summary>The nice values of autogroups, each by one process of it.</summary>
    public ControlValue<Autogroup> AutogroupNice => new(tasks, control, StoredValues.AutogroupNice)
    {
        Unit = "group",
        Reads = control.ReadAutogroup,
        Writes = control.WriteAutogroup,
        WhyNot = WhyNotAutogroup,
        IsRefused = IsAutogroupRefused,
        WhyOneWay = WhyAutogroupIsOneWay,
    };

    // EACCES is for a value, EPERM for a task.
    private string? WhyNotNice(int tid, int errno, int now, int wanted)
    {
        if (errno != Errno.Eacces)
        {
            return null;
        }

        int lowest = Math.Min(now, control.ReadLimits(tid)?.LowestNice ?? now);
        return $"not permitted (EACCES): {lowest} is the lowest it may be given (RLIMIT_NICE), "
            + "lower values need root or CAP_SYS_NICE";
    }

    private bool IsNiceRefused(TaskChange<int> change) =>
        change.To < change.From && LimitsOfOwner(change.Task.Tid) is { } limits && limits.LowestNice > change.To;

    private string? WhyNiceIsOneWay(TaskChange<int> change) =>
        change.To > change.From && LimitsOfOwner(change.Task.Tid) is { } limits && limits.LowestNice > change.From
            ? $"nice {change.From} needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it"
            : null;

    // Without a class, the kernel gives the one that comes from policy and nice value.
    private static bool IsIoPriorityInEffect(IoPriority meant, IoPriority before, IoPriority after) => meant.Class == IoClass.None
        ? after.Class is IoClass.None or IoClass.BestEffort || !after.Equals(before)
        : after.Equals(meant);

    private static string? WhyNotIoPriority(int tid, int errno, IoPriority now, IoPriority wanted) =>
        wanted.Class == IoClass.RealTime
            ? "not permitted (EPERM): the real-time class needs root, CAP_SYS_NICE or CAP_SYS_ADMIN"
            : null;

    private string? WhyIoPriorityIsOneWay(TaskChange<IoPriority> change) =>
        change.From.Class == IoClass.RealTime && !control.MayRaisePriorities
            ? $"{change.From} needs root, CAP_SYS_NICE or CAP_SYS_ADMIN"
            : null;

    private string? WhyNotPolicy(int tid, int errno, TaskPolicy now, TaskPolicy wanted)
    {
        if (control.ReadLimits(tid) is not { } limits)
        {
            return null;
        }

        if (wanted.IsRealTime)
        {
            int highest = Math.Max(now.RealTimePriority, limits.HighestRealTime);
            string most = highest == 0 ? "it may have no real-time priority" : $"{highest} is the highest it may be given";
            return $"not permitted (EPERM): {most} (RLIMIT_RTPRIO) without root or CAP_SYS_NICE, "
                + "or its cgroup has no real-time budget";
        }

        return now.Policy == SchedPolicy.Idle
            ? "not permitted (EPERM): leaving IDLE needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows its nice value"
            : null;
    }

    private bool IsPolicyRefused(TaskChange<TaskPolicy> change)
    {
        if (LimitsOfOwner(change.Task.Tid) is not { } limits)
        {
            return false;
        }

        if (change.To.IsRealTime)
        {
            return change.To.RealTimePriority > Math.Max(change.From.RealTimePriority, limits.HighestRealTime)
                || (change.To.Policy != change.From.Policy && limits.HighestRealTime == 0);
        }

        return change.From.Policy == SchedPolicy.Idle && change.To.Policy != SchedPolicy.Idle
            && control.ReadNice(change.Pid, change.Task.Tid, out int nice) == ControlResult.Applied
            && limits.LowestNice > nice;
    }

    private string? WhyPolicyIsOneWay(TaskChange<TaskPolicy> change)
    {
        if (LimitsOfOwner(change.Task.Tid) is not { } limits)
        {
            return null;
        }

        if (change.From.IsRealTime)
        {
            return Math.Max(change.To.RealTimePriority, limits.HighestRealTime) < change.From.RealTimePriority
                ? $"{change.From} needs root, CAP_SYS_NICE or an RLIMIT_RTPRIO that allows it"
                : null;
        }

        bool isIdled = change.To.Policy == SchedPolicy.Idle && change.From.Policy != SchedPolicy.Idle;
        return isIdled
            && control.ReadNice(change.Pid, change.Task.Tid, out int nice) == ControlResult.Applied
            && limits.LowestNice > nice
            ? $"leaving IDLE needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows nice {nice}"
            : null;
    }

    private static string? WhyPolicyIsKept(TaskPolicy now) => now.Policy == SchedPolicy.Deadline
        ? "a SCHED_DEADLINE task, which is left alone: its budget could not be restored"
        : null;

    private string? WhyNotAutogroup(int tid, int errno, Autogroup now, Autogroup wanted) => errno == Errno.Eperm && wanted.Nice < 0
        ? "not permitted (EPERM): below 0 needs root or CAP_SYS_NICE"
        : null;

    // The limit that counts is that of whoever writes.
    private bool IsAutogroupRefused(TaskChange<Autogroup> change) =>
        change.To.Nice < 0 && LimitsOfOwner(ThisProgram) is { } limits && limits.LowestNice > change.To.Nice;

    private string? WhyAutogroupIsOneWay(TaskChange<Autogroup> change) =>
        change.From.Nice < 0 && LimitsOfOwner(ThisProgram) is { } limits && limits.LowestNice > change.From.Nice
            ? $"autogroup nice {change.From} needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it"
            : null;

    // Null when limits do not count, or are not known.
    private TaskLimits? LimitsOfOwner(int tid) => control.MayRaisePriorities ? null : control.ReadLimits(tid);
}
