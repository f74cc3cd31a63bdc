using System.Globalization;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Texts;

/// <summary>How old a task is, and when it started.</summary>
internal static class AgeText
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(365 * 100);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>How long it has lived; null when the time since boot is not known, or cannot be.</summary>
    public static TimeSpan? Elapsed(Snapshot snapshot, TaskLoad task) =>
        snapshot.Uptime is { } uptime && uptime < Oldest && task.StartedAt < Oldest
            ? TimeSpan.FromTicks(Math.Max(0, (uptime - task.StartedAt).Ticks))
            : null;

    /// <summary>CPU time over its life, in cores; null when its age is not known.</summary>
    public static double? Average(Snapshot snapshot, TaskLoad task) =>
        Elapsed(snapshot, task) is { } elapsed ? task.CpuTime / TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, elapsed.Ticks)) : null;

    /// <summary>Writes when it started: <c>08:15:00</c> within a day, <c>Nov24</c> within a year, else <c>2024</c>.</summary>
    public static int Start(Span<char> to, TaskLoad task, Snapshot snapshot)
    {
        if (Elapsed(snapshot, task) is not { } elapsed)
        {
            return FieldText.Text(to, "-");
        }

        string format = elapsed < TimeSpan.FromDays(1) ? "HH:mm:ss" : elapsed < Year ? "MMMdd" : "yyyy";
        (snapshot.Time - elapsed).TryFormat(to, out int length, format, CultureInfo.InvariantCulture);
        return length;
    }
}
