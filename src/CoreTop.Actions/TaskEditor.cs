using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>
/// The only code that signals processes and changes nice values, I/O priorities and policies: of each task on its own, sure of
/// whose it is. Belongs to one thread, with files and control of its own.
/// </summary>
public sealed class TaskEditor
{
    /// <summary>The lowest nice value, which takes the most CPU time.</summary>
    public const int LowestNice = NiceRange.Lowest;

    /// <summary>The highest.</summary>
    public const int HighestNice = NiceRange.Highest;

    private readonly KernelFiles _files;
    private readonly ITaskControl _control;
    private readonly TaskLookup _tasks;
    private readonly TaskValues _values;
    private readonly TaskOwners _owners;
    private readonly AffinityEditor? _undoer;

    /// <summary>Makes an editor.</summary>
    /// <param name="files">The machine's files.</param>
    /// <param name="control">What changes the tasks.</param>
    /// <param name="undoer">Whose journal has what is changed here, and who takes it back; null for changes that nobody takes back.</param>
    public TaskEditor(KernelFiles files, ITaskControl control, AffinityEditor? undoer = null)
    {
        (_files, _control, _undoer, _tasks) = (files, control, undoer, new TaskLookup(files));
        _owners = new TaskOwners(files);
        _values = new TaskValues(_tasks, control);
        LetUndo(_values.Nice);
        LetUndo(_values.IoPriority);
        LetUndo(_values.Policy);
        LetUndo(_values.AutogroupNice);
    }

    /// <summary>This program may change tasks of other users, and raise priorities above their limits: it has CAP_SYS_NICE. False where that cannot be known.</summary>
    public bool MayRaisePriorities => _control.MayRaisePriorities;

    /// <summary>Reads whose a task is right now, its effective user; false when it has ended, or that cannot be read.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">The thread; the PID for the process.</param>
    /// <param name="userId">The user's number.</param>
    /// <param name="user">The user's name; the number where nobody knows a name, empty when it cannot be read.</param>
    public bool TryReadOwner(int pid, int tid, out int userId, out string user) => _owners.TryRead(pid, tid, out userId, out user);

    /// <summary>How many processes share the autogroups of some of them; null when the group of one of those cannot be read.</summary>
    /// <param name="members">Processes whose groups are meant.</param>
    /// <param name="pids">All processes there are.</param>
    public int? CountInAutogroups(IReadOnlyList<TaskTarget> members, IEnumerable<int> pids)
    {
        var groups = new HashSet<long>();
        foreach (TaskTarget member in members)
        {
            if (_control.ReadAutogroup(member.Pid, member.Pid, out Autogroup group) != ControlResult.Applied)
            {
                return null;
            }

            groups.Add(group.Number);
        }

        return pids.Count(pid => _control.ReadAutogroup(pid, pid, out Autogroup group) == ControlResult.Applied && groups.Contains(group.Number));
    }

    /// <summary>Sends a signal to whole processes.</summary>
    public TaskBatch Send(Signal signal, IReadOnlyList<TaskTarget> processes)
    {
        var run = new SignalRun(signal, _tasks, _control);
        ImmutableArray<TaskOutcome> outcomes = [.. processes.Select(run.Send)];
        string sentence = outcomes.Length == 1 ? outcomes[0].Sentence : SignalText.OfBatch(outcomes, signal);
        return new TaskBatch(outcomes, run.HasUnheld && !outcomes.Any(outcome => outcome.IsRecorded)
            ? $"{sentence} {SignalText.Unheld}"
            : sentence);
    }

    /// <summary>A nice value.</summary>
    public TaskWish Nice(int nice) => Wish(Text($"nice {nice}"), _values.Nice, _ => nice);

    /// <summary>A step of nice values; they stop at the ends of their range.</summary>
    public TaskWish NiceStep(int step) => Wish(Text($"nice {step:+0;-0}"), _values.Nice, nice => Step(nice, step));

    /// <summary>An I/O priority.</summary>
    public TaskWish IoPriority(IoPriority priority) => Wish($"I/O priority {priority}", _values.IoPriority, _ => priority);

    /// <summary>A policy; the nice value stays, and so does the flag that children get the default policy.</summary>
    public TaskWish Policy(SchedPolicy policy, int realTimePriority) => Wish(
        $"policy {new TaskPolicy(policy, realTimePriority)}",
        _values.Policy,
        now => new TaskPolicy(policy, realTimePriority, now.ResetsOnFork));

    /// <summary>A step of the nice values of the autogroups of processes, once for each group.</summary>
    public TaskWish AutogroupStep(int step)
    {
        TaskWish wish = Wish(
            Text($"autogroup nice {step:+0;-0}"), _values.AutogroupNice, group => group with { Nice = Step(group.Nice, step) });
        return wish with
        {
            Apply = (processes, withoutJournal) =>
            {
                TaskBatch changed = wish.Apply(OneOfEachGroup(processes), withoutJournal);
                return Said(changed) with { Again = () => Said(changed.LookAgain()) };
            },
        };

        TaskBatch Said(TaskBatch batch) => AreAutogroupsOff() && batch.Done > 0
            ? batch with { Sentence = $"{batch.Sentence} It has no effect while autogroups are off (kernel.sched_autogroup_enabled)." }
            : batch;
    }

    /// <summary>The I/O priority that a task has, of a whole process its first thread; null when that is not known.</summary>
    public IoPriority? ReadIoPriority(TaskTarget target) =>
        _control.ReadIoPriority(target.Pid, target.Task.Tid, out IoPriority priority) == ControlResult.Applied ? priority : null;

    private static int Step(int nice, int step) => Math.Clamp(nice + step, LowestNice, HighestNice);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void LetUndo<T>(ControlValue<T> value)
        where T : struct, IEquatable<T> => _undoer?.Undoer.Add(value, change => ControlGoal<T>.Back(value, change));

    private TaskWish Wish<T>(string summary, ControlValue<T> value, Func<T, T> wanted)
        where T : struct, IEquatable<T> => new(
            value.Stored.Name,
            (targets, withoutJournal) => Change(summary, value, wanted, targets, withoutJournal),
            target => Foresee(value, wanted, target),
            targets => targets.Select(target => WhyNoWayBack(value, wanted, target)).FirstOrDefault(why => why is not null));

    private static Foresight Foresee<T>(ControlValue<T> value, Func<T, T> wanted, TaskTarget target)
        where T : struct, IEquatable<T>
    {
        ControlResult read = value.Read(target.Pid, target.Task.Tid, out T now);
        if (read != ControlResult.Applied)
        {
            return new Foresight(Change: null, IsSame: false, IsRefused: read == ControlResult.Unsupported);
        }

        T meant = wanted(now);
        bool isSame = meant.Equals(now);
        var change = new TaskChange<T>(target.Task, target.Pid, target.Name, now, meant);
        return new Foresight($"{value.Noun} {now} → {meant}", isSame, !isSame && (value.WhyKept(now) is not null || value.IsRefused(change)));
    }

    private static string? WhyNoWayBack<T>(ControlValue<T> value, Func<T, T> wanted, TaskTarget target)
        where T : struct, IEquatable<T> =>
        value.Read(target.Pid, target.Task.Tid, out T now) == ControlResult.Applied && wanted(now) is var meant && !meant.Equals(now)
            ? value.WhyNoWayBack(new TaskChange<T>(target.Task, target.Pid, target.Name, now, meant))
            : null;

    private TaskBatch Change<T>(
        string summary, ControlValue<T> value, Func<T, T> wanted, IReadOnlyList<TaskTarget> targets, bool withoutJournal)
        where T : struct, IEquatable<T>
    {
        ControlRun<T>[] runs = [.. targets.Select(target => new ControlRun<T>(target, value, wanted))];
        string? problem = ChangeRuns.Serve([.. runs.Select(run => run.Changes)], Maker(summary, value, withoutJournal));
        bool isNothingTried = problem is not null && runs.All(run => !run.Changes.HasChanges);
        TaskBatch batch = isNothingTried
            ? new TaskBatch([], $"Nothing changed: {problem}") { JournalProblem = problem }
            : ToBatch() with { Again = LookAgain };
        _undoer?.Record.TellLog(summary, value.Stored, [.. batch.Outcomes.Where(made => !made.IsRecorded).SelectMany(made => made.Changes)]);
        return batch;

        TaskBatch LookAgain()
        {
            ChangeRuns.LookAgain(runs.Select(run => run.Changes));
            return ToBatch();
        }

        TaskBatch ToBatch()
        {
            ImmutableArray<TaskOutcome> outcomes = [.. runs.Select(run => run.ToOutcome())];
            string sentence = outcomes.Length == 1 ? outcomes[0].Sentence : ValueText.OfBatch(outcomes, value.Noun, value.Unit);
            return new TaskBatch(outcomes, problem is null ? sentence : $"{sentence} Stopped there: {problem}") { JournalProblem = problem };
        }
    }

    private IChangeMaker<T> Maker<T>(string summary, ControlValue<T> value, bool withoutJournal)
        where T : struct, IEquatable<T>
    {
        var maker = new ChangeMaker<T>();
        return _undoer is null
            ? maker
            : new JournalledChangeMaker<T>(maker, value.Stored, _undoer.Journal, _undoer.Record.Begin(summary, value.Stored), withoutJournal);
    }

    private List<TaskTarget> OneOfEachGroup(IReadOnlyList<TaskTarget> processes)
    {
        var seen = new HashSet<long>();
        List<TaskTarget> first = [];
        foreach (TaskTarget process in processes)
        {
            bool isRead = _control.ReadAutogroup(process.Pid, process.Pid, out Autogroup group) == ControlResult.Applied;
            if (!isRead || seen.Add(group.Number))
            {
                first.Add(process with { IsWholeProcess = false });
            }
        }

        return first;
    }

    private bool AreAutogroupsOff() =>
        _files.Read("/proc/sys/kernel/sched_autogroup_enabled", out ReadOnlySpan<byte> text) == FileStatus.Ok
        && text.StartsWith("0"u8);
}
