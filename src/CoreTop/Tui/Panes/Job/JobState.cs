using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Job;

/// <summary>Which tasks the job view shows, where its cursor is, and which CPUs are crowded by them.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class JobState(ScreenContext context)
{
    private readonly List<ProcessRow> _tasks = [];
    private ImmutableArray<TaskKey> _known = [];
    private GroupName? _group;
    private ImmutableArray<FindingTask> _found = [];
    private string _rule = string.Empty;
    private bool? _wantsThreads;
    private (string What, int Count)? _named;

    /// <summary>Which tasks it shows.</summary>
    public JobSource Source { get; private set; }

    /// <summary>The rows, by rank, PID and thread.</summary>
    public List<JobRow> Rows { get; } = [];

    /// <summary>Where the cursor is; it holds on to a task.</summary>
    public ListCursor Cursor { get; private set; }

    /// <summary>Rows in view.</summary>
    public int Height { get; private set; } = 1;

    /// <summary>A row for each thread; else for each process.</summary>
    public bool ShowsThreads { get; private set; }

    /// <summary>The tasks are of more than one job.</summary>
    public bool HasSeveralJobs { get; private set; }

    /// <summary>At least one task has a rank.</summary>
    public bool HasRanks { get; private set; }

    /// <summary>CPUs to which more tasks are confined than there are CPUs, these or others.</summary>
    public ImmutableArray<JobCrowd> Crowds { get; private set; } = [];

    /// <summary>All CPUs of <see cref="Crowds"/>.</summary>
    public CpuSet Crowded { get; private set; } = CpuSet.Empty;

    /// <summary>For each CPU how many of the tasks run there or wait for it; CPUs without one are not in it.</summary>
    public Dictionary<CpuId, int> Running { get; } = [];

    /// <summary>What is shown, in words.</summary>
    public string Title { get; private set; } = string.Empty;

    /// <summary>The row under the cursor; null while there is none.</summary>
    public ProcessRow? Selected => Cursor.Selected is not null && Cursor.Index < _tasks.Count ? _tasks[Cursor.Index] : null;

    /// <summary>Shows what is looked at: the tagged tasks, else those of the finding that the list is narrowed to, else what the user put the cursor on, else the tasks of the finding, else what the cursor stands on.</summary>
    /// <returns>There is something to show.</returns>
    public bool Open()
    {
        Forget();
        JobSource first = !context.Tasks.Tags.IsEmpty ? JobSource.Tags
            : (context.Finding.IsNarrowed || !context.Tasks.IsPlaced) && FindingWithTasks is not null ? JobSource.Finding
            : JobSource.Program;
        return Choose(first);
    }

    /// <summary>Shows the next kind of tasks that there are.</summary>
    /// <returns>There is another kind.</returns>
    public bool Next()
    {
        JobSource[] all = [JobSource.Tags, JobSource.Program, JobSource.Finding];

        // Where all that was shown has ended, what stands under the list's cursor now is other tasks too.
        int steps = Rows.Count == 0 ? all.Length : all.Length - 1;
        for (int step = 1; step <= steps; step++)
        {
            JobSource next = all[(Array.IndexOf(all, Source) + step) % all.Length];
            if (IsThere(next))
            {
                return Choose(next);
            }
        }

        return false;
    }

    /// <summary>Shows threads, or processes.</summary>
    public void ToggleThreads()
    {
        _wantsThreads = !ShowsThreads;
        Take();
    }

    /// <summary>Nothing is shown any more: no reading is kept.</summary>
    public void Forget()
    {
        _tasks.Clear();
        Rows.Clear();
        Running.Clear();
        (_known, _group, _found, _wantsThreads, _named, Cursor) = ([], null, [], null, null, default);
    }

    /// <summary>Takes in what is newly shown.</summary>
    public void Take()
    {
        if (context.Readings.Snapshot is not { } snapshot)
        {
            return;
        }

        TaskJob? job = Source == JobSource.Program ? Program(snapshot) : null;
        List<ProcessRow> found = job is not null ? [.. job.Processes.Select(RowOf)]
            : Source == JobSource.Tags
                ? [.. AffinityTargets.Of(snapshot, context.Tasks.Rows, context.Tasks.Tags, selected: null).Rows]
            : Source == JobSource.Finding ? TasksOfFinding(snapshot) : [];
        found.Sort(static (left, right) => TaskJob.Compare(left.Process, right.Process) is not 0 and var byProcess
            ? byProcess : left.Task.Key.Tid.CompareTo(right.Task.Key.Tid));
        ShowsThreads = _wantsThreads ?? (found is [{ Thread: null }] || context.Tasks.Options.ListsThreads);
        _tasks.Clear();
        _tasks.AddRange(found.SelectMany(row => row.Thread is null ? JobFinder.Rows([row.Process], ShowsThreads) : [row]));
        Rows.Clear();
        Rows.AddRange(_tasks.Select(row => JobRow.Of(row)));
        CountRunning();
        HasSeveralJobs = found.Select(static row => JobField.TextOf(row.Process)).Distinct().Skip(1).Any();
        HasRanks = Rows.Exists(static row => row.Rank is not null);
        Crowds = JobCrowd.Find(_tasks, snapshot);
        Crowded = Crowds.Aggregate(CpuSet.Empty, static (all, crowd) => all.Union(crowd.Cpus));
        Title = TitleOf(job, found);
        Cursor = Cursor.Follow(_tasks, Height);
    }

    /// <summary>So many rows are in view.</summary>
    public void SetHeight(int height)
    {
        Height = Math.Max(1, height);
        Cursor = Cursor.Follow(_tasks, Height);
    }

    /// <summary>Moves the cursor to a row, or the nearest there is.</summary>
    public void MoveTo(int row) => Cursor = Cursor.MoveTo(_tasks, row, Height);

    // The one that the screen speaks of, unless it names no tasks.
    private Finding? FindingWithTasks => context.Finding.Shown is { Tasks.IsEmpty: false } shown
        ? shown
        : context.Readings.Diagnosis.Findings.FirstOrDefault(static finding => !finding.Tasks.IsEmpty);

    private bool IsThere(JobSource source) => source switch
    {
        JobSource.Tags => !context.Tasks.Tags.IsEmpty,
        JobSource.Finding => FindingWithTasks is not null,
        _ => (Selected ?? context.Tasks.ListSelected) is not null,
    };

    private bool Choose(JobSource source)
    {
        ProcessRow? selected = source == JobSource.Program ? Selected ?? context.Tasks.ListSelected : null;
        (Source, _found, _named, Cursor) = (source, [], null, default);
        _known = [.. selected?.Processes.Select(static process => process.Key) ?? []];
        _group = selected?.Group?.Name;

        Take();
        return Rows.Count > 0;
    }

    // A group is what the list shows of it. Where a process has ended, what was beside it counts.
    private TaskJob? Program(Snapshot snapshot)
    {
        if (_group is { } name && context.Tasks.Rows.Find(row => row.Group?.Name == name).Group is { } group)
        {
            return new TaskJob(Job: null, Launcher: null, group.Members);
        }

        int? own = context.Services.IsLive ? context.Services.ProcessId : null;
        foreach (TaskKey key in _known)
        {
            if (snapshot.FindProcess(key) is { State: not TaskState.Zombie } process)
            {
                TaskJob job = new JobFinder(snapshot, own).Of(process);
                _known = [key, .. job.Processes.Select(each => each.Key).Where(each => each != key)];
                return job;
            }
        }

        return null;
    }

    private void CountRunning()
    {
        Running.Clear();
        foreach (JobRow row in Rows)
        {
            foreach (CpuId cpu in row.Runs)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(Running, cpu, out _) += row.CountOn(cpu);
            }
        }
    }

    // A finding that is over keeps its tasks in view.
    private List<ProcessRow> TasksOfFinding(Snapshot snapshot)
    {
        if (FindingWithTasks is { } finding)
        {
            (_found, _rule) = (finding.Tasks, finding.Rule.Name);
        }

        var rows = new List<ProcessRow>();
        foreach (FindingTask task in _found)
        {
            if (snapshot.FindProcess(task.Pid) is not { } process)
            {
                continue;
            }

            if (process.Threads.Length < 2 && process.Key == task.Key)
            {
                rows.Add(RowOf(process));
            }
            else if (process.Threads.FirstOrDefault(thread => thread.Key == task.Key) is { } thread)
            {
                rows.Add(new ProcessRow(process, thread, Depth: 0));
            }
        }

        return rows;
    }

    private string TitleOf(TaskJob? job, List<ProcessRow> found)
    {
        if (found.Count == 0)
        {
            return _named is var (what, count) ? $"{what}: {(count == 1 ? "it has" : "they have")} ended" : "they have ended";
        }

        string shown = Source switch
        {
            JobSource.Tags => $"{found.Count} tagged",
            JobSource.Finding => $"{Count.Of(found.Count, "task")} of the finding {_rule}",
            _ => $"{Count.Of(found.Count, job!.HasRanks ? "rank" : "process", job.HasRanks ? null : "processes")} of {_group?.Label ?? job.Name}",
        };
        _named = (shown, found.Count);
        string threads = ShowsThreads && _tasks.Count != found.Count ? $", {Count.Of(_tasks.Count, "thread")}" : string.Empty;
        return shown + threads;
    }

    private static ProcessRow RowOf(ProcessLoad process) => new(process, Thread: null, Depth: 0);
}
