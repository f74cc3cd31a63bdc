using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Changing;

/// <summary>What a change of affinity is for: whole processes and single threads, and what must be said of them beforehand.</summary>
/// <param name="Rows">A row stands for its thread or, without one, for every thread of its process.</param>
/// <param name="AreTagged">They were tagged; else it is the selected row.</param>
/// <param name="HiddenCount">How many tagged rows are not in the list as it is shown.</param>
internal sealed record AffinityTargets(ImmutableArray<ProcessRow> Rows, bool AreTagged, int HiddenCount)
{
    /// <summary>The group whose processes they are; null when it was not a group that was selected.</summary>
    public GroupName? Group { get; init; }

    /// <summary>How many more were meant that are left alone, such as kernel threads.</summary>
    public int LeftAlone { get; init; }

    /// <summary>How many threads, as last read.</summary>
    public int ThreadCount => Rows.Sum(row => row.Thread is null ? row.Process.ThreadCount : 1);

    /// <summary>For people: the one target, or how many, and how many of them are hidden.</summary>
    public string Whom
    {
        get
        {
            string hidden = HiddenCount > 0 ? $", {HiddenCount} of them hidden" : string.Empty;
            string all = LeftAlone > 0 ? $" of {Rows.Length + LeftAlone}" : string.Empty;
            return AreTagged ? $"{Rows.Length}{all} tagged{hidden}"
                : Group is { } group ? $"{Rows.Length}{all} {(Rows.Length + LeftAlone == 1 ? "process" : "processes")} of {group.Label}"
                : Name(Rows[0]);
        }
    }

    /// <summary>How many processes.</summary>
    public int ProcessCount => Rows.DistinctBy(row => row.Process.Pid).Count();

    /// <summary>
    /// The tagged rows or, when none is tagged, the selected one, of a group its processes; a thread of a process that is tagged is left out.
    /// </summary>
    public static AffinityTargets Of(Snapshot snapshot, List<ProcessRow> shown, ImmutableHashSet<RowKey> tags, ProcessRow? selected)
    {
        if (tags.IsEmpty)
        {
            return selected is { Group: { } group }
                ? new AffinityTargets(Whole(group.Members), AreTagged: false, HiddenCount: 0) { Group = group.Name }
                : new AffinityTargets(selected is { } row ? [row] : [], AreTagged: false, HiddenCount: 0);
        }

        var rows = ImmutableArray.CreateBuilder<ProcessRow>();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (tags.Contains(new RowKey(process.Key, IsThread: false)))
            {
                rows.Add(new ProcessRow(process, Thread: null, Depth: 0));
                continue;
            }

            foreach (TaskLoad thread in process.Threads)
            {
                if (tags.Contains(new RowKey(thread.Key, IsThread: true)))
                {
                    rows.Add(new ProcessRow(process, thread, Depth: 0));
                }
            }
        }

        return new AffinityTargets(rows.ToImmutable(), AreTagged: true, ProcessRows.CountHidden(tags, shown));
    }

    /// <summary>The same rows seen more narrowly or more widely.</summary>
    public AffinityTargets In(AffinityScope scope, Snapshot snapshot) => this with
    {
        Rows = scope switch
        {
            AffinityScope.Thread => [.. Rows.Select(row => row with { Thread = row.Thread ?? Leader(row.Process) })],
            AffinityScope.Process => Whole(Rows.Select(row => row.Process)),
            _ => Whole(Family(snapshot, Rows.Select(row => row.Process.Pid))),
        },
    };

    /// <summary>Those that live still, as they are in a later snapshot.</summary>
    public AffinityTargets On(Snapshot snapshot) => this with { Rows = [.. Latest(snapshot).Where(found => found.IsLiving).Select(found => found.Row)] };

    /// <summary>All of them, those that live still as they are in a later snapshot, the others as they were.</summary>
    public AffinityTargets UpdatedFrom(Snapshot snapshot) => this with { Rows = [.. Latest(snapshot).Select(found => found.Row)] };

    /// <summary>Those whose affinity may be changed.</summary>
    /// <param name="isRelease">It is only widened, which the kernel allows SCHED_DEADLINE tasks too.</param>
    public AffinityTargets Movable(bool isRelease = false) => Only(row => WhyImmovable(row, isRelease) is null);

    /// <summary>Some of them; the others count as left alone.</summary>
    public AffinityTargets Only(Func<ProcessRow, bool> isMeant)
    {
        ImmutableArray<ProcessRow> meant = [.. Rows.Where(isMeant)];
        return this with { Rows = meant, LeftAlone = LeftAlone + Rows.Length - meant.Length };
    }

    /// <summary>The same with the owner that each has right now: a program may have taken another user's id since it was last read.</summary>
    /// <param name="editor">Reads it, once for each.</param>
    public AffinityTargets OwnedNow(TaskEditor editor) => this with { Rows = [.. Rows.Select(row => OwnedNow(row, editor))] };

    /// <summary>Each has the owner that it had at an earlier look at the same.</summary>
    public bool AreOwnedAs(AffinityTargets before)
    {
        var owners = before.Rows.ToDictionary(row => row.Key, row => row.Process.Details?.Uid);
        return Rows.All(row => !owners.TryGetValue(row.Key, out int? owner) || owner == row.Process.Details?.Uid);
    }

    /// <summary>Says of the others, by name, why theirs may not; null when there is none.</summary>
    /// <param name="isRelease">It is only widened.</param>
    public string? WhyOthersStay(bool isRelease = false)
    {
        string? first = null;
        int count = 0;
        foreach (ProcessRow row in Rows)
        {
            if (WhyImmovable(row, isRelease) is { } why)
            {
                first ??= $"{Name(row)} {why}.";
                count++;
            }
        }

        return count > 1 ? $"{first} {count - 1} more of the kind are left alone." : first;
    }

    /// <summary>Whether the process is known to belong to another user than <paramref name="userId"/>.</summary>
    public static bool IsAnothers(ProcessLoad process, int userId) => process.Details is { } details && details.Uid != userId;

    /// <summary>The names of the users other than <paramref name="userId"/> that processes belong to, each once.</summary>
    public ImmutableArray<string> OtherUsers(int userId) =>
        [.. Rows.Where(row => IsAnothers(row.Process, userId)).Select(row => row.Process.Details!.User).Distinct()];

    /// <summary>How many of the rows belong to other users than <paramref name="userId"/>; those of unknown users do not count.</summary>
    public int CountForeign(int userId) => Rows.Count(row => IsAnothers(row.Process, userId));

    /// <summary>The CPUs that at least one of them may be given.</summary>
    public CpuSet Allowed(CpuSet online) =>
        Rows.Aggregate(CpuSet.Empty, (all, row) => all.Union((row.Process.Limit ?? online).Intersect(online)));

    /// <summary>Their affinities with the number of threads that have each, most first; those not known are left out.</summary>
    public ImmutableArray<(CpuSet Cpus, int Threads)> Masks()
    {
        var counts = new Dictionary<CpuSet, int>();
        foreach (ProcessRow row in Rows)
        {
            if (row.Thread is null && row.Process.IsAffinityMixed)
            {
                foreach (TaskLoad thread in row.Process.Threads)
                {
                    Count(counts, thread.Affinity, 1);
                }
            }
            else
            {
                Count(counts, row.Task.Affinity, row.Thread is null ? row.Process.ThreadCount : 1);
            }
        }

        return [.. counts.OrderByDescending(entry => entry.Value).Select(entry => (entry.Key, entry.Value))];
    }

    /// <summary>What is asked of the editor, row by row.</summary>
    /// <param name="wanted">The affinity wanted for a row; null to release.</param>
    public List<AffinityRequest> Requests(Func<ProcessRow, CpuSet?> wanted) => [.. Rows.Select(row => Request(row, wanted(row)))];

    /// <summary>What is asked of the editor to release them.</summary>
    /// <param name="isolated">The machine's isolated CPUs.</param>
    public List<AffinityRequest> Releases(CpuSet isolated) =>
        [.. Rows.Select(row => Request(row, wanted: null) with { Isolated = isolated })];

    /// <summary>The request for one row.</summary>
    public static AffinityRequest Request(in ProcessRow row, CpuSet? wanted) => new(
        row.Task.Key, row.Process.Pid, row.Task.Name, IsWholeProcess: row.Thread is null, wanted, row.Process.Limit);

    /// <summary>A row for people: name and number; of a group how many processes, and of what.</summary>
    public static string Name(in ProcessRow row) => row.Group is { } group ? group.Words(group.Members.Length) : $"{row.Task.Name} {row.Task.Key.Tid}";

    /// <summary>The processes with these PIDs and all that descend from them.</summary>
    public static List<ProcessLoad> Family(Snapshot snapshot, IEnumerable<int> pids)
    {
        var family = new HashSet<int>(pids);
        bool hasGrown = true;
        while (hasGrown)
        {
            hasGrown = false;
            foreach (ProcessLoad process in snapshot.Processes)
            {
                hasGrown |= family.Contains(process.ParentPid) && family.Add(process.Pid);
            }
        }

        return [.. snapshot.Processes.Where(process => family.Contains(process.Pid))];
    }

    private static ProcessRow OwnedNow(in ProcessRow row, TaskEditor editor)
    {
        ProcessLoad process = row.Process;
        if (!editor.TryReadOwner(process.Pid, row.Task.Key.Tid, out int userId, out string user) || process.Details?.Uid == userId)
        {
            return row;
        }

        ProcessDetails details = process.Details is { } known
            ? known with { Uid = userId, User = user }
            : new ProcessDetails(userId, user, CommandLine: string.Empty, SharedBytes: 0, Limit: null, LimitedBy: null);
        return row with { Process = process with { Details = details } };
    }

    private IEnumerable<(ProcessRow Row, bool IsLiving)> Latest(Snapshot snapshot)
    {
        var living = snapshot.Processes.ToDictionary(process => process.Key);
        return Rows.Select(row => living.TryGetValue(row.Process.Key, out ProcessLoad? process) && Latest(row, process) is { } latest
            ? (latest, true)
            : (row, false));
    }

    // Null when the thread has ended.
    private static ProcessRow? Latest(in ProcessRow row, ProcessLoad process)
    {
        if (row.Thread is not { Key: var key })
        {
            return row with { Process = process };
        }

        TaskLoad? thread = process.Threads.FirstOrDefault(thread => thread.Key == key) ?? (key == process.Key ? process : null);
        return thread is null ? null : row with { Process = process, Thread = thread };
    }

    private static ImmutableArray<ProcessRow> Whole(IEnumerable<ProcessLoad> processes) =>
        [.. processes.DistinctBy(process => process.Pid).Select(process => new ProcessRow(process, Thread: null, Depth: 0))];

    private static TaskLoad Leader(ProcessLoad process)
    {
        foreach (TaskLoad thread in process.Threads)
        {
            if (thread.Key == process.Key)
            {
                return thread;
            }
        }

        return process;
    }

    private static string? WhyImmovable(in ProcessRow row, bool isRelease) => row.Task.Mobility switch
    {
        TaskMobility.Movable => null,
        TaskMobility.Deadline when isRelease => null,
        TaskMobility.KernelBound => "is a kernel thread that the kernel has bound to its CPUs: it cannot be moved",
        TaskMobility.KernelThread => "is a kernel thread: those are left alone",
        _ => "is a SCHED_DEADLINE task: the kernel wants it to keep every CPU of its root domain; Y gives it another policy",
    };

    private static void Count(Dictionary<CpuSet, int> counts, CpuSet? affinity, int threads)
    {
        if (affinity is not null)
        {
            counts[affinity] = counts.GetValueOrDefault(affinity) + threads;
        }
    }
}
