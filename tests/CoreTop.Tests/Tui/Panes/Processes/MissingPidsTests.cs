using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Tui.Panes.Processes;

/// <summary>A list of chosen PIDs says which of them are not there.</summary>
public sealed class MissingPidsTests : IDisposable
{
    private readonly TestScreen _screen = new(snapshot: null);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void PIDs_that_are_not_there_are_said_once_and_the_empty_list_says_so()
    {
        Choose(4711, 4712);
        _screen.Show(Machine(10));
        Assert.Equal("There are no processes 4711, 4712 (-p).", _screen.Message);
        Assert.Contains(" No task of -p 4711,4712 is there.", _screen.Text, StringComparison.Ordinal);

        _screen.Main.Panes.Context.Messages.Current = null;
        _screen.Show(Machine(10));
        Assert.Empty(_screen.Message);
        Assert.Contains(" No task of -p 4711,4712 is there.", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_ends_is_said_and_one_that_is_there_is_shown()
    {
        Choose(10, 11);
        _screen.Show(Machine(10, 11));
        Assert.Empty(_screen.Message);

        _screen.Show(Machine(10));
        Assert.Equal("Process 11 of -p has ended.", _screen.Message);
        Assert.DoesNotContain("No task of", _screen.Text, StringComparison.Ordinal);

        _screen.Show(Machine());
        Assert.Equal("Process 10 of -p has ended.", _screen.Message);
        Assert.Contains(" No task of -p 10,11 is there.", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_that_lacks_processes_still_says_nothing_of_them()
    {
        Choose(10);

        _screen.Show(Machine() with { IsPartial = true });

        Assert.Empty(_screen.Message);
        Assert.DoesNotContain("No task of", _screen.Text, StringComparison.Ordinal);
    }

    private static Snapshot Machine(params int[] pids) =>
        AnySnapshot.Of(AnyTopology.Of(2), _ => 0, [.. pids.Select(pid => AnySnapshot.Process(pid))]);

    private void Choose(params int[] pids) => _screen.Main.Panes.Context.Tasks.Choose(_screen.Main.List with { Pids = [.. pids] });
}
