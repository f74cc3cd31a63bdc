namespace CoreTop.Kernel.Processes;

/// <summary>A process's memory in RAM as <c>statm</c> said, and what <c>stat</c> said at that time; all 0 before <c>statm</c> was read.</summary>
/// <param name="RoughBytes">Field 24 of <c>stat</c>.</param>
/// <param name="ResidentBytes">Field 2 of <c>statm</c>.</param>
/// <param name="SharedBytes">Field 3 of <c>statm</c>, which is part of it.</param>
/// <param name="Ran">The process's CPU clock before; null where that cannot be asked, or <c>statm</c> was not read.</param>
/// <param name="ReadAt">When <c>statm</c> was read.</param>
internal readonly record struct KnownMemory(ulong RoughBytes, ulong ResidentBytes, ulong SharedBytes, long? Ran, TimeSpan ReadAt)
{
    /// <summary>How much it has now: as much more or less than then as <c>stat</c> says, and no less than it shares.</summary>
    /// <param name="roughBytes">What field 24 of <c>stat</c> says now.</param>
    public ulong Follow(ulong roughBytes)
    {
        ulong sum = unchecked(ResidentBytes + roughBytes);
        return Math.Max(sum > RoughBytes ? sum - RoughBytes : 0, SharedBytes);
    }
}
