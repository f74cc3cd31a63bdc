namespace CoreTop.Model.Sampling;

/// <summary>The machine's memory in bytes: /proc/meminfo, proc_meminfo(5).</summary>
/// <param name="TotalBytes"><c>MemTotal</c>.</param>
/// <param name="AvailableBytes"><c>MemAvailable</c>; what new programs can get without swapping. Kernels before 3.14: free, buffers and cached.</param>
/// <param name="FreeBytes"><c>MemFree</c>.</param>
/// <param name="BuffersBytes"><c>Buffers</c>.</param>
/// <param name="CachedBytes"><c>Cached</c> and <c>SReclaimable</c>.</param>
/// <param name="SwapTotalBytes"><c>SwapTotal</c>.</param>
/// <param name="SwapFreeBytes"><c>SwapFree</c>.</param>
public sealed record MemoryUse(
    ulong TotalBytes,
    ulong AvailableBytes,
    ulong FreeBytes,
    ulong BuffersBytes,
    ulong CachedBytes,
    ulong SwapTotalBytes,
    ulong SwapFreeBytes)
{
    /// <summary>What is in use and cannot be had without swapping.</summary>
    public ulong UsedBytes => TotalBytes - Math.Min(TotalBytes, AvailableBytes);

    /// <summary>Swap space in use.</summary>
    public ulong SwapUsedBytes => SwapTotalBytes - Math.Min(SwapTotalBytes, SwapFreeBytes);
}
