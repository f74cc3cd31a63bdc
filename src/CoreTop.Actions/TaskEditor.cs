using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>
/// The only code that signals processes and changes nice values, I/O priorities and policies: of each task on its own, sure of
/// whose it is. Belongs to one thread, with files and control of its own.
/// </summary>
public sealed class TaskEditor(KernelFiles files, ITaskControl control)
{
    /// <summary>The lowest nice value, which takes the most CPU time.</summary>
    public const int LowestNice = -20;

    /// <summary>The highest.</summary>
    public const int HighestNice = 19;

    private readonly TaskLookup _tasks = new(files);

    /// <summary>Sends a signal to whole processes.</summary>
    public TaskBatch Send(Signal signal, IReadOnlyList<TaskTarget> processes)
    {
        var run = new SignalRun(signal, _tasks, control);
        ImmutableArray<TaskOutcome> outcomes = [.. processes.Select(run.Send)];
        string sentence = outcomes.Length == 1 ? outcomes[0].Sentence : SignalText.OfBatch(outcomes, signal);
        return new TaskBatch(outcomes, run.HasUnheld && !outcomes.Any(outcome => outcome.IsRecorded)
            ? $"{sentence} {SignalText.Unheld}"
            : sentence);
    }

    /// <summary>Sets nice values.</summary>
    public TaskBatch SetNice(int nice, IReadOnlyList<TaskTarget> targets) => Change(Nice(), _ => nice, targets);

    /// <summary>Adds to nice values; they stop at the ends of their range.</summary>
    public TaskBatch AddNice(int step, IReadOnlyList<TaskTarget> targets) => Change(Nice(), nice => Step(nice, step), targets);

    /// <summary>The I/O priority that a task has, of a whole process its first thread; null when that is not told.</summary>
    public IoPriority? ReadIoPriority(TaskTarget target) =>
        control.ReadIoPriority(target.Pid, target.Task.Tid, out IoPriority priority) == ControlResult.Applied ? priority : null;

    /// <summary>Sets I/O priorities.</summary>
    public TaskBatch SetIoPriority(IoPriority priority, IReadOnlyList<TaskTarget> targets) => Change(
        new ControlValue<IoPriority>(_tasks, control, "I/O priority")
        {
            Reads = control.ReadIoPriority,
            Writes = control.WriteIoPriority,
            WhyNot = WhyNotIoPriority,
            IsInEffect = IsIoPriorityInEffect,
        },
        _ => priority,
        targets);

    /// <summary>Sets policies; the nice value stays, and so does the flag that children get the default policy.</summary>
    public TaskBatch SetPolicy(SchedPolicy policy, int realTimePriority, IReadOnlyList<TaskTarget> targets) => Change(
        new ControlValue<TaskPolicy>(_tasks, control, "policy")
        {
            Reads = control.ReadPolicy,
            Writes = control.WritePolicy,
            WhyNot = WhyNotPolicy,
            WhyKept = WhyPolicyIsKept,
        },
        now => new TaskPolicy(policy, realTimePriority, now.ResetsOnFork),
        targets);

    /// <summary>Adds to the nice values of the autogroups of processes, once for each group.</summary>
    public TaskBatch AddAutogroupNice(int step, IReadOnlyList<TaskTarget> processes)
    {
        var value = new ControlValue<Autogroup>(_tasks, control, "autogroup nice")
        {
            Unit = "group",
            Reads = control.ReadAutogroup,
            Writes = control.WriteAutogroup,
            WhyNot = WhyNotAutogroup,
        };
        var seen = new HashSet<long>();
        List<TaskTarget> first = [];
        foreach (TaskTarget process in processes)
        {
            bool isRead = control.ReadAutogroup(process.Pid, process.Pid, out Autogroup group) == ControlResult.Applied;
            if (!isRead || seen.Add(group.Number))
            {
                first.Add(process with { IsWholeProcess = false });
            }
        }

        TaskBatch changed = Change(value, group => group with { Nice = Step(group.Nice, step) }, first);
        return Said(changed) with { Again = () => Said(changed.LookAgain()) };

        TaskBatch Said(TaskBatch batch) => AreAutogroupsOff() && batch.Done > 0
            ? batch with { Sentence = $"{batch.Sentence} It counts for nothing while autogroups are off (kernel.sched_autogroup_enabled)." }
            : batch;
    }

    private static int Step(int nice, int step) => Math.Clamp(nice + step, LowestNice, HighestNice);

    private ControlValue<int> Nice() => new(_tasks, control, "nice")
    {
        Reads = control.ReadNice,
        Writes = control.WriteNice,
        WhyNot = WhyNotNice,
    };

    private TaskBatch Change<T>(ControlValue<T> value, Func<T, T> wanted, IReadOnlyList<TaskTarget> targets)
        where T : struct, IEquatable<T>
    {
        ControlRun<T>[] runs = [.. targets.Select(target => new ControlRun<T>(target, value, wanted))];
        _ = ChangeRuns.Serve([.. runs.Select(run => run.Changes)], new ChangeMaker<T>());
        return ToBatch() with { Again = LookAgain };

        TaskBatch LookAgain()
        {
            // Of several changes of one task the last says what it is to have.
            var seen = new HashSet<TaskKey>();
            foreach (ControlRun<T> run in runs.AsEnumerable().Reverse())
            {
                run.Changes.LookAgain(seen);
            }

            return ToBatch();
        }

        TaskBatch ToBatch()
        {
            ImmutableArray<TaskOutcome> outcomes = [.. runs.Select(run => run.ToOutcome())];
            return new TaskBatch(
                outcomes, outcomes.Length == 1 ? outcomes[0].Sentence : ValueText.OfBatch(outcomes, value.Noun, value.Unit));
        }
    }

    // Without a class, the kernel tells the one that comes of policy and nice value.
    private static bool IsIoPriorityInEffect(IoPriority meant, IoPriority before, IoPriority after) => meant.Class == IoClass.None
        ? after.Class is IoClass.None or IoClass.BestEffort || !after.Equals(before)
        : after.Equals(meant);

    // EACCES is for a value, EPERM for a task.
    private string? WhyNotNice(int tid, int errno, int now, int wanted)
    {
        if (errno != Errno.Eacces)
        {
            return null;
        }

        int lowest = Math.Min(now, control.ReadLimits(tid)?.LowestNice ?? now);
        return $"nice {wanted} not permitted (EACCES): {lowest} is the lowest it may be given (RLIMIT_NICE), "
            + "less needs root or CAP_SYS_NICE";
    }

    private static string? WhyNotIoPriority(int tid, int errno, IoPriority now, IoPriority wanted) =>
        wanted.Class == IoClass.RealTime
            ? "not permitted (EPERM): the real-time class needs root, CAP_SYS_NICE or CAP_SYS_ADMIN"
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
            return $"{wanted} not permitted (EPERM): {most} (RLIMIT_RTPRIO) without root or CAP_SYS_NICE, "
                + "or its cgroup has no real-time budget";
        }

        return now.Policy == SchedPolicy.Idle
            ? "not permitted (EPERM): leaving IDLE needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows its nice value"
            : null;
    }

    private static string? WhyPolicyIsKept(TaskPolicy now) => now.Policy == SchedPolicy.Deadline
        ? "a SCHED_DEADLINE task, which is left alone: its budget could not be given back"
        : null;

    private string? WhyNotAutogroup(int tid, int errno, Autogroup now, Autogroup wanted) => errno == Errno.Eperm && wanted.Nice < 0
        ? $"autogroup nice {wanted} not permitted (EPERM): below 0 needs root or CAP_SYS_NICE"
        : null;

    private bool AreAutogroupsOff() =>
        files.Read("/proc/sys/kernel/sched_autogroup_enabled", out ReadOnlySpan<byte> text) == FileStatus.Ok
        && text.StartsWith("0"u8);
}
