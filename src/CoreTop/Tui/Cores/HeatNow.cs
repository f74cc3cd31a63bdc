using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>What stands behind a row of the heat picture.</summary>
/// <param name="Busy">How busy the busiest of its CPUs is, as a share; null where that is not known.</param>
/// <param name="Crowd">The tasks confined to the most crowded of them; 0 where none is crowded.</param>
/// <param name="Idle">How many of them are idle.</param>
internal readonly record struct HeatNow(double? Busy, int Crowd, int Idle)
{
    /// <summary>That of a row.</summary>
    public static HeatNow Of(CoreItem item, Snapshot snapshot, in CpuEmphasis emphasis)
    {
        CoreLoad load = CoreLoad.Of(snapshot, item);
        return new HeatNow(load.IsUntold(snapshot) ? null : load.Busy, emphasis.Crowd(item), CoreLoad.CountIdle(snapshot, item.Cpus));
    }
}
