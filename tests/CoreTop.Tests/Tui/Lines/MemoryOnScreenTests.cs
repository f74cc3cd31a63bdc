using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Tui.Lines;

public sealed class MemoryOnScreenTests
{
    private const ulong Gigabyte = 1024 * 1024 * 1024;

    // Used 25, of which 5 are files that cannot be had, buffers 12.5, cached 37.5.
    private static readonly MemoryUse Parts = new(
        TotalBytes: 64 * Gigabyte, AvailableBytes: 48 * Gigabyte, FreeBytes: 16 * Gigabyte, BuffersBytes: 8 * Gigabyte,
        CachedBytes: 24 * Gigabyte, SwapTotalBytes: 0, SwapFreeBytes: 0);

    [Theory]
    [InlineData(80, "Mem ▇▅▃▁ 16/64G")]
    [InlineData(120, "Mem ▇▇▇▇▇▇▅▅▅▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁ 16/64G")]
    public void The_bar_has_a_sign_for_each_part(int width, string bar)
    {
        using var screen = new TestScreen(With(Parts), width, height: 29, isMono: true);

        Assert.Contains(bar, screen.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_part_has_a_colour()
    {
        using var screen = new TestScreen(With(Parts));

        foreach (Ink ink in new[] { Ink.MemoryUsed, Ink.MemoryBuffers, Ink.MemoryCache })
        {
            Assert.Contains(Theme.Colour[ink], screen.LooksOf("Mem "));
        }
    }

    [Fact]
    public void What_is_cached_and_cannot_be_had_counts_as_used()
    {
        using var screen = new TestScreen(
            With(Parts with { AvailableBytes = 16 * Gigabyte, CachedBytes = 60 * Gigabyte, BuffersBytes = 0 }), height: 29);

        Assert.Contains("Mem ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▃▃▃▃▃▃ 48/64G", screen.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_meter_has_the_same_parts()
    {
        using var screen = new TestScreen(With(Parts));
        screen.Main.Use(CoreTop.Settings.SettingsText.Parse("meters-left = memory:bar\n").Settings);

        Assert.Matches("^ Memory +▕▇+▅+▃+▁+▏ 16G/64G", screen.Lines[2]);
    }

    [Fact]
    public void In_80_columns_swap_that_is_in_use_is_seen_and_kernel_threads_are_counted()
    {
        Snapshot snapshot = With(Parts with { SwapTotalBytes = 10 * Gigabyte, SwapFreeBytes = 9 * Gigabyte }) with
        {
            Tasks = new TaskCounts(446, 37, 409, 0, 0) { KernelThreads = 409 },
        };
        using var screen = new TestScreen(snapshot, 80, 24);

        Assert.Equal(" Tasks 37 + 409 kernel   busy 25.0 of 36 cores   Mem ▇▅▃▁ 16/64G  Swp 1/10G", screen.Lines[1]);
    }

    private static Snapshot With(MemoryUse memory) => AnySnapshot.Founding() with { Memory = memory };
}
