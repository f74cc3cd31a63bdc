namespace CoreTop.LiveTests.Terminal;

/// <summary>The program asks the terminal for its background, and the terminal answers in time, late, or not at all.</summary>
public sealed class BackgroundQuestionTests
{
    private const string FirstSight = "COMMAND", Redraw = "\x0C";
    private const string Question = "\e]11;?\e\\\e[c";
    private const string Answer = "\e]11;rgb:ffff/ffff/ffff\e\\\e[?62;22c";
    private const int Attempts = 5;

    // The colour of labels on white, and on black.
    private const string OnLight = "38;5;24m", OnDark = "38;5;74m";

    [Theory]
    [InlineData("ffff/ffff/ffff", OnLight, OnDark)]
    [InlineData("0000/0000/0000", OnDark, OnLight)]
    public void The_screen_is_drawn_for_the_background_that_the_terminal_answers(string background, string colour, string other)
    {
        using var terminal = new PseudoTerminal("--readonly");
        terminal.ReadUntil(Question);
        terminal.Type($"\e]11;rgb:{background}\e\\\e[?62;22c");
        terminal.ReadUntil(colour);
        int before = terminal.SentBytes;

        terminal.Type(Redraw);

        terminal.ReadUntil(colour, before);
        terminal.ReadUntil(FirstSight, before);
        Assert.True(terminal.Sent[before..].IndexOf(System.Text.Encoding.ASCII.GetBytes(other)) < 0, "colours for the other background were sent");
        End(terminal);
    }

    [Fact]
    public void The_first_frame_waits_for_no_answer_and_an_answer_that_never_comes_is_not_missed()
    {
        using var terminal = new PseudoTerminal("--readonly");
        terminal.ReadUntil(Question);
        terminal.ReadUntil(FirstSight);

        // The dark theme, with its own background.
        terminal.ReadUntil("48;5;234");
        End(terminal);
    }

    [Theory]
    [InlineData("linux", "")]
    [InlineData("vt100", "")]
    [InlineData("xterm-256color", "--theme light")]
    [InlineData("xterm-256color", "--no-color")]
    public void Nothing_is_asked_where_it_would_not_matter_or_might_be_shown(string name, string arguments)
    {
        using var terminal = new PseudoTerminal($"--readonly {arguments}", name);
        terminal.ReadUntil(FirstSight);

        Assert.True(terminal.Sent.IndexOf("\e]"u8) < 0);
        End(terminal);
    }

    // A terminal that is slow to answer gets a second for it; where the program did not even start in that time, it is tried again.
    [Fact]
    public void An_answer_that_comes_after_the_key_that_quits_is_not_typed_into_the_shell()
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            using var terminal = new PseudoTerminal("--readonly");
            terminal.ReadUntil(Question);
            terminal.Type("q");
            Thread.Sleep(100);
            if (terminal.HasEnded)
            {
                continue;
            }

            terminal.Type(Answer);
            Wait.Until(() => HasEnded(terminal), "the program to end");
            terminal.AssertAsBefore();
            Assert.Equal(string.Empty, terminal.Unread());
            return;
        }

        Assert.Skip("The program never ran for 100 ms after it asked.");
    }

    private static void End(PseudoTerminal terminal)
    {
        terminal.Type("q");
        Wait.Until(() => HasEnded(terminal), "the program to end");
        Assert.Equal(0, terminal.ExitCode);
        terminal.AssertAsBefore();
        Assert.Equal(string.Empty, terminal.Unread());
    }

    private static bool HasEnded(PseudoTerminal terminal)
    {
        terminal.Read();
        return terminal.HasEnded;
    }
}
