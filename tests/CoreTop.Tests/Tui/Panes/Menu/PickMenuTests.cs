using CoreTop.Listing.Fields;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui.Panes.Menu;

public sealed class PickMenuTests
{
    private readonly List<int> _picked = [];

    [Theory]
    [InlineData("9", 1)]
    [InlineData("15", 2)]
    [InlineData("t", 2)]
    [InlineData("K", 1)]
    [InlineData("15t", 2)]
    [InlineData("159", 1)]
    [InlineData("x", 0)]
    public void Typing_goes_to_the_line_with_a_word_that_begins_so(string typed, int line)
    {
        PickMenu menu = Menu();
        foreach (char letter in typed)
        {
            menu = menu.Type(letter.ToString());
        }

        Assert.Equal(line, menu.Line);
    }

    [Fact]
    public void Keys_move_Enter_picks_and_Esc_picks_nothing()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Main.Pick(Menu());

        screen.Press("Down", "Enter");
        Assert.Equal([1], _picked);
        Assert.Null(screen.Main.Menu);

        screen.Main.Pick(Menu());
        screen.Press("End", "Esc", "Enter");
        Assert.Equal([1], _picked);
    }

    [Fact]
    public void It_lies_over_the_list_with_its_notes_and_what_was_typed()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Main.Pick(Menu());
        screen.Press("1");

        Assert.Contains(screen.Lines, line => line.StartsWith(" Signal", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.StartsWith(" 15 TERM  asks to end │", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.StartsWith("──────────────────────┘", StringComparison.Ordinal));
        Assert.StartsWith(" Enter Choose Esc Close F3Search  typed: 1", screen.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_menu_with_more_lines_than_fit_says_which_are_in_view_and_the_rows_of_the_list_below_a_short_one_stay_in_view()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);
        screen.Press("F6", "Home");
        Assert.Contains(screen.Lines, line => line.StartsWith(" 1-9 of ", StringComparison.Ordinal));

        screen.Press("Esc");
        string last = screen.Lines[^2];
        screen.Main.Pick(Menu());
        Assert.Equal(last, screen.Lines[^2]);
    }

    [Fact]
    public void The_sort_menu_offers_every_column_with_the_one_that_sorts_under_the_cursor()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("F6");
        Assert.Equal(ProcessColumns.All.Length, screen.Main.Menu!.Items.Length);
        Assert.Equal("CPU%", screen.Main.Menu.Items[screen.Main.Menu.Line].Text);

        screen.Press("u", "Enter");
        Assert.Equal("USER", screen.Main.List.Sort.Heading);
    }

    private PickMenu Menu() => new("Signal", [new("0 none"), new("9 KILL"), new("15 TERM", "asks to end")], 0, _picked.Add);
}
