namespace CoreTop.Tui.Hosting;

/// <summary>Gives back to the kernel what the start needed and nothing needs any more: about half of what is resident then.</summary>
/// <param name="refreshes">Refreshes after which it is done, once.</param>
internal sealed class MemoryTrim(int refreshes)
{
    private int _left = refreshes;

    /// <summary>One more refresh was shown.</summary>
    public void CountRefresh()
    {
        if (_left > 0 && --_left == 0)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
