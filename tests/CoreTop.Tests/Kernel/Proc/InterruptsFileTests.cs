using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Interrupts;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class InterruptsFileTests
{
    private const string Text = """
                   CPU0       CPU2
         24:          1          0  IO-APIC   5-edge      ACPI:Ged
         28:         10 4294967290  PCI-MSIX-0000:00:01.0   1-edge      virtio0-input.0, eth0
        NMI:          7          8   Non-maskable interrupts
        ERR:          3
        MIS:          0
        LOC:      18608
        """;

    [Fact]
    public void Columns_are_the_online_cpus_and_rows_without_them_are_left_out()
    {
        InterruptCounts counts = Parse(Text);

        Assert.Equal([new CpuId(0), new CpuId(2)], counts.Cpus);
        Assert.Equal(["24", "28", "NMI"], counts.Sources.Select(source => source.Name));
        Assert.Equal(["ACPI:Ged", "virtio0-input.0, eth0", "Non-maskable interrupts"], counts.Sources.Select(source => source.Text));
        Assert.Equal([10, 4294967290], counts.Sources[1].Counts);
    }

    [Fact]
    public void Soft_interrupts_have_a_name_alone()
    {
        InterruptSource source = Assert.Single(Parse("   CPU0 CPU1\n  NET_RX:   5   6\n").Sources);

        Assert.Equal("NET_RX", source.Name);
        Assert.Empty(source.Text);
    }

    [Fact]
    public void Growth_survives_the_wrap_and_the_most_frequent_source_comes_first()
    {
        InterruptCounts after = Parse(Text.Replace("4294967290", "         4", StringComparison.Ordinal)
            .Replace("         8 ", "        11 ", StringComparison.Ordinal));

        Assert.Equal(
            [new InterruptGrowth("28", "virtio0-input.0, eth0", 10), new InterruptGrowth("NMI", "Non-maskable interrupts", 3)],
            after.Since(Parse(Text), new CpuId(2)));
        Assert.Equal("IRQ 28 (virtio0-input.0, eth0)", after.Since(Parse(Text), new CpuId(2))[0].ToString());
        Assert.Empty(after.Since(Parse(Text), new CpuId(1)));
        Assert.Empty(after.Since(InterruptCounts.None, new CpuId(2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24: 1 0 IO-APIC\n")]
    public void A_file_without_columns_is_refused(string text) => Assert.Throws<KernelFormatException>(() => Parse(text));

    [Fact]
    public void A_hostile_device_name_holds_nothing_that_a_terminal_would_obey() =>
        Assert.Equal("a?[2Jb", Assert.Single(Parse("  CPU0\n 9:  1  chip   edge   a\u001b[2Jb\n").Sources).Text);

    private static InterruptCounts Parse(string text) => InterruptsFile.Parse(Encoding.UTF8.GetBytes(text));
}
