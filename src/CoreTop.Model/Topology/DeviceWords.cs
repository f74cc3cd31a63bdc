using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>The words of a <see cref="CpuExpression"/> that name devices: <c>gpu0</c>, <c>nvme0</c>, <c>nic:eth0</c>, <c>ib:mlx5_0</c>, <c>pci:0000:3b:00.0</c>.</summary>
internal static class DeviceWords
{
    private const int MostListed = 6;
    private const string Pci = "pci:";
    private static readonly string[] Prefixes = ["nic:", "ib:", Pci];

    /// <summary>The part names a device by a prefix and a name of its own.</summary>
    public static bool IsOne(string part) => Prefixes.Any(prefix => part.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The CPUs near one device.</summary>
    /// <param name="part">Such as <c>nic:eth0</c>.</param>
    /// <param name="naming">Knows the devices.</param>
    /// <param name="error">Why there are none; empty when there are.</param>
    public static CpuSet Near(string part, CpuNaming naming, out string error)
    {
        string prefix = Prefixes.First(each => part.StartsWith(each, StringComparison.OrdinalIgnoreCase));
        string name = part[prefix.Length..].Trim();
        ImmutableArray<NearDevice> devices = naming.Devices();
        NearDevice? device = prefix == Pci
            ? devices.FirstOrDefault(each => IsAt(each, name))
            : devices.FirstOrDefault(each => each.Name == prefix + name);
        if (device is not null)
        {
            return Near(device, prefix + name, out error);
        }

        error = NoneOf(prefix + name, [.. devices.Where(each => each.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(each => each.Name)]);
        return CpuSet.Empty;
    }

    /// <summary>The CPUs near numbered devices.</summary>
    /// <param name="word">What they are called, such as <c>gpu</c>.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="naming">Knows the devices.</param>
    /// <param name="error">Why there are none; empty when there are.</param>
    public static CpuSet Near(string word, CpuSet numbers, CpuNaming naming, out string error)
    {
        ImmutableArray<NearDevice> devices = naming.Devices();
        CpuSet near = CpuSet.Empty;
        foreach (CpuId number in numbers)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{word}{number.Number}");
            if (devices.FirstOrDefault(each => each.Name == name) is not { } device)
            {
                error = NoneOf(name, [.. devices.Where(each => IsNumbered(each.Name, word)).Select(each => each.Name)]);
                return CpuSet.Empty;
            }

            near = near.Union(Near(device, name, out error));
            if (error.Length > 0)
            {
                return CpuSet.Empty;
            }
        }

        error = string.Empty;
        return near;
    }

    private static CpuSet Near(NearDevice device, string name, out string error)
    {
        error = device.IsVirtual ? $"{name} is a virtual device: it is near no CPU."
            : device.Cpus is null ? $"This machine does not say which CPUs are near {name}."
            : device.Cpus.IsEmpty ? $"None of the CPUs near {name} is online."
            : string.Empty;
        return device.Cpus ?? CpuSet.Empty;
    }

    private static string NoneOf(string name, string[] known) => known.Length switch
    {
        0 => $"There is no {name} here: \"coretop topology\" lists the devices there are.",
        1 => $"There is no {name} here: {known[0]} is there.",
        <= MostListed => $"There is no {name} here: {string.Join(", ", known[..^1])} and {known[^1]} are there.",
        _ => $"There is no {name} here: {string.Join(", ", known[..MostListed])} and {known.Length - MostListed} more are there.",
    };

    private static bool IsNumbered(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && name.AsSpan(word.Length) is { IsEmpty: false } rest && !rest.ContainsAnyExceptInRange('0', '9');

    // Nearly always the bus has the domain 0000, which people leave out.
    private static bool IsAt(NearDevice device, string address) => device.Address is { } known
        && (known.Equals(address, StringComparison.OrdinalIgnoreCase) || known.Equals($"0000:{address}", StringComparison.OrdinalIgnoreCase));
}
