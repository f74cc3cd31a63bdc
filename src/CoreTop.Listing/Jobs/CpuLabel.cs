namespace CoreTop.Listing.Jobs;

/// <summary>The name of an area over its columns.</summary>
/// <param name="X">Its first cell.</param>
/// <param name="Text">As much of the name as there is room for, such as <c>node0 llc1</c> or <c>llc1</c>; empty for none.</param>
internal readonly record struct CpuLabel(int X, string Text);
