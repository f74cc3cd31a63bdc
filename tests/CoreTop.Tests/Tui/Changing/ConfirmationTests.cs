using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>A change by a single key says first what it would do.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("Enter")]
    [InlineData("r")]
    [InlineData("y")]
    public void The_first_change_of_a_run_says_what_it_would_do_and_the_next_ones_are_done_at_once(string yes)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.First);
        screen.Press("N", "End", "r");
        Assert.Matches("^Release [a-z]+ [0-9]+: 33 → 0-35\\?  Enter or r does it, Esc does not$", screen.MessageLine);
        Assert.Contains("Enter or r does it", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(screen.Message);

        screen.Press(yes);
        Assert.Null(screen.Main.Prompt);
        Assert.NotEmpty(screen.Message);

        screen.Press("r");
        Assert.Null(screen.Main.Prompt);
    }

    [Theory]
    [InlineData("i")]
    [InlineData("r")]
    [InlineData("F7")]
    [InlineData("F8")]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("{")]
    [InlineData("}")]
    public void Another_key_or_Esc_changes_nothing_and_the_next_change_asks_again(string key)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.First);
        screen.Press("N", "End", key);
        Assert.NotNull(screen.Main.Prompt);
        screen.Press("Down");
        Assert.NotNull(screen.Main.Prompt);

        screen.Press("Esc");
        Assert.Matches("^Nothing was (changed|done)\\.$", screen.Message);
        screen.Press(key);
        Assert.NotNull(screen.Main.Prompt);
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Esc")]
    public void A_key_that_is_no_answer_says_what_is_until_there_is_one(string answer)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.First);
        screen.Press("N", "End", "F8", "D");
        Assert.NotNull(screen.Main.Prompt);
        Assert.Contains("D is not an answer: Enter or F8 does it, Esc does not.", screen.Text, StringComparison.Ordinal);

        screen.Press(answer);
        Assert.Null(screen.Main.Prompt);
        Assert.DoesNotContain("is not an answer", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_no_answer_to_a_question_of_yes_or_no_says_so_too()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isLive: false);
        bool isAgreed = false;
        screen.Main.Panes.Context.Ask(Prompt.YesOrNo("Go on?", () => isAgreed = true, () => { }));

        screen.Press("Enter");
        Assert.False(isAgreed);
        Assert.Contains("Enter is not an answer: y means yes, n or Esc means no.", screen.Text, StringComparison.Ordinal);
        screen.Press("y");
        Assert.True(isAgreed);
        Assert.Empty(screen.Message);
    }

    [Fact]
    public void P_in_the_core_panel_asks_too()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.First);
        screen.Press("N", "End", "Tab", "p");

        Assert.Matches("^Pin [a-z]+ [0-9]+: 33 → 0\\?", screen.MessageLine);
    }

    [Fact]
    public void Always_asks_each_time_and_never_does_not()
    {
        using var always = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.Always);
        always.Press("N", "End", "r", "Enter", "r");
        Assert.NotNull(always.Main.Prompt);

        using var never = new TestScreen(AnySnapshot.Founding(), isLive: false, confirm: ConfirmMode.Never);
        never.Press("N", "End", "r");
        Assert.Null(never.Main.Prompt);
    }

    [Fact]
    public void Y_says_that_O_picks_the_io_priority()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Press("y");

        Assert.Equal("y does nothing here: O picks the I/O priority, as y answers questions.", screen.Message);
    }
}
