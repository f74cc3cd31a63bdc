using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class DeviceReaderTests : IDisposable
{
    private const string Pci = "sys/bus/pci/devices/";
    private const string Nvidia = "0x10de", Amd = "0x1002", Intel = "0x8086", Aspeed = "0x1a03", Mellanox = "0x15b3";
    private static readonly CpuTopology Machine = AnyTopology.Of(16, nodes: 2);
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void GPUs_are_numbered_by_maker_and_address_and_the_chip_of_the_management_controller_is_none()
    {
        Device("0000:00:02.0", "0x030000", Intel, "0-7");
        Device("0000:03:00.0", "0x030000", Aspeed, "0-7");
        Device("0000:3b:00.0", "0x038000", Amd, "0-7");
        Device("0000:af:00.0", "0x030200", Nvidia, "8-15");
        Device("0000:5e:00.0", "0x030200", Nvidia, "0-7");

        Assert.Equal(
            ["gpu0 0000:5e:00.0 nvidia 0-7", "gpu1 0000:af:00.0 nvidia 8-15", "gpu2 0000:3b:00.0 amd 0-7", "gpu3 0000:00:02.0 intel 0-7", "pci:0000:03:00.0 0000:03:00.0  0-7"],
            Read());
    }

    [Fact]
    public void Interfaces_and_controllers_have_the_names_that_their_drivers_gave_them()
    {
        Device("0000:18:00.0", "0x020000", Mellanox, "0-7");
        _tree.WithFolder(Pci + "0000:18:00.0/net/enp24s0f0").WithFolder(Pci + "0000:18:00.0/infiniband/mlx5_0");
        Device("0000:43:00.0", "0x0c0600", Mellanox, "8-15");
        _tree.WithFolder(Pci + "0000:43:00.0/net/ib0");
        Device("0000:00:03.0", "0x020000", "0x1af4", "0-7");
        _tree.WithFolder(Pci + "0000:00:03.0/virtio2/net/eth0");
        Device("0000:b1:00.0", "0x010802", Intel, "8-15");
        _tree.WithFolder(Pci + "0000:b1:00.0/nvme/nvme10");
        Device("0000:b2:00.0", "0x010802", Intel, "8-15");
        _tree.WithFolder(Pci + "0000:b2:00.0/nvme/nvme9");

        Assert.Equal(
            ["ib:mlx5_0 0-7", "nic:enp24s0f0 0-7", "nic:eth0 0-7", "nic:ib0 8-15", "nvme9 8-15", "nvme10 8-15"],
            Devices().Select(device => $"{device.Name} {device.Cpus}"));
    }

    [Theory]
    [InlineData("0x060400")]
    [InlineData("0x088000")]
    [InlineData("0x0c0330")]
    [InlineData("0x050000")]
    public void Bridges_timers_and_ports_are_left_out(string kind)
    {
        Device("0000:00:00.0", kind, Intel, "0-7");

        Assert.Empty(Devices());
    }

    [Fact]
    public void All_CPUs_on_a_machine_of_several_nodes_mean_that_nothing_is_known()
    {
        Device("0000:18:00.0", "0x020000", Intel, "0-15", node: "-1");
        Device("0000:19:00.0", "0x020000", Intel, "0-15", node: "1");

        Assert.Equal([null, "8-15"], Devices().Select(device => device.Cpus?.ToString()));
        Assert.Equal(["0-15", "0-15"], new DeviceReader(new KernelFiles(_tree.Root)).Read(AnyTopology.Of(16)).Select(device => device.Cpus?.ToString()));
    }

    [Fact]
    public void Old_kernels_give_a_mask()
    {
        _tree.With(Pci + "0000:18:00.0/class", "0x020000").With(Pci + "0000:18:00.0/local_cpus", "ff00");

        Assert.Equal("8-15", Assert.Single(Devices()).Cpus?.ToString());
    }

    [Fact]
    public void Interfaces_that_are_software_are_known_as_such_and_those_of_other_buses_by_their_node()
    {
        _tree.WithFolder("sys/class/net/lo").WithFolder("sys/class/net/eth0/device").With("sys/class/net/eth0/device/numa_node", "1");

        ImmutableArray<NearDevice> devices = Devices();

        Assert.Equal(["nic:eth0", "nic:lo"], devices.Select(device => device.Name));
        Assert.Equal(("8-15", false), (devices[0].Cpus?.ToString(), devices[0].IsVirtual));
        Assert.True(devices[1].IsVirtual);
    }

    [Fact]
    public void A_machine_without_a_bus_has_none() => Assert.Empty(Devices());

    [Fact]
    public void CPUs_that_are_off_are_not_near()
    {
        Device("0000:18:00.0", "0x020000", Intel, "8-15");
        CpuTopology machine = AnyTopology.Of(16, nodes: 2, offline: CpuSet.Of(15));

        Assert.Equal("8-14", Assert.Single(new DeviceReader(new KernelFiles(_tree.Root)).Read(machine)).Cpus?.ToString());
    }

    private void Device(string address, string kind, string vendor, string cpus, string node = "0") => _tree
        .With($"{Pci}{address}/class", kind).With($"{Pci}{address}/vendor", vendor)
        .With($"{Pci}{address}/local_cpulist", cpus).With($"{Pci}{address}/numa_node", node);

    private ImmutableArray<NearDevice> Devices() => new DeviceReader(new KernelFiles(_tree.Root)).Read(Machine);

    private IEnumerable<string> Read() => Devices().Select(device => $"{device.Name} {device.Address} {device.Maker} {device.Cpus}");
}
