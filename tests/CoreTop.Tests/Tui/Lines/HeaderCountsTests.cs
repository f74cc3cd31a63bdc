using CoreTop.Listing.Options;

namespace CoreTop.Tests.Tui.Lines;

public sealed class HeaderCountsTests
{
    [Fact]
    public void With_pids_the_header_counts_only_these_processes_as_in_top()
    {
        Assert.Equal(" Tasks 2, 2 running,", Counts(new ListOptions { Pids = [3291, 3304] }));
        Assert.Equal(" Tasks 0, 0 running,", Counts(new ListOptions { Pids = [99999] }));
        Assert.Equal(" Tasks 37, 36 running,", Counts(new ListOptions { User = "nobody", HidesIdle = true }));
        Assert.Equal(" Tasks 37, 36 running,", Counts(new ListOptions()));
    }

    private static string Counts(ListOptions options)
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Main.Use(screen.Main.Settings with { List = options });
        return screen.Lines[1][..(screen.Lines[1].IndexOf("running,", StringComparison.Ordinal) + "running,".Length)];
    }
}
