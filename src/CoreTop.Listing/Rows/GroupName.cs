namespace CoreTop.Listing.Rows;

/// <summary>What a group of processes is named by, for as long as the program runs: which program, and whose.</summary>
/// <param name="Label">
/// The program, with its script where it has one: <c>python train.py</c>; of kernel threads the stem of their names, <c>[kworker]</c>. In a text
/// given to an interpreter it has <c>#</c> for each number, which is not shown: <see cref="TaskGroup.Label"/> is.
/// </param>
/// <param name="User">The effective user; null for kernel threads, and while it is not known.</param>
internal sealed record GroupName(string Label, string? User);
