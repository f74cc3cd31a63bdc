using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>Makes a process of its <c>stat</c> and what was known of it before.</summary>
internal static class StatSample
{
    /// <summary>The process as it is now, with what other files said before.</summary>
    /// <param name="stat">What the line says.</param>
    /// <param name="whole">What counts for the process as a whole.</param>
    /// <param name="text">The line.</param>
    /// <param name="before">As it was read before; null for a new one.</param>
    /// <param name="window">The time since.</param>
    /// <returns>The same object where the line says the same.</returns>
    public static ProcessSample Of(
        in TaskStat stat, in ProcessFacts whole, ReadOnlySpan<byte> text, ProcessSample? before, TimeSpan window) =>
        before is not null && Says(stat, whole, text, before) ? before : Make(stat, whole, text, before, window);

    // Compared with what was made of the line before: to keep the line itself would double what a process costs in memory.
    private static bool Says(in TaskStat stat, in ProcessFacts whole, ReadOnlySpan<byte> text, ProcessSample sample) =>
        sample.Facts == stat.Facts
        && sample.UserTicks == stat.UserTicks && sample.SystemTicks == stat.SystemTicks
        && sample.Children == stat.Children
        && sample.Whole == whole
        && Ascii.Equals(text[stat.NameRange], sample.Name);

    private static ProcessSample Make(in TaskStat stat, in ProcessFacts whole, ReadOnlySpan<byte> text, ProcessSample? before, TimeSpan window) => new()
    {
        Facts = stat.Facts,
        Pid = stat.Tid,
        Name = TaskText.Name(text[stat.NameRange], before?.Name),
        UserTicks = stat.UserTicks,
        SystemTicks = stat.SystemTicks,
        Affinity = before?.Affinity,
        RunNanoseconds = before?.RunNanoseconds,
        WaitNanoseconds = before?.WaitNanoseconds,
        Slices = before?.Slices,
        Extras = before?.Extras,
        Window = window,
        Children = stat.Children,
        Whole = whole,
        Threads = before?.Threads ?? [],
        Details = before?.Details,
    };
}
