namespace CoreTop.Tui.Hosting;

/// <summary>
/// Gives back to the kernel what the start needed and nothing needs any more, and later what a grown heap holds in garbage:
/// the collector by itself lets a heap grow to twice its size before it looks at what is old.
/// </summary>
/// <param name="heapBytes">The heap's size, garbage included.</param>
/// <param name="collect">Collects all of it and gives back what is free.</param>
internal sealed class MemoryTrim(Func<long> heapBytes, Action collect)
{
    private const int RefreshesOfStart = 3;
    private const int FewestRefreshesBetween = 10;
    private const int MostRefreshesBetween = 300;
    private const int GrowthDivisor = 4;
    private const long LeastGrowthBytes = 2 << 20;
    private int _refreshes;
    private int _fewest = RefreshesOfStart;
    private long _mostBytes;

    /// <summary>One that trims this program's heap, which takes a millisecond or two for each megabyte in use.</summary>
    public static MemoryTrim OfThisProgram() => new(
        () => GC.GetTotalMemory(forceFullCollection: false),
        () =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            ProgramPages.GiveBack();
        });

    /// <summary>One more refresh was shown.</summary>
    public void CountRefresh()
    {
        _refreshes++;

        // After a while in any case: what was in use may no longer be, for example when thousands of processes have ended.
        if (_refreshes < _fewest || (heapBytes() < _mostBytes && _refreshes < MostRefreshesBetween))
        {
            return;
        }

        collect();
        long inUse = heapBytes();
        _mostBytes = inUse + (inUse / GrowthDivisor) + LeastGrowthBytes;
        (_refreshes, _fewest) = (0, FewestRefreshesBetween);
    }
}
