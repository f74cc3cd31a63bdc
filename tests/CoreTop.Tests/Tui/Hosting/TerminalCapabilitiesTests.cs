using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class TerminalCapabilitiesTests
{
    [Theory]
    [InlineData("xterm-256color", null, nameof(ColourDepth.Palette))]
    [InlineData("screen-256color", null, nameof(ColourDepth.Palette))]
    [InlineData("xterm-256color", "truecolor", nameof(ColourDepth.TrueColour))]
    [InlineData("tmux-256color", "24bit", nameof(ColourDepth.TrueColour))]
    [InlineData("xterm-direct", null, nameof(ColourDepth.TrueColour))]
    [InlineData("xterm", "yes", nameof(ColourDepth.Sixteen))]
    [InlineData("linux", null, nameof(ColourDepth.Sixteen))]
    [InlineData("tmux", null, nameof(ColourDepth.Sixteen))]
    [InlineData("vte", null, nameof(ColourDepth.Sixteen))]
    [InlineData("vt100", null, nameof(ColourDepth.None))]
    [InlineData("vt100", "truecolor", nameof(ColourDepth.None))]
    [InlineData("vt220-w", null, nameof(ColourDepth.None))]
    [InlineData("xterm-mono", null, nameof(ColourDepth.None))]
    [InlineData("ansi-m", null, nameof(ColourDepth.None))]
    public void How_many_colours_there_are_is_known_by_the_name_and_by_what_the_terminal_says(
        string name, string? colours, string expected) =>
        Assert.Equal(expected, TerminalCapabilities.Of(name, colours).Depth.ToString());

    [Theory]
    [InlineData("dumb", "TERM=dumb")]
    [InlineData("unknown", "TERM=unknown")]
    [InlineData("", "TERM is not set")]
    [InlineData(null, "TERM is not set")]
    public void Where_no_full_screen_can_be_the_reason_is_said(string? name, string why)
    {
        Assert.Contains(why, TerminalCapabilities.Of(name, colours: null).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void On_an_ordinary_terminal_nothing_speaks_against_it()
    {
        Assert.Null(TerminalCapabilities.Of("xterm", colours: null).WhyNot);
    }

    [Theory]
    [InlineData("vt100", false)]
    [InlineData("vt220", true)]
    [InlineData("linux", true)]
    [InlineData("linux-16color", true)]
    [InlineData("ansi", false)]
    public void Older_terminals_get_nothing_that_they_do_not_know(string name, bool canHideCursor)
    {
        var terminal = TerminalCapabilities.Of(name, colours: null);

        Assert.False(terminal.HasAlternateScreen || terminal.HasMouse || terminal.HasPasteMarks || terminal.HasFrameMarks || terminal.HasLineEditing);
        Assert.False(terminal.HasUnicode);
        Assert.Equal(canHideCursor, terminal.HasCursorSwitch);
    }

    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("tmux-256color", true)]
    [InlineData("screen-256color", false)]
    [InlineData("xterm-ghostty", true)]
    public void Newer_terminals_get_all_and_screen_no_marks_of_frames(string name, bool hasFrameMarks)
    {
        var terminal = TerminalCapabilities.Of(name, colours: null);

        Assert.True(terminal.HasAlternateScreen && terminal.HasCursorSwitch && terminal.HasMouse && terminal.HasPasteMarks && terminal.HasLineEditing);
        Assert.True(terminal.HasUnicode);
        Assert.Equal(hasFrameMarks, terminal.HasFrameMarks);
    }

    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("screen-256color", true)]
    [InlineData("tmux-256color", true)]
    [InlineData("st", true)]
    [InlineData("st-256color", true)]
    [InlineData("stterm-of-somebody", false)]
    [InlineData("linux", false)]
    [InlineData("vt220", false)]
    [InlineData("ansi", false)]
    [InlineData("eterm-color", false)]
    [InlineData("no-such-terminal", false)]
    public void Only_terminals_that_are_known_to_pass_over_the_question_are_asked_for_their_background(string name, bool isAsked) =>
        Assert.Equal(isAsked, TerminalCapabilities.Of(name, colours: null).HasColourQuestions);
}
