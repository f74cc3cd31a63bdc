using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Options;

/// <summary>Which rows the process list shows, and in what order.</summary>
internal sealed record ListOptions
{
    /// <summary>The columns shown, left to right; at least one.</summary>
    public ImmutableArray<ProcessColumn> Columns { get; init; } = ProcessColumns.Default;

    /// <summary>The extra files that these columns need.</summary>
    public ExtraFiles Needs
    {
        get
        {
            ExtraFiles needs = ExtraFiles.None;
            foreach (ProcessColumn column in Columns)
            {
                needs |= column.Needs;
            }

            return needs;
        }
    }

    /// <summary>The extra files that are needed of every process, shown or not: the order and the filter look at them, and groups add them up.</summary>
    public ExtraFiles NeedsOfAll => Sort.Needs | Filter.Needs | (IsGrouped ? Needs : ExtraFiles.None);

    /// <summary>The column that sorts; it need not be shown.</summary>
    public ProcessColumn Sort { get; init; } = ProcessColumns.Cpu;

    /// <summary>The list is sorted in reverse.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Each process is followed by its threads.</summary>
    public bool ShowsThreads { get; init; }

    /// <summary>Threads stand in the place of their process, all in one order, as top has them; not in the tree.</summary>
    public bool ShowsThreadsAlone { get; init; }

    /// <summary>Kernel threads are shown.</summary>
    public bool ShowsKernelThreads { get; init; } = true;

    /// <summary>Tasks that neither ran nor waited are left out.</summary>
    public bool HidesIdle { get; init; }

    /// <summary>Children stand under their parent.</summary>
    public bool IsTree { get; init; }

    /// <summary>Processes of the same program are one row; not together with <see cref="IsTree"/>.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>A process that is the only one of its program is a group too: for documents.</summary>
    public bool GroupsSingles { get; init; }

    /// <summary>Groups below which their processes are shown.</summary>
    public ImmutableHashSet<GroupName> UnfoldedGroups { get; init; } = [];

    /// <summary>Processes of the tree whose branch is folded away.</summary>
    public ImmutableHashSet<TaskKey> Folded { get; init; } = [];

    /// <summary>How commands are shown.</summary>
    public CommandMode Command { get; init; }

    /// <summary>The paths of programs are left out of commands.</summary>
    public bool HidesPath { get; init; }

    /// <summary>How long processes that come or go are marked; null to mark none.</summary>
    public TimeSpan? ChangesMarkedFor { get; init; }

    /// <summary>Only tasks that last ran on this CPU; null for all.</summary>
    public CpuId? LastCpu { get; init; }

    /// <summary>Only these tasks, kernel threads among them too; null for all.</summary>
    public TaskSet? Only { get; init; }

    /// <summary>Threads are listed: always, or because the list is only for some.</summary>
    public bool ListsThreads => ShowsThreads || Only is { HasThreads: true };

    /// <summary>Only rows this lets through.</summary>
    public RowFilter Filter { get; init; } = RowFilter.None;

    /// <summary>Only these processes; null for all.</summary>
    public ImmutableHashSet<int>? Pids { get; init; }

    /// <summary>Only processes of this effective user, a name or a number; with <c>!</c> before it, of any other; null for all.</summary>
    public string? User { get; init; }

    /// <summary>The user narrowed the list: to tasks, a CPU, a user, or by a filter.</summary>
    public bool IsNarrowed => Only is not null || LastCpu is not null || User is not null || Filter != RowFilter.None;

    /// <summary>Whether nothing that narrows the list leaves the row out.</summary>
    public bool Lets(in ProcessRow row, Snapshot snapshot) =>
        (Only is not { } only || only.Has(row))
        && (!HidesIdle || row.Task.Run != 0 || row.Task.Wait is not (null or 0) || row.Task.State == TaskState.Running)
        && (LastCpu is not { } cpu || row.Task.LastCpu == cpu)
        && Filter.Lets(row, snapshot);

    /// <summary>Threads are listed, and the process has more than one.</summary>
    public bool ListsThreadsOf(in ProcessRow row) => ListsThreads && row.Process.Threads.Length > 1;

    /// <summary>A thread of the process is listed that nothing leaves out, so that its process must be there too.</summary>
    public bool LetsThreadOf(in ProcessRow row, Snapshot snapshot)
    {
        if (!ListsThreadsOf(row))
        {
            return false;
        }

        foreach (TaskLoad thread in row.Process.Threads)
        {
            if (Lets(row with { Thread = thread }, snapshot))
            {
                return true;
            }
        }

        return false;
    }
}
