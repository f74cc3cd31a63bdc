using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureWriterTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void A_capture_reads_as_the_machine_did(string name)
    {
        string file = Path.Combine(_tree.Root, "copy.txt");
        using Machine machine = Fixture.Open(name);

        MadeCapture capture = CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments: false, TestContext.Current.CancellationToken);
        capture.Save(file, TestContext.Current.CancellationToken);

        using Machine copy = Machine.Open(file, TimeProvider.System);
        Assert.Equal(2, capture.Readings);
        Assert.EndsWith("\n-- end --\n", File.ReadAllText(file), StringComparison.Ordinal);
        for (int reading = 0; reading < 2; reading++)
        {
            Sample before = machine.Read(SampleRequest.Everything)!, after = copy.Read(SampleRequest.Everything)!;
            Assert.Equal(before.Topology.Cpus, after.Topology.Cpus);
            Assert.Equal(before.Topology.Cores, after.Topology.Cores);
            Assert.Equal(before.Topology.Packages, after.Topology.Packages);
            Assert.Equal(before.Topology.LastLevelCaches, after.Topology.LastLevelCaches);
            Assert.Equal(before.Topology.Nodes, after.Topology.Nodes);
            Assert.Equal(before.Cpus, after.Cpus);
            Assert.Equal(before.MonotonicTime, after.MonotonicTime);
            Assert.Equal(before.Processes.Select(Masked), after.Processes.Select(Masked));
            Assert.Equal(before.Problems, after.Problems);
        }
    }

    // On a running machine the device is a link to a folder.
    [Fact]
    public void A_capture_tells_the_disks_that_have_a_device()
    {
        using TempTree disks = CapturedMachine.Of(cpus: 1)
            .With("proc/diskstats", "8 0 sda 0 0 1 0 0 0 2 0 0 0 0\n8 1 sda1 0 0 1 0 0 0 2 0 0 0 0\n253 0 dm-0 0 0 1 0 0 0 2 0 0 0 0")
            .WithFolder("sys/block/sda/sda1").WithFolder("sys/block/dm-0/dm").WithFolder("sys/devices/serial123");
        File.CreateSymbolicLink(Path.Combine(disks.Root, "sys/block/sda/device"), "../../devices/serial123");
        string file = Path.Combine(_tree.Root, "copy.txt");
        using (Machine machine = Machine.Open(disks.Root, TimeProvider.System))
        {
            CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments: false, TestContext.Current.CancellationToken)
                .Save(file, TestContext.Current.CancellationToken);
        }

        using Machine copy = Machine.Open(file, TimeProvider.System);
        Assert.Equal(["device"], copy.Files.ListFolder("/sys/block/sda"));
        Assert.Empty(copy.Files.ListFolder("/sys/block/dm-0"));
        Sample sample = copy.Read(new SampleRequest { Meters = MeterNeeds.Disks })!;
        Assert.Equal(["sda"], sample.Meters!.Disks!.Value.Select(disk => disk.Name));
    }

    [Fact]
    public void A_capture_tells_the_devices_and_the_CPUs_near_them()
    {
        const string Card = "sys/bus/pci/devices/0000:3b:00.0";
        using TempTree tree = CapturedMachine.Of(cpus: 4)
            .With(Card + "/class", "0x020000").With(Card + "/local_cpulist", "2-3").With(Card + "/numa_node", "0")
            .WithFolder(Card + "/virtio1/net/acme").WithFolder("sys/class/net/lo").WithFolder("sys/class/net/acme");
        string file = Path.Combine(_tree.Root, "copy.txt");
        using (Machine machine = Machine.Open(tree.Root, TimeProvider.System))
        {
            CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments: false, TestContext.Current.CancellationToken)
                .Save(file, TestContext.Current.CancellationToken);
        }

        using Machine copy = Machine.Open(file, TimeProvider.System);
        Assert.Equal(["nic:lo ", "nic:net1 2-3"], copy.ReadDevices().Select(device => $"{device.Name} {device.Cpus}"));
    }

    [Fact]
    public void A_capture_can_be_ended()
    {
        using Machine machine = Fixture.Open(FixtureMachines.Virtual);

        Assert.ThrowsAny<OperationCanceledException>(
            () => CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments: false, new CancellationToken(canceled: true)));
    }

    // The parts that a capture keeps, in a form that is equal by value.
    private static object Masked(ProcessSample process) => new
    {
        process.Key,
        process.Name,
        process.State,
        process.UserTicks,
        process.Affinity,
        process.RunNanoseconds,
        process.WaitNanoseconds,
        process.Window,
        process.Details?.Uid,
        process.Details?.SharedBytes,
        process.Details?.Limit,
        process.Details?.LimitedBy,
        Threads = string.Join(' ', process.Threads.Select(thread => thread.ToString())),
    };
}
