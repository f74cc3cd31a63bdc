using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Tui.Hosting;

namespace CoreTop.LiveTests.Terminal;

/// <summary>The program and what terminals send to it.</summary>
public sealed partial class TerminalInputTests
{
    private const string FirstSight = "COMMAND";
    private const string Redraw = "\x0C";
    private const string HelpIsOpen = "Esc: back";
    private static readonly TimeSpan LongerThanAnUnfinishedPaste = TimeSpan.FromSeconds(1.5);

    /// <summary>Each of them ended the screen once, or might.</summary>
    public static TheoryData<string> Sequences =>
    [
        .. new[] { 0, 7, 8, 9, 10, 16, 22 }.Concat(Enumerable.Range(25, 35)).Select(number => $"[{number}~"),
        "[7;5~", "[25;2~", "[201~", "[55296;1u", "OO", "[<0;2147483648;1M", "[<0;99999999999999999999;1M", "[M\u00FF\u00FF\u00FF",
        "]10;rgb:ffff/ffff/ffff\a", "P1+r544e=71\e\\", "_Gi=31;OK\e\\", "[?1;2c", "[?0u", "[24;80R", "[27;5;113~", "[97;5u", "\u009BA", "[59;5~",
    ];

    [Fact]
    public void No_sequence_that_a_terminal_may_send_ends_it()
    {
        using PseudoTerminal terminal = Start("--readonly");
        foreach (string sequence in Sequences.Select(row => row.Data))
        {
            terminal.Type("\e" + sequence);
            AssertAnswers(terminal, sequence);
        }

        End(terminal);
    }

    // Read-only, [ is answered by a sentence, whatever process it would have reniced.
    [Fact]
    public void An_arrow_on_a_slow_line_renices_nothing()
    {
        using PseudoTerminal terminal = Start("--readonly");

        // The time between the bytes is what is tried here.
        foreach (string part in new[] { "\e", "[", "B", "\e", "[", "A", "\e", "O", "B" })
        {
            terminal.Type(part);
            Thread.Sleep(60);
        }

        AssertAnswers(terminal, "a slow arrow");
        Assert.True(terminal.Sent.IndexOf("Read only: "u8) < 0, "the arrow was taken for a command");
        terminal.Type("[");
        terminal.ReadUntil("Read only: ");
        End(terminal);
    }

    [Fact]
    public void A_bracket_long_after_Esc_renices_nothing_and_that_is_said()
    {
        using PseudoTerminal terminal = Start("--readonly");
        terminal.Type("\e");
        Thread.Sleep(500);
        int before = terminal.SentBytes;

        terminal.Type("[");

        terminal.ReadUntil("press it again", before);
        Assert.True(terminal.Sent.IndexOf("Read only: "u8) < 0, "[ was taken for a command");
        End(terminal);
    }

    [Fact]
    public void After_an_unfinished_paste_keys_act_again_and_nothing_of_it_was_a_command()
    {
        using PseudoTerminal terminal = Start("--readonly");

        terminal.Type("\e[200~qqq");

        terminal.Read();
        Assert.False(terminal.HasEnded);
        End(terminal);
    }

    [Fact]
    public void A_paste_with_a_key_of_the_shell_in_it_makes_no_command_of_the_rest()
    {
        using PseudoTerminal terminal = Start("--readonly");

        // Ctrl-Z is there before any of the paste is read, and SIGCONT cancels that the program should stop.
        Signal("STOP", terminal);
        terminal.Type("\e[200~text\u001A[[[[\e[201~");
        Wait.Until(() => IsPending(TerminalNative.SigTstp, terminal), "Ctrl-Z to be a signal");
        Signal("CONT", terminal);

        AssertAnswers(terminal, "a paste with Ctrl-Z in it");
        Assert.True(terminal.Sent.IndexOf("Read only: "u8) < 0, "what was pasted was taken for a command");
        End(terminal);
    }

    [Theory]
    [InlineData("linux", "\e[[A")]
    [InlineData("xterm-256color", "\eOP")]
    [InlineData("rxvt-unicode-256color", "\e[11~")]
    [InlineData("putty", "\e[11~")]
    [InlineData("no-such-terminal", "\eOP")]
    public void F1_of_the_terminal_shows_help(string term, string sent)
    {
        using PseudoTerminal terminal = Start("--readonly", term);
        int before = terminal.SentBytes;

        terminal.Type(sent);

        terminal.ReadUntil(HelpIsOpen, before);
        terminal.Type("q");
        End(terminal);
    }

    [Theory]
    [InlineData("rxvt", "\e[8~", "\e[7~")]
    [InlineData("rxvt-unicode-256color", "\e[8~", "\e[7~")]
    [InlineData("linux", "\e[4~", "\e[1~")]
    [InlineData("xterm-256color", "\eOF", "\eOH")]
    public void Home_and_End_of_the_terminal_move_the_cursor(string term, string end, string home)
    {
        // Two that do not end meanwhile; the heading is there before them, and keys pressed by then find nothing to choose.
        using ChildProcess one = ChildProcess.Sleep(), other = ChildProcess.Sleep();
        using PseudoTerminal terminal = Start(string.Create(CultureInfo.InvariantCulture, $"--readonly --sort PID -p {one.Pid},{other.Pid}"), term);
        terminal.ReadUntil("sleep");

        Assert.Equal(Math.Max(one.Pid, other.Pid), Chosen(terminal, end));
        Assert.Equal(Math.Min(one.Pid, other.Pid), Chosen(terminal, home));
        End(terminal);
    }

    // The PID of the process that the cursor is on: the details begin with it.
    private static int Chosen(PseudoTerminal terminal, string key)
    {
        int before = terminal.SentBytes;
        terminal.Type($"{key}\r{Redraw}");
        Match? title = null;
        Wait.Until(
            () =>
            {
                terminal.Read();
                title = Title().Match(Encoding.UTF8.GetString(terminal.Sent[before..]));
                return title.Success;
            },
            "the details of a process");
        before = terminal.SentBytes;
        terminal.Type($"q{Redraw}");
        terminal.ReadUntil(FirstSight, before);
        return int.Parse(title!.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // What did not end swallows keys for a second, so it is asked for the whole screen until it sends it.
    private static void AssertAnswers(PseudoTerminal terminal, string after)
    {
        int before = terminal.SentBytes;
        var asked = Stopwatch.StartNew();
        terminal.Type(Redraw);
        Wait.Until(
            () =>
            {
                terminal.Read();
                Assert.False(terminal.HasEnded, $"it ended after {after}");
                if (asked.Elapsed > TimeSpan.FromSeconds(1.2))
                {
                    terminal.Type(Redraw);
                    asked.Restart();
                }

                return terminal.Sent[before..].IndexOf(Encoding.UTF8.GetBytes(FirstSight)) >= 0;
            },
            $"an answer after {after}");
    }

    private static void Signal(string name, PseudoTerminal terminal) =>
        Tool.Output("kill", "-s", name, terminal.Pid.ToString(CultureInfo.InvariantCulture));

    private static bool IsPending(int signal, PseudoTerminal terminal)
    {
        string line = File.ReadLines($"/proc/{terminal.Pid}/status").First(line => line.StartsWith("ShdPnd:", StringComparison.Ordinal));
        ulong pending = ulong.Parse(line["ShdPnd:".Length..], NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        return (pending & (1UL << (signal - 1))) != 0;
    }

    private static PseudoTerminal Start(string arguments, string term = "xterm-256color")
    {
        var terminal = new PseudoTerminal(arguments, term);
        terminal.ReadUntil(FirstSight);
        return terminal;
    }

    private static bool HasEnded(PseudoTerminal terminal)
    {
        terminal.Read();
        return terminal.HasEnded;
    }

    // What did not end swallows keys as long as they come, so they must not come too fast.
    private static void End(PseudoTerminal terminal)
    {
        Wait.Until(
            () =>
            {
                terminal.Type("q");
                return Wait.TryUntil(() => HasEnded(terminal), LongerThanAnUnfinishedPaste);
            },
            "the program to end");
        Assert.Equal(0, terminal.ExitCode);
        terminal.AssertAsBefore();
    }

    [GeneratedRegex(" ([0-9]+), [a-z_-]+, [a-z]")]
    private static partial Regex Title();
}
