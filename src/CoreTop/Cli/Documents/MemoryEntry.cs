using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>The memory of a <see cref="SnapshotDocument"/>.</summary>
internal sealed record MemoryEntry(
    ulong TotalBytes, ulong AvailableBytes, ulong FreeBytes, ulong BuffersBytes, ulong CachedBytes)
{
    /// <summary>Makes the entry.</summary>
    public static MemoryEntry From(MemoryUse memory) =>
        new(memory.TotalBytes, memory.AvailableBytes, memory.FreeBytes, memory.BuffersBytes, memory.CachedBytes);
}
