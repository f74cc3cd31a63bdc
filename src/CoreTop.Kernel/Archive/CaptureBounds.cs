using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Archive;

/// <summary>
/// How much a capture may hold, as captures come from anybody. A machine of 1,024 CPUs with 32,000 tasks needs a third of it or
/// less: docs/decisions/0024-captures-are-read-from-memory.md.
/// </summary>
internal sealed record CaptureBounds
{
    /// <summary>Those that hold for users; others are for tests.</summary>
    public static CaptureBounds Default { get; } = new();

    /// <summary>Bytes of the capture itself.</summary>
    public int Bytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>Bytes of one file in it, unescaped.</summary>
    public int FileBytes { get; init; } = DescriptorReader.LargestFile;

    /// <summary>Files and folders that are named.</summary>
    public int Entries { get; init; } = 1_500_000;

    /// <summary>Folders, also those that are there because something lies in them.</summary>
    public int Folders { get; init; } = 500_000;

    /// <summary>Components of a path.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bytes of a component.</summary>
    public int NameBytes { get; init; } = 255;

    /// <summary>Bytes of a path.</summary>
    public int PathBytes { get; init; } = 4000;

    /// <summary>Readings.</summary>
    public int Readings { get; init; } = KernelFiles.MostReadings;
}
