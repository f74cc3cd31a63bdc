using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Cli.Documents;

/// <summary>One device of a <see cref="TopologyDocument"/>.</summary>
internal sealed record DeviceEntry(string Name, string? Address, string? Maker, CpuSet? Cpus)
{
    /// <summary>Makes the entry.</summary>
    public static DeviceEntry From(NearDevice device) => new(device.Name, device.Address, device.Maker, device.Cpus);
}
