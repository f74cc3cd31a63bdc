using CoreTop.Model.Meters;

namespace CoreTop.Model.Sampling;

/// <summary>How fast the counters of <see cref="TaskExtras"/> grow, a second; null until they were read twice.</summary>
/// <param name="ReadBytes">Fetched from a disk.</param>
/// <param name="WrittenBytes">To be sent to a disk.</param>
/// <param name="VoluntarySwitches">Times it left a CPU to sleep.</param>
/// <param name="InvoluntarySwitches">Times it was made to leave a CPU.</param>
/// <param name="Migrations">Times it went to another CPU.</param>
public sealed record TaskExtraRates(
    double? ReadBytes, double? WrittenBytes, double? VoluntarySwitches, double? InvoluntarySwitches, double? Migrations)
{
    /// <summary>None is known.</summary>
    internal static TaskExtraRates None { get; } = new(null, null, null, null, null);

    /// <summary>Reads and writes together.</summary>
    public double? IoBytes => ReadBytes + WrittenBytes;

    /// <summary>The rates between two readings; those known before where there was no second one.</summary>
    internal static TaskExtraRates Between(TaskExtras? before, TaskExtras? after, TaskExtraRates known)
    {
        if (before is null || after is null || after.ReadAt <= before.ReadAt)
        {
            return known;
        }

        double seconds = (after.ReadAt - before.ReadAt).TotalSeconds;
        return new TaskExtraRates(
            Rate(before.Io?.ReadBytes, after.Io?.ReadBytes, seconds),
            Rate(before.Io?.WrittenBytes, after.Io?.WrittenBytes, seconds),
            Rate(before.Status?.VoluntarySwitches, after.Status?.VoluntarySwitches, seconds),
            Rate(before.Status?.InvoluntarySwitches, after.Status?.InvoluntarySwitches, seconds),
            Rate(before.Migrations, after.Migrations, seconds));
    }

    private static double? Rate(ulong? before, ulong? after, double seconds) =>
        before is { } then && after is { } now ? Counter.Growth(then, now) / seconds : null;
}
