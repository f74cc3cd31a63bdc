using System.Collections.Immutable;

namespace CoreTop.Model.Meters;

/// <summary>What all disks, or all network interfaces, move together.</summary>
/// <param name="InBytesPerSecond">Read or received.</param>
/// <param name="OutBytesPerSecond">Written or sent.</param>
public readonly record struct DeviceRates(double InBytesPerSecond, double OutBytesPerSecond)
{
    /// <summary>Both ways.</summary>
    public double BytesPerSecond => InBytesPerSecond + OutBytesPerSecond;

    /// <summary>The rates between two readings, of the devices that are in both; null when one of the readings is missing.</summary>
    /// <param name="before">The reading before; null for none.</param>
    /// <param name="after">The reading; null for none.</param>
    /// <param name="window">Time between them.</param>
    internal static DeviceRates? Between(
        ImmutableArray<DeviceCounters>? before, ImmutableArray<DeviceCounters>? after, TimeSpan window)
    {
        if (before is not { } olds || after is not { } news || window <= TimeSpan.Zero)
        {
            return null;
        }

        double into = 0, outOf = 0;
        foreach (DeviceCounters now in news)
        {
            foreach (DeviceCounters old in olds)
            {
                if (old.Name == now.Name)
                {
                    into += Counter.Growth(old.InBytes, now.InBytes);
                    outOf += Counter.Growth(old.OutBytes, now.OutBytes);
                    break;
                }
            }
        }

        return new DeviceRates(into / window.TotalSeconds, outOf / window.TotalSeconds);
    }
}
