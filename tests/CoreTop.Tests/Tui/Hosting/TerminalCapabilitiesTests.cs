using CoreTop.Tui.Hosting;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class TerminalCapabilitiesTests
{
    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("linux", true)]
    [InlineData("tmux", true)]
    [InlineData("vte", true)]
    [InlineData("vt100", false)]
    [InlineData("vt220-w", false)]
    [InlineData("xterm-mono", false)]
    [InlineData("ansi-m", false)]
    public void Terminals_without_colour_are_known_by_name(string name, bool hasColour)
    {
        Assert.Equal(hasColour, TerminalCapabilities.Of(name).HasColour);
    }

    [Theory]
    [InlineData("dumb", "TERM=dumb")]
    [InlineData("", "TERM is not set")]
    [InlineData(null, "TERM is not set")]
    public void Where_no_full_screen_can_be_the_reason_is_said(string? name, string why)
    {
        Assert.Contains(why, TerminalCapabilities.Of(name).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void On_an_ordinary_terminal_nothing_speaks_against_it()
    {
        Assert.Null(TerminalCapabilities.Of("xterm").WhyNot);
    }
}
