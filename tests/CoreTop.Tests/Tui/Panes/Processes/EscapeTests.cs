namespace CoreTop.Tests.Tui.Panes.Processes;

/// <summary>Esc in the list takes away one thing and says which.</summary>
public sealed class EscapeTests : IDisposable
{
    private readonly TestScreen _screen = new(AnySnapshot.Founding());

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void One_press_takes_away_one_thing_in_order()
    {
        _screen.Press("N", "u", "End", "Enter", "F4");
        _screen.Type("run<0.5");
        _screen.Press("Enter", "Tab", "End", "Enter", "Tab", "!", "Space", "Space", "/");
        _screen.Type("ctive");
        _screen.Press("Enter", "Z", "F");

        Assert.Matches("^The cursor no longer follows [0-9]+\\.$", Escape());
        Assert.Null(_screen.Main.Followed);
        Assert.Equal("Tasks of all CPUs are shown again.", Escape());
        Assert.Null(_screen.Main.List.LastCpu);
        Assert.Equal("The filter run<0.5 is taken away.", Escape());
        Assert.Equal("ubuntu", _screen.Main.List.User);
        Assert.Equal("Processes of all users are shown again.", Escape());
        Assert.Null(_screen.Main.List.User);
        Assert.Equal("Idle tasks are shown again.", Escape());
        Assert.False(_screen.Main.List.HidesIdle);
        Assert.Matches("^[0-9]+ tags? taken away\\.$", Escape());
        Assert.Empty(_screen.Main.Tags);
        Assert.Equal("The search for \"ctive\" is over.", Escape());
        Assert.Equal("Resumed.", Escape());
        Assert.DoesNotContain("PAUSED", _screen.Lines[0], StringComparison.Ordinal);
        Assert.Empty(Escape());
        Assert.Equal("Esc has nothing to take away here: q quits.", Escape());
    }

    [Fact]
    public void A_message_is_not_in_the_way_of_what_is_to_be_taken_away()
    {
        _screen.Press("Space", "D");
        Assert.NotEmpty(_screen.Message);

        Assert.Equal("1 tag taken away.", Escape());
    }

    [Fact]
    public void A_search_that_is_over_asks_for_a_text_again()
    {
        _screen.Press("/");
        _screen.Type("victim");
        _screen.Press("Enter", "Esc", "Shift-F3");

        Assert.Equal("There is no search to continue: / asks for a text.", _screen.Message);
    }

    [Fact]
    public void A_lifted_filter_shows_the_top_unless_the_cursor_was_moved()
    {
        _screen.Press("N", "F4");
        _screen.Type("cpu=35");
        _screen.Press("Enter", "Esc");
        Assert.Equal((0, 0), (_screen.Main.Cursor.Index, _screen.Main.Cursor.Top));

        _screen.Press("F4");
        _screen.Type("cpu=35");
        _screen.Press("Enter", "Down", "Down");
        var moved = _screen.Main.Selected?.Key;
        _screen.Press("Esc");
        Assert.Equal(moved, _screen.Main.Selected?.Key);
    }

    private string Escape()
    {
        _screen.Press("Esc");
        return _screen.Message;
    }
}
