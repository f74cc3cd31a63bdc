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
    public void Terminals_without_colour_are_known_by_name(string terminal, bool hasColour)
    {
        Assert.Equal(hasColour, From(("TERM", terminal)).HasColour);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("", true)]
    public void A_user_can_do_without_colour(string noColour, bool hasColour)
    {
        Assert.Equal(hasColour, From(("TERM", "xterm"), ("NO_COLOR", noColour)).HasColour);
    }

    [Theory]
    [InlineData(null, null, "en_GB.UTF-8", true)]
    [InlineData(null, null, "de_DE.utf8", true)]
    [InlineData(null, null, "de_DE.ISO-8859-1", false)]
    [InlineData(null, null, null, false)]
    [InlineData(null, null, "", false)]
    [InlineData("C", null, "en_GB.UTF-8", false)]
    [InlineData("C.UTF-8", "C", "C", true)]
    [InlineData("", "C.UTF-8", "C", true)]
    [InlineData(null, "POSIX", "C.UTF-8", false)]
    public void The_locale_says_whether_more_than_ascii_is_understood(string? all, string? type, string? lang, bool hasUnicode)
    {
        Assert.Equal(hasUnicode, From(("TERM", "xterm"), ("LC_ALL", all), ("LC_CTYPE", type), ("LANG", lang)).HasUnicode);
    }

    [Theory]
    [InlineData("dumb", true)]
    [InlineData("", true)]
    [InlineData("xterm", false)]
    public void Where_no_full_screen_can_be_a_sentence_names_what_to_use_instead(string terminal, bool isTerminal)
    {
        string? whyNot = TerminalCapabilities.From(name => name == "TERM" ? terminal : null, isTerminal).WhyNot;

        Assert.Contains("coretop snapshot", whyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void On_an_ordinary_terminal_nothing_speaks_against_it()
    {
        Assert.Null(From(("TERM", "xterm")).WhyNot);
    }

    private static TerminalCapabilities From(params (string Name, string? Value)[] variables) =>
        TerminalCapabilities.From(
            name => variables.FirstOrDefault(variable => variable.Name == name).Value, isTerminal: true);
}
