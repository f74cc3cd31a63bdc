namespace CoreTop.Cli.Documents;

/// <summary>The swap space of a <see cref="SnapshotDocument"/>.</summary>
internal sealed record SwapEntry(ulong TotalBytes, ulong FreeBytes);
