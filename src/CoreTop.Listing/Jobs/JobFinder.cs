using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Jobs;

/// <summary>Finds which processes belong together.</summary>
internal sealed class JobFinder
{
    private const int Init = 1;

    // Who puts more in front of a program?
    private const int MostWrappers = 8;

    private readonly Snapshot _snapshot;
    private readonly int? _ownPid;
    private readonly Dictionary<int, ProcessLoad> _byPid;
    private readonly ILookup<int, ProcessLoad> _children;

    /// <param name="snapshot">The machine.</param>
    /// <param name="ownPid">This program's PID, which belongs to no job; null on a captured machine.</param>
    public JobFinder(Snapshot snapshot, int? ownPid)
    {
        (_snapshot, _ownPid) = (snapshot, ownPid);
        _byPid = snapshot.Processes.DistinctBy(process => process.Pid).ToDictionary(process => process.Pid);
        _children = snapshot.Processes.ToLookup(process => process.ParentPid);
    }

    /// <summary>
    /// What a process belongs to: of one that only starts others, what it started; else all of its batch job; else all ranks of its launcher;
    /// else its program, which is those of its name that have the same parent or descend from each other; a timeout or the like in front of each
    /// does not count.
    /// </summary>
    public TaskJob Of(ProcessLoad process)
    {
        if (Starters.Has(process.Name) && Made(JobField.TextOf(process), process, Family(process)) is { Processes.IsEmpty: false } started
            && !(started.Processes.Length == 1 && started.Processes[0].Key == process.Key))
        {
            return started;
        }

        if (JobField.TextOf(process) is { } job && Made(job, launcher: null, InJob(job)) is { Processes.IsEmpty: false } all)
        {
            return all;
        }

        if (LauncherOf(process) is { } launcher)
        {
            return Ranks(launcher);
        }

        return new TaskJob(Job: null, Launcher: null, Sorted(Fellows(process)));
    }

    /// <summary>Every job of a batch system, and the ranks of every launcher that no batch system started; in the order of their numbers and PIDs.</summary>
    public ImmutableArray<TaskJob> All()
    {
        ILookup<string?, ProcessLoad> byJob = _snapshot.Processes.ToLookup(JobField.TextOf);
        var launchers = new SortedDictionary<int, ProcessLoad>();
        foreach (ProcessLoad process in byJob[null])
        {
            if (LauncherOf(process) is { } launcher)
            {
                launchers[launcher.Pid] = launcher;
            }
        }

        return
        [
            .. byJob.Where(static job => job.Key is not null)
                .OrderBy(static job => job.Key, Comparer<string?>.Create(static (left, right) => JobNumber.Compare(left, right)))
                .Select(job => Made(job.Key, launcher: null, job))
                .Concat(launchers.Values.Select(Ranks))
                .Where(found => !found.Processes.IsEmpty),
        ];
    }

    /// <summary>The rows of processes, or of their threads, in order.</summary>
    /// <param name="processes">The processes, in order.</param>
    /// <param name="withThreads">A row for each thread; a process whose threads are not known has one row.</param>
    public static List<ProcessRow> Rows(IEnumerable<ProcessLoad> processes, bool withThreads)
    {
        var rows = new List<ProcessRow>();
        foreach (ProcessLoad process in processes)
        {
            if (!withThreads || process.Threads.Length < 2)
            {
                rows.Add(new ProcessRow(process, Thread: null, Depth: 0));
                continue;
            }

            rows.AddRange(process.Threads.OrderBy(thread => thread.Key.Tid).Select(thread => new ProcessRow(process, thread, Depth: 0)));
        }

        return rows;
    }

    private IEnumerable<ProcessLoad> InJob(string job) => _snapshot.Processes.Where(process => JobField.Of(process).SequenceEqual(job));

    private TaskJob Ranks(ProcessLoad launcher) =>
        Made(job: null, launcher, Family(launcher).Where(process => TaskJob.RankOf(process) is not null));

    private TaskJob Made(string? job, ProcessLoad? launcher, IEnumerable<ProcessLoad> processes)
    {
        ProcessLoad[] all = [.. processes.Where(Works)];
        bool hasRanks = all.Any(process => TaskJob.RankOf(process) is not null);
        return new TaskJob(job, launcher, Sorted(all.Where(process => !OnlyStarts(process, hasRanks))));
    }

    private bool Works(ProcessLoad process) =>
        !process.IsKernelThread && process.State != TaskState.Zombie && process.Pid != _ownPid;

    // Beside ranks, what has none and started some is a launcher, whatever its name is.
    private bool OnlyStarts(ProcessLoad process, bool hasRanks) => _children.Contains(process.Pid)
        && (Starters.Has(process.Name)
            || (hasRanks && TaskJob.RankOf(process) is null && Family(process).Any(each => TaskJob.RankOf(each) is not null)));

    // The nearest ancestor without a rank; null for what has none itself.
    private ProcessLoad? LauncherOf(ProcessLoad process)
    {
        if (TaskJob.RankOf(process) is null)
        {
            return null;
        }

        var seen = new HashSet<int>();
        ProcessLoad? ancestor = process;
        while (ancestor is not null && TaskJob.RankOf(ancestor) is not null && seen.Add(ancestor.Pid))
        {
            ancestor = _byPid.GetValueOrDefault(ancestor.ParentPid);
        }

        return ancestor is null || TaskJob.RankOf(ancestor) is not null ? process : ancestor;
    }

    private IEnumerable<ProcessLoad> Fellows(ProcessLoad process)
    {
        ProcessLoad root = process;
        var seen = new HashSet<int>();
        while (seen.Add(root.Pid) && root.ParentPid > Init && _byPid.GetValueOrDefault(root.ParentPid) is { } parent && parent.Name == root.Name)
        {
            root = parent;
        }

        return Siblings(root)
            .SelectMany(Family)
            .Where(each => each.Name == root.Name && each.State != TaskState.Zombie)
            .DistinctBy(each => each.Key);
    }

    // Those that the same process started, and where each has a timeout, a "sh -c" or the like of its own in front of it, by way of that.
    private IEnumerable<ProcessLoad> Siblings(ProcessLoad root)
    {
        ProcessLoad top = root;
        for (int i = 0; i < MostWrappers && WrapperOf(top) is { } wrapper; i++)
        {
            top = wrapper;
        }

        IEnumerable<ProcessLoad> direct = Living(root.ParentPid).Where(each => each.Name == root.Name);
        return top.Key == root.Key && !Living(root.ParentPid).Any(Wrappers.IsOne) ? direct
            : direct.Concat(Living(top.ParentPid).Select(Unwrapped).Where(each => each.Name == root.Name && HaveAlikeWrappers(root, each, top)));
    }

    // Shells in different terminals are started by one process too, but lead sessions of their own.
    private ProcessLoad? WrapperOf(ProcessLoad process) =>
        _byPid.GetValueOrDefault(process.ParentPid) is { } parent && Wrappers.IsOne(parent) && Living(parent.Pid).Count() == 1
        && parent.Session.Session == process.Session.Session
            ? parent : null;

    private ProcessLoad Unwrapped(ProcessLoad process)
    {
        for (int i = 0; i < MostWrappers && Wrappers.IsOne(process) && Living(process.Pid).ToArray() is [var only] && WrapperOf(only) is not null; i++)
        {
            process = only;
        }

        return process;
    }

    // A session of 0 is not known: then a common parent must tell, which init is for all.
    private bool HaveAlikeWrappers(ProcessLoad root, ProcessLoad other, ProcessLoad top)
    {
        int session = root.Session.Session;
        if (other.Session.Session != session || (session == 0 && top.ParentPid <= Init))
        {
            return false;
        }

        ProcessLoad[] ours = [.. Shells(root)], theirs = [.. Shells(other)];
        return ours.Length == theirs.Length && ours.Zip(theirs).All(static pair => Wrappers.AreAlike(pair.First, pair.Second));
    }

    private IEnumerable<ProcessLoad> Shells(ProcessLoad process)
    {
        for (int i = 0; i < MostWrappers && WrapperOf(process) is { } wrapper; i++)
        {
            process = wrapper;
            if (Wrappers.IsShell(wrapper))
            {
                yield return wrapper;
            }
        }
    }

    private IEnumerable<ProcessLoad> Living(int parent) => _children[parent].Where(static child => child.State != TaskState.Zombie);

    private List<ProcessLoad> Family(ProcessLoad process)
    {
        var family = new List<ProcessLoad> { process };
        var seen = new HashSet<TaskKey> { process.Key };
        for (int i = 0; i < family.Count; i++)
        {
            family.AddRange(_children[family[i].Pid].Where(child => seen.Add(child.Key)));
        }

        return family;
    }

    private static ImmutableArray<ProcessLoad> Sorted(IEnumerable<ProcessLoad> processes)
    {
        ProcessLoad[] sorted = [.. processes];
        Array.Sort(sorted, TaskJob.Compare);
        return [.. sorted];
    }
}
