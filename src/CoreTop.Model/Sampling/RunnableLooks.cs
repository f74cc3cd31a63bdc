namespace CoreTop.Model.Sampling;

/// <summary>How many tasks were runnable at several moments: the kernel's <c>nr_running</c>, CoreTop's reading thread left out.</summary>
/// <param name="Sum">The numbers of all looks together.</param>
/// <param name="Count">How many looks; at least 1.</param>
/// <param name="Last">The number of the last look, which is the first of the window that follows.</param>
public readonly record struct RunnableLooks(long Sum, int Count, int Last)
{
    /// <summary>The mean over a window, with the look that it began with; null where none could be made in it.</summary>
    /// <param name="before">Those of the window before.</param>
    /// <param name="after">Those of this window.</param>
    internal static double? Mean(RunnableLooks? before, RunnableLooks? after) =>
        after is not { } looks ? null
        : before is { } first ? (double)(looks.Sum + first.Last) / (looks.Count + 1)
        : (double)looks.Sum / looks.Count;
}
