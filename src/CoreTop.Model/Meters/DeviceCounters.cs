namespace CoreTop.Model.Meters;

/// <summary>What one disk or network interface has moved since it is there.</summary>
/// <param name="Name">The kernel's name, such as <c>nvme0n1</c> or <c>eth0</c>.</param>
/// <param name="InBytes">Read or received.</param>
/// <param name="OutBytes">Written or sent.</param>
public readonly record struct DeviceCounters(string Name, ulong InBytes, ulong OutBytes);
