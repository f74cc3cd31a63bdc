using CoreTop.Actions;

namespace CoreTop.Tui.Changing;

/// <summary>Something to be done to tasks, but to their affinity.</summary>
/// <param name="Verb">How a question begins that asks whether to do it.</param>
/// <param name="IsForProcesses">It reaches whole processes, even when the row is a thread.</param>
/// <param name="Do">Does it; true means even if the journal cannot be written.</param>
internal sealed record Deed(string Verb, bool IsForProcesses, Func<IReadOnlyList<TaskTarget>, bool, TaskBatch> Do)
{
    /// <summary>Another value of tasks.</summary>
    public Deed(string verb, bool isForProcesses, TaskWish wish)
        : this(verb, isForProcesses, wish.Apply) => Wish = wish;

    /// <summary>The value that it sets; null for a signal, which cannot be taken back.</summary>
    public TaskWish? Wish { get; }

    /// <summary>Why it is asked about in any case: the rest of a question; null when that depends on the tasks.</summary>
    public string? Warning { get; init; }

    /// <summary>It is asked about when there is more than one target.</summary>
    public bool AsksForSeveral { get; init; }

    /// <summary>It reaches the whole session of each target, which share the value.</summary>
    public bool IsForSessions { get; init; }

    /// <summary>It may end a process, and with it what runs under it.</summary>
    public bool MayEnd { get; init; }
}
