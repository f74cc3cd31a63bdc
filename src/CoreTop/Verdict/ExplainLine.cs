namespace CoreTop.Verdict;

/// <summary>A line of an explanation.</summary>
/// <param name="Text">The line; it may hold names of tasks, so sanitise it before drawing.</param>
/// <param name="Part">What it is.</param>
internal readonly record struct ExplainLine(string Text, ExplainPart Part);
