using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary>What PIDs on the command line stand for.</summary>
/// <param name="Tasks">The tasks to change; for a whole process the process.</param>
/// <param name="Missing">Numbers that stand for no task, each with the reason: the rest of a sentence that begins with the number.</param>
internal sealed record FoundTargets(IReadOnlyList<TaskLoad> Tasks, IReadOnlyList<(int Pid, string Why)> Missing)
{
    /// <summary>How many processes of a subtree are zombies, which nothing can be done to.</summary>
    public int Zombies { get; init; }

    /// <summary>This program's PID when it is in a subtree, where it is left out; null when it is not.</summary>
    public int? OwnPid { get; init; }
}
