namespace CoreTop.Actions;

/// <summary>A value that tasks are to have, ready to be asked about and to be given them.</summary>
/// <param name="Value">What kind of value it is, as the journal names it.</param>
/// <param name="Apply">
/// Gives it to targets; true proceeds although the journal cannot be written, as the user agreed, and undo then works in this run alone.
/// </param>
/// <param name="Foresee">What it would come to for a target, of a whole process for its first thread.</param>
/// <param name="WhyNoWayBack">
/// Why whoever runs this program could not take it back from targets, such as <c>nice 0 needs root …</c>; null when they could, or
/// that is not known.
/// </param>
public sealed record TaskWish(
    string Value,
    Func<IReadOnlyList<TaskTarget>, bool, TaskBatch> Apply,
    Func<TaskTarget, Foresight> Foresee,
    Func<IReadOnlyList<TaskTarget>, string?> WhyNoWayBack);
