using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Actions;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui.Lines;

/// <summary>What was done, or why not, is readable whole: it takes the rows that it needs, and gives them back.</summary>
public sealed class LongMessagesTests : IDisposable
{
    private const string Refusal =
        "worker 100: not permitted (EPERM): it is bob's, needs root or CAP_SYS_NICE. The change before it was set back by its own process, "
        + "and the journal /home/ann/.local/state/coretop/journal.jsonl cannot be written: No space left on device.";

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(60, 30)]
    public void A_long_message_takes_the_rows_that_it_needs_and_gives_them_back(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);
        int rows = screen.Main.ListHeight;

        screen.Main.Panes.Context.Messages.Say(Refusal, StatusKind.Refused);
        Assert.Equal($"! {Refusal}", screen.MessageLine);
        Assert.InRange(screen.Main.ListHeight, Math.Min(10, rows), rows);

        screen.Main.Panes.Context.Messages.Say("Done.", StatusKind.Done);
        Assert.Equal("Done.", screen.MessageLine);
        Assert.Equal(rows, screen.Main.ListHeight);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_80x24_ten_rows_of_the_list_stay_however_long_a_message_or_a_question_is(bool isQuestion)
    {
        foreach (Snapshot snapshot in new[] { AnySnapshot.Founding(), AnySnapshot.Of(AnyTopology.Of(256, nodes: 4), _ => 0.5, AnySnapshot.Founding().Processes) })
        {
            using var screen = new TestScreen(snapshot, 80, 24);
            foreach (string view in new[] { "2", "3", "4", "5", "6" })
            {
                screen.Press(view);
                string text = string.Join(' ', Enumerable.Repeat("again", 100));
                if (isQuestion)
                {
                    screen.Main.Panes.Context.Ask(Prompt.Confirm(text, "r", () => { }, () => { }));
                }
                else
                {
                    screen.Main.Panes.Context.Messages.Say(text, StatusKind.Refused);
                }

                Assert.InRange(screen.Main.ListHeight, 10, 24);

                // Below a question stands how it is answered.
                Assert.Equal(isQuestion ? 5 : 6, screen.Lines.Count(line => line.Contains("again again", StringComparison.Ordinal)));
                screen.Press("Esc");
            }
        }
    }

    [Fact]
    public void A_word_longer_than_a_row_is_broken_and_of_what_no_screen_has_room_for_the_end_is_marked()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 40, 24);

        screen.Main.Panes.Context.Messages.Say($"The journal /{new string('x', 60)} is full.", StatusKind.Refused);
        Assert.Equal($"! The journal /{new string('x', 60)} is full.", screen.MessageLine.Replace("x x", "xx", StringComparison.Ordinal).Replace("journal  /", "journal /", StringComparison.Ordinal));

        screen.Main.Panes.Context.Messages.Say(string.Join(' ', Enumerable.Repeat("again", 100)), StatusKind.Refused);
        Assert.EndsWith("again … (. shows all)", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_last_is_shown_again_and_whole()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);
        screen.Press(".");
        Assert.Equal("Nothing was said yet.", screen.Message);

        string text = string.Join(' ', Enumerable.Range(1, 150).Select(number => $"no{number}"));
        screen.Main.Panes.Context.Messages.Say(text, StatusKind.Refused);
        screen.Main.Panes.Context.Messages.Current = null;
        screen.Press(".");

        Assert.Contains("Said last", screen.Text, StringComparison.Ordinal);
        Assert.Equal(text, Assert.Single(screen.Main.Menu!.Items).Text);
        Assert.Contains(" no1 no2 no3 ", screen.Text, StringComparison.Ordinal);
        Assert.Equal(" Enter Close", screen.Lines[^1]);
        screen.Press("Enter");
        Assert.Null(screen.Main.Menu);
    }

    [Fact]
    public void A_long_message_keeps_its_rows_over_what_covers_the_panels()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);

        screen.Press("F1");
        screen.Main.Panes.Context.Messages.Say(Refusal, StatusKind.Refused);

        Assert.Equal($"! {Refusal}", screen.MessageLine);
    }

    [Fact]
    public void What_is_wrong_with_an_answer_is_shown_whole_behind_its_question()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 60, 24);

        screen.Press("n");
        screen.Type("99");
        screen.Press("Enter");

        Assert.Contains("\"99\" is not a nice value: give -20, the most CPU time, to 19, the least.", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_refusals_is_readable_whole_in_their_menu()
    {
        using TestScreen screen = Open();
        _machine.Tasks.Refuse(100, ControlResult.NotPermitted, errno: 1);
        _machine.Tasks.Refuse(200, ControlResult.NotPermitted, errno: 1);
        screen.Resize(50, 30);

        screen.Press("Space", "Space", "F9", "Enter");
        string[] lines = screen.Lines;
        Assert.Contains(lines, line => line.StartsWith(" worker 100, TERM: not permitted (EPERM): it is ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("   ann's, needs root or CAP_KILL.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith(" worker 200, TERM: not permitted (EPERM): it is ", StringComparison.Ordinal));

        screen.Press("Down", "Enter");
        Assert.DoesNotContain("2 of 2 refused", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F1")]
    [InlineData("F2")]
    [InlineData("x")]
    [InlineData("b")]
    [InlineData("a")]
    [InlineData("Enter")]
    public void What_was_said_before_a_pane_covers_the_screen_goes(string key)
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Press("N", "End", "v");
        Assert.NotEmpty(screen.Message);

        screen.Press(key);

        Assert.Empty(screen.Message);
        Assert.DoesNotContain("v does nothing here", screen.Text, StringComparison.Ordinal);
    }

    private TestScreen Open()
    {
        _machine.StartTarget(100);
        _machine.StartTarget(200);
        var details = new ProcessDetails(1000, "ann", "worker", 0, Limit: CpuSet.Range(0, 3), LimitedBy: null);
        return new TestScreen(Any.Snapshot(Any.Process(100, details: details), Any.Process(200, details: details)), tasks: _machine.TaskEditor());
    }
}
