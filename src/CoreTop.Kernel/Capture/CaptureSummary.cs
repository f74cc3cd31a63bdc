namespace CoreTop.Kernel.Capture;

/// <summary>What a capture holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Readings">How many readings.</param>
/// <param name="Processes">Processes in the last one.</param>
/// <param name="Files">Kernel files saved.</param>
/// <param name="Bytes">The file's size.</param>
public sealed record CaptureSummary(string Path, int Readings, int Processes, int Files, int Bytes);
