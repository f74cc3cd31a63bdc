namespace CoreTop.Cli.Text;

/// <summary>How a frame of <c>coretop -b</c> is to look.</summary>
/// <param name="Width">Where lines are cut, and sentences wrapped; null for nowhere.</param>
/// <param name="ShowsEachCpu">A line for each CPU instead of one for all.</param>
/// <param name="ShowsThreads">Threads are counted, not processes.</param>
internal sealed record BatchTextOptions(int? Width, bool ShowsEachCpu, bool ShowsThreads);
