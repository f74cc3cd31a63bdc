using CoreTop.Model.Sampling;
using CoreTop.Tui;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class FilterOnScreenTests : IDisposable
{
    private readonly TestScreen _screen = new(AnySnapshot.Founding());

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_filter_that_is_not_right_yet_says_where_and_keeps_the_rows()
    {
        _screen.Press("F4");
        _screen.Type("cpu=35");
        _screen.Type(" (");
        _screen.Type("run>");

        Assert.Equal(12, _screen.Main.Rows.Count);
        Assert.Contains("Filter: cpu=35 (run>   Column 13: run takes cores such as 0.5", _screen.MessageLine, StringComparison.Ordinal);

        _screen.Press("Enter");
        Assert.NotNull(_screen.Main.Prompt);
        Assert.StartsWith("The filter is not right. Column 13:", _screen.Message, StringComparison.Ordinal);

        _screen.Type("0.1)");
        Assert.Empty(_screen.Main.Rows);
        Assert.DoesNotContain("Column", _screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_of_an_unknown_field_is_looked_for_and_said()
    {
        _screen.Press("F4");
        _screen.Type("usr=ann");
        _screen.Press("Enter");

        Assert.Empty(_screen.Main.Rows);
        Assert.StartsWith("No field is called usr", _screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_on_what_the_kernel_refuses_says_of_how_many()
    {
        using var screen = new TestScreen(AnySnapshot.Of(
            AnyTopology.Of(4),
            _ => 0,
            AnySnapshot.Process(7) with { Extras = new TaskExtras { Tried = ExtraFiles.Io } },
            AnySnapshot.Process(8) with { Extras = new TaskExtras { Tried = ExtraFiles.Io, Io = new IoCounters(0, 0, 0, 0, 9, 0, 0) } }));
        screen.Press("F4");
        screen.Type("readBytes>1");

        Assert.Equal(8, Assert.Single(screen.Main.Rows).Process.Pid);
        Assert.Contains("filter readBytes>1 (READ refused of 1)", string.Join('\n', screen.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Details_of_every_process_are_asked_for_while_a_filter_looks_at_them()
    {
        var request = new RequestForView();
        SampleRequest before = request.After(SampleRequest.Ordinary, _screen.Main);
        _screen.Press("F4");
        _screen.Type("user=ubuntu");
        SampleRequest filtered = request.After(before, _screen.Main);
        _screen.Press("Ctrl-U");

        Assert.False(before.AllDetails);
        Assert.True(filtered.AllDetails);
        Assert.False(request.After(filtered, _screen.Main).AllDetails);
    }
}
