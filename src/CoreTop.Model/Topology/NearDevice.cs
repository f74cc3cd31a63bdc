using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>A device, and the CPUs that reach it without a detour over another socket or node.</summary>
/// <remarks>Source: /sys/bus/pci/devices and /sys/class/net.</remarks>
/// <param name="Name">Its name in a <see cref="CpuExpression"/>: <c>gpu0</c>, <c>nic:eth0</c>, <c>nvme0</c>, <c>ib:mlx5_0</c> or <c>pci:0000:3b:00.0</c>.</param>
/// <param name="Address">Its address on the PCI bus, such as <c>0000:3b:00.0</c>; null when it is on another bus, or virtual.</param>
/// <param name="Cpus">The online CPUs near it; null when that is not known.</param>
public sealed record NearDevice(string Name, string? Address, CpuSet? Cpus)
{
    /// <summary>Who made it, of those whose GPUs are numbered: <c>nvidia</c>, <c>amd</c>, <c>intel</c>; null for others.</summary>
    public string? Maker { get; init; }

    /// <summary>It is software, such as <c>lo</c>, and is near no CPU.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>It has a name besides its address.</summary>
    public bool IsNamed => Address is null || !Name.EndsWith(Address, StringComparison.Ordinal);
}
