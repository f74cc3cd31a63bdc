namespace CoreTop.Model.Meters;

/// <summary>What a snapshot knows for the header's meters alone. Null is what was not asked for, or what this kernel does not say.</summary>
/// <param name="Now">What was read, as far as it is not a counter.</param>
/// <param name="Disks">Whole disks together; null also in the first snapshot.</param>
/// <param name="Networks">Network interfaces but the loopback together; null also in the first snapshot.</param>
public sealed record MeterLoad(MeterSample Now, DeviceRates? Disks, DeviceRates? Networks)
{
    /// <summary>From two readings; null where there is no reading.</summary>
    /// <param name="before">The reading before; null for none.</param>
    /// <param name="after">The reading; null for none.</param>
    /// <param name="window">Time between them.</param>
    internal static MeterLoad? Between(MeterSample? before, MeterSample? after, TimeSpan window) => after is null ? null : new(
        after,
        DeviceRates.Between(before?.Disks, after.Disks, window),
        DeviceRates.Between(before?.Networks, after.Networks, window));
}
