using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Rows;

/// <summary>One row of the process list.</summary>
/// <param name="Process">The process; of a folded row with the run, wait and memory of all its descendants.</param>
/// <param name="Thread">The thread the row stands for; null when it stands for the whole process.</param>
/// <param name="Depth">How many ancestors are shown above it in the tree; 0 in the flat list.</param>
internal readonly record struct ProcessRow(ProcessLoad Process, TaskLoad? Thread, int Depth)
{
    /// <summary>What else is said about it.</summary>
    public RowTraits Traits { get; init; }

    /// <summary>At which depths a line continues below it in the tree: bit 0 for the children of the top level; none below the 64th.</summary>
    public ulong Bars { get; init; }

    /// <summary>
    /// The processes that the row stands for together; null where it stands for a task. <see cref="Process"/> is their sum then, with the
    /// key of no task: whoever acts on a row, or reads more of it, asks for the members.
    /// </summary>
    public TaskGroup? Group { get; init; }

    /// <summary>The processes that the row stands for: those of its group, else the one that it is or belongs to.</summary>
    public ImmutableArray<ProcessLoad> Processes => Group?.Members ?? [Process];

    /// <summary>The thread, or the process as a whole.</summary>
    public TaskLoad Task => Thread ?? Process;

    /// <summary>Its cgroup; null when unknown. Threads may be in one of their own, as a guest's virtual CPUs are under libvirt.</summary>
    public string? Cgroup => Thread?.OwnCgroup is { } own ? own.Cgroup : Process.Cgroup;

    /// <summary>The online CPUs that the cpuset of its cgroup allows; null when unknown.</summary>
    public CpuSet? Limit => Thread?.OwnCgroup is { } own ? own.Limit : Process.Limit;

    /// <summary>The cgroup whose cpuset is <see cref="Limit"/>; null when that is the whole machine or unknown.</summary>
    public string? LimitedBy => Thread?.OwnCgroup is { } own ? own.LimitedBy : Process.LimitedBy;

    /// <summary>The row of a group.</summary>
    public static ProcessRow Of(TaskGroup group) => new(group.Sum, Thread: null, Depth: 0) { Group = group };

    /// <summary>What a tag, the cursor and a change hold on to.</summary>
    public RowKey Key => new(Task.Key, Thread is not null) { Group = Group?.Name };

    /// <summary>Whether all of the traits are the row's.</summary>
    public bool Is(RowTraits traits) => (Traits & traits) == traits;
}
