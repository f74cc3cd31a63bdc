using System.Collections.Immutable;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>What is about to be done, as far as it decides whether the user is asked before.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Opening">What stands before the target in a question, such as <c>Release </c> or <c>Nice +1: </c>; may be empty.</param>
/// <param name="Whom">The target, such as <c>sleep 4711</c>; null to name the number of tasks alone.</param>
public sealed record Intention(IntentionKind Kind, string Opening, string? Whom)
{
    /// <summary>Old and new value, such as <c>35 → 0-35</c>; null when they are not known, or there are none.</summary>
    public string? Change { get; init; }

    /// <summary>The whole of it in words: <c>Release python 3291 of user ann: 35 → 0-35</c>.</summary>
    public string What => $"{Opening}{Whom ?? Count.Of(Tasks, "task")}{OwnersText.Of(OfOthers, Targets, OtherUsers)}{Rest}{(Change is null ? string.Empty : $": {Change}")}{Sessions}";

    /// <summary>How many targets it has: rows of the list, or tasks where <see cref="Whom"/> is null.</summary>
    public int Targets { get; init; } = 1;

    /// <summary>How many more were meant that are not changed: they have the value already, cannot be changed, or there is no CPU for them.</summary>
    public int LeftAlone { get; init; }

    /// <summary>How many targets the list does not show: the user may have forgotten them.</summary>
    public int Hidden { get; init; }

    /// <summary>How many processes it is for.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>How many tasks it reaches: of a process all its threads.</summary>
    public int Tasks { get; init; } = 1;

    /// <summary>How many of its <see cref="Targets"/> belong to other users and can be changed all the same.</summary>
    public int OfOthers { get; init; }

    /// <summary>The names of those users.</summary>
    public ImmutableArray<string> OtherUsers { get; init; } = [];

    /// <summary>All threads of a process come to share one CPU.</summary>
    public bool IsCrowding { get; init; }

    /// <summary>A process that is reached whole though a thread of it was picked, such as <c>java 4711</c>; null for none.</summary>
    public string? WholeProcess { get; init; }

    /// <summary>PID 1 is among the targets.</summary>
    public bool HasFirstProcess { get; init; }

    /// <summary>This program is among the targets.</summary>
    public bool HasThisProgram { get; init; }

    /// <summary>A target that this program runs under and that may be ended; null for none.</summary>
    public string? RunsUnder { get; init; }

    /// <summary>Several processes at once are worth a question.</summary>
    public bool AsksForSeveral { get; init; }

    /// <summary>How many processes share the autogroups of the targets, and so the value; null for another kind of value, and when it is not known.</summary>
    public int? SessionProcesses { get; init; }

    /// <summary>What kind of value the tasks are given; null for a signal, and for affinities.</summary>
    public string? Value { get; init; }

    /// <summary>Why whoever runs this program could not take it back, such as <c>nice 0 needs root …</c>; null when they could, or that is not known.</summary>
    public string? WhyNoWayBack { get; init; }

    /// <summary>Why it is asked about in any case: a part of the question; null when that depends on the tasks.</summary>
    public string? Warning { get; init; }

    private string Rest => LeftAlone == 0 ? string.Empty : $" (the other {(LeftAlone == 1 ? "one stays as it is" : $"{LeftAlone} stay as they are")})";

    private string Sessions => SessionProcesses is { } processes && processes > Processes
        ? $", for {(Processes == 1 ? "its whole session" : "their whole sessions")} ({Count.Of(processes, "process", "processes")})"
        : string.Empty;
}
