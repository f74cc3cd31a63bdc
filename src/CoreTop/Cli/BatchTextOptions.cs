using CoreTop.Cli.Text;
using CoreTop.Listing.Options;

namespace CoreTop.Cli;

/// <summary>How a frame of <c>coretop -b</c> looks.</summary>
/// <param name="Width">Where lines are cut, and sentences wrapped; null for nowhere.</param>
/// <param name="ShowsEachCpu">A line for each CPU instead of one for all.</param>
/// <param name="List">What the process list shows; where it shows threads, they are counted instead of processes.</param>
internal sealed record BatchTextOptions(int? Width, bool ShowsEachCpu, ListOptions List)
{
    /// <summary>The unit of memory in the summary.</summary>
    public MemoryUnit SummaryUnit { get; init; } = MemoryUnit.Mebibytes;

    /// <summary>The unit of memory in the list; null for the one that fits each size.</summary>
    public MemoryUnit? ListUnit { get; init; }
}
