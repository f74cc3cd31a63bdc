using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Sys;

/// <summary>Reads which devices there are, and which CPUs are near them.</summary>
/// <remarks>
/// The PCI bus says where a device is; the folders of the device say what it is called. GPUs are numbered as nvidia-smi does, NVIDIA's first
/// and by their addresses; the graphics chips of management controllers do not count.
/// </remarks>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/PCI/sysfs-pci.html"/>
internal sealed class DeviceReader(KernelFiles files)
{
    /// <summary>The devices on the PCI bus, by their addresses.</summary>
    public const string Pci = "/sys/bus/pci/devices";

    /// <summary>The network interfaces.</summary>
    public const string Interfaces = "/sys/class/net";

    private const uint Network = 0x02, Display = 0x03, Storage = 0x01, Accelerator = 0x12, InfiniBand = 0x0c06;

    // Those that nobody places programs by: memory, bridges, ports, timers and counters of the chips themselves.
    private static readonly ImmutableArray<uint> LeftOut = [0x05, 0x06, 0x07, 0x08, 0x0c, 0x11];

    private static readonly ImmutableArray<(uint Vendor, string Name)> Makers = [(0x10de, "nvidia"), (0x1002, "amd"), (0x8086, "intel")];

    private readonly SysFiles _sys = new(files, new List<ReadProblem>());

    /// <summary>The devices: GPUs, network interfaces, disks and others, each sort by its names.</summary>
    /// <param name="topology">The machine, whose nodes say where a device is when its CPUs are not listed.</param>
    public ImmutableArray<NearDevice> Read(CpuTopology topology)
    {
        var named = new List<NearDevice>();
        var unnamed = new List<NearDevice>();
        var gpus = new List<NearDevice>();
        foreach (string address in files.ListFolder(Pci))
        {
            string folder = $"{Pci}/{address}";
            if (_sys.ReadHex(folder + "/class") is not { } kind || (LeftOut.Contains(kind >> 16) && kind >> 8 != InfiniBand))
            {
                continue;
            }

            var device = new NearDevice($"pci:{address}", address, Near(folder, topology));
            string? maker = MakerOf(folder);
            if (kind >> 16 == Accelerator || (kind >> 16 == Display && maker is not null))
            {
                gpus.Add(device with { Maker = maker });
                continue;
            }

            string[] names = [.. NamesOf(folder, kind)];
            named.AddRange(names.Select(name => device with { Name = name }));
            if (names.Length == 0)
            {
                unnamed.Add(device);
            }
        }

        named.AddRange(OtherInterfaces(named, topology));
        return
        [
            .. Numbered(gpus),
            .. named.OrderBy(static device => Stem(device.Name), StringComparer.Ordinal)
                .ThenBy(static device => device.Name.Length)
                .ThenBy(static device => device.Name, StringComparer.Ordinal),
            .. unnamed,
        ];
    }

    // Behind the first digit shorter names come first, so that nvme10 follows nvme9.
    private static string Stem(string name) => name.AsSpan().IndexOfAnyInRange('0', '9') is int digit and >= 0 ? name[..digit] : name;

    private static IEnumerable<NearDevice> Numbered(List<NearDevice> gpus) => gpus
        .OrderBy(gpu => Makers.IndexOf(Makers.FirstOrDefault(maker => maker.Name == gpu.Maker)) is int rank and >= 0 ? rank : Makers.Length)
        .ThenBy(gpu => gpu.Address, StringComparer.Ordinal)
        .Select((gpu, number) => gpu with { Name = string.Create(CultureInfo.InvariantCulture, $"gpu{number}") });

    private string? MakerOf(string folder) =>
        _sys.ReadHex(folder + "/vendor") is { } vendor ? Makers.FirstOrDefault(maker => maker.Vendor == vendor).Name : null;

    private IEnumerable<string> NamesOf(string folder, uint kind)
    {
        if (kind >> 16 == Storage)
        {
            return files.ListFolder(folder + "/nvme").Where(static name => name.StartsWith("nvme", StringComparison.Ordinal));
        }

        if (kind >> 16 != Network && kind >> 8 != InfiniBand)
        {
            return [];
        }

        // A virtio card is a bus of one device.
        IEnumerable<string> ofVirtio = files.ListFolder(folder)
            .Where(static name => name.StartsWith("virtio", StringComparison.Ordinal))
            .SelectMany(name => files.ListFolder($"{folder}/{name}/net"));
        return files.ListFolder(folder + "/net").Concat(ofVirtio).Select(static name => $"nic:{name}")
            .Concat(files.ListFolder(folder + "/infiniband").Select(static name => $"ib:{name}"));
    }

    // Those of another bus, and those that are software.
    private IEnumerable<NearDevice> OtherInterfaces(IEnumerable<NearDevice> known, CpuTopology topology)
    {
        HashSet<string> names = [.. known.Select(device => device.Name)];
        foreach (string name in files.ListFolder(Interfaces).Where(name => !names.Contains($"nic:{name}")))
        {
            string folder = $"{Interfaces}/{name}/device";
            bool isVirtual = files.ListFolder(folder).Count == 0;
            yield return new NearDevice($"nic:{name}", Address: null, isVirtual ? null : Near(folder, topology)) { IsVirtual = isVirtual };
        }
    }

    // Where the firmware does not say, the kernel lists all CPUs; on a machine of one node all are near.
    private CpuSet? Near(string folder, CpuTopology topology)
    {
        CpuSet? listed = (_sys.ReadList(folder + "/local_cpulist") ?? _sys.ReadMask(folder + "/local_cpus"))?.Intersect(topology.Online);
        if (listed is { IsEmpty: false } && (topology.Nodes.Length == 1 || !topology.Online.IsSubsetOf(listed)))
        {
            return listed;
        }

        int? node = _sys.ReadNumber(folder + "/numa_node");
        return topology.Nodes.FirstOrDefault(each => each.Number == node)?.Cpus;
    }
}
