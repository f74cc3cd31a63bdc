using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop topology --json</c> prints.</summary>
internal sealed record TopologyDocument : BoundedDocument
{
    public required ImmutableArray<PlaceEntry> Cpus { get; init; }

    public required ImmutableArray<CpuSet> Packages { get; init; }

    public required ImmutableArray<CpuSet> Nodes { get; init; }

    public required ImmutableArray<CpuSet> Cores { get; init; }

    public required ImmutableArray<CpuSet> Llcs { get; init; }

    public required ImmutableArray<DeviceEntry> Devices { get; init; }

    /// <summary>Makes the document.</summary>
    public static TopologyDocument From(
        CpuTopology topology, ImmutableArray<NearDevice> devices, HostInfo host, DateTimeOffset time) => new()
        {
            Command = "topology",
            Time = time,
            Host = Known(host.Name),
            Kernel = Known(host.KernelRelease),
            IntervalSeconds = null,
            Cpus = [.. topology.Cpus.Select(PlaceEntry.From)],
            Packages = topology.Packages,
            Nodes = [.. topology.Nodes.Select(node => node.Cpus)],
            Cores = topology.Cores,
            Llcs = topology.LastLevelCaches,
            Devices = [.. devices.Select(DeviceEntry.From)],
        };
}
