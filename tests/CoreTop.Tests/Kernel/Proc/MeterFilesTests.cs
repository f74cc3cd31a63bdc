using CoreTop.Kernel.Proc;
using CoreTop.Model.Meters;

namespace CoreTop.Tests.Kernel.Proc;

/// <summary>The files that only meters of the header need.</summary>
public sealed class MeterFilesTests
{
    [Fact]
    public void Pressure_is_the_share_of_the_last_ten_seconds() =>
        Assert.Equal(new StallShares(0.3285, 0.015), PressureFile.Parse(
            "some avg10=32.85 avg60=25.05 avg300=9.01 total=16353629988\nfull avg10=1.50 avg60=0.00 avg300=0.00 total=12\n"u8));

    [Fact]
    public void A_kernel_before_5_13_tells_no_full_pressure_of_cpus() =>
        Assert.Equal(new StallShares(0, null), PressureFile.Parse("some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"u8));

    [Theory]
    [InlineData("")]
    [InlineData("full avg10=1.00\n")]
    [InlineData("some avg60=1.00\n")]
    [InlineData("some avg10=many\n")]
    public void Pressure_without_its_number_is_a_format_error(string text) =>
        Assert.Throws<KernelFormatException>(() => PressureFile.Parse(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Disks_are_counted_in_sectors_of_512_bytes_and_partitions_are_left_out()
    {
        const string Text =
            " 259       0 nvme0n1 500 10 2000 300 700 20 4000 900 0 1000 1200 0 0 0 0 0 0\n"
            + " 259       1 nvme0n1p1 400 10 1000 300 700 20 3000 900 0 1000 1200 0 0 0 0 0 0\n"
            + "   8       0 sda 1 0 8 0 0 0 0 0 0 0 0\n";

        Assert.Equal(
            [new DeviceCounters("nvme0n1", 2000 * 512, 4000 * 512), new DeviceCounters("sda", 8 * 512, 0)],
            DiskStatsFile.Parse(System.Text.Encoding.ASCII.GetBytes(Text), name => !name.Contains('p', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_disk_with_too_few_numbers_is_a_format_error_and_one_that_is_not_wanted_is_none()
    {
        byte[] text = "8 0 sda 1 0 8\n"u8.ToArray();

        Assert.Throws<KernelFormatException>(() => DiskStatsFile.Parse(text, _ => true));
        Assert.Empty(DiskStatsFile.Parse(text, _ => false));
    }

    [Fact]
    public void Network_interfaces_are_all_but_the_loopback()
    {
        const string Text =
            "Inter-|   Receive                                                |  Transmit\n"
            + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"
            + "    lo:    9579      87    0    0    0     0          0         0     9579      87    0    0    0     0       0          0\n"
            + "  eth0: 227033568    7398    0    0    0     0          0         0   411867    5403    0    0    0     0       0          0\n"
            + "eth0:1:10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0\n";

        Assert.Equal(
            [new DeviceCounters("eth0", 227033568, 411867), new DeviceCounters("eth0:1", 10, 20)],
            NetworkFile.Parse(System.Text.Encoding.ASCII.GetBytes(Text)));
        Assert.Throws<KernelFormatException>(() => NetworkFile.Parse("eth0: 1 2 3\n"u8));
    }

    [Fact]
    public void The_mean_clock_is_that_of_the_lines_that_have_one()
    {
        Assert.Equal(2.5e9, CpuInfoFile.ParseMeanHertz("processor\t: 0\ncpu MHz\t\t: 2000.000\n\nprocessor\t: 1\ncpu MHz\t\t: 3000.000\n"u8));
        Assert.Throws<KernelFormatException>(() => CpuInfoFile.ParseMeanHertz("cpu MHz\t\t: 1e308\n"u8));
        Assert.Null(CpuInfoFile.ParseMeanHertz("processor\t: 0\nBogoMIPS\t: 50.00\n"u8));
    }
}
