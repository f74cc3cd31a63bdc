namespace CoreTop.Model.Sampling;

/// <summary>Pages a task touched that were not mapped, since it started.</summary>
/// <param name="Minor"><c>stat</c> field 10: found in memory.</param>
/// <param name="Major"><c>stat</c> field 12: read from a disk.</param>
public readonly record struct PageFaults(ulong Minor, ulong Major);
