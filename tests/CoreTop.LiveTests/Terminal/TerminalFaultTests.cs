using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoreTop.LiveTests.Terminal;

/// <summary>The program on a terminal that stands still, is lost, is tiny or is old.</summary>
public sealed partial class TerminalFaultTests
{
    private const string FirstSight = "COMMAND";
    private const string Redraw = "\x0C";
    private const int MostBytesKept = 256 * 1024;

    [Theory]
    [InlineData("q", 0)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void While_the_terminal_stands_still_it_ends_when_it_is_told_to(string way, int exitCode)
    {
        using PseudoTerminal terminal = Start();
        StandStill(terminal);

        if (way == "q")
        {
            terminal.Type("q");
        }
        else
        {
            Send(terminal, way);
        }

        Wait.Until(() => terminal.HasEnded, "the program to end");
        Assert.Equal(exitCode, terminal.ExitCode);
        terminal.Read();
        terminal.AssertAsBefore();
    }

    [Theory]
    [InlineData("CONT", "ABRT")] // One thread takes the terminal again, another one handles the fault: one in eight went wrong.
    [InlineData("ABRT", "SYS")] // Two threads handle one each, and either may be the one that ends the process.
    public void The_signal_of_a_fault_gives_the_terminal_back_whatever_other_threads_do(string first, string second)
    {
        Assert.SkipUnless(BuiltProgram.IsPublished, "only the published program listens to these signals");
        for (int time = 0; time < 30; time++)
        {
            using PseudoTerminal terminal = Start();
            Send(terminal, first, second);

            Wait.Until(() => terminal.HasEnded, "the program to end");
            Assert.Contains(terminal.ExitCode, (int[])[134, 159]);
            terminal.Read();
            terminal.AssertAsBefore();
        }
    }

    [Fact]
    public void While_the_terminal_stands_still_frames_are_left_out_and_no_CPU_spins_and_then_keys_are_answered()
    {
        using PseudoTerminal terminal = Start();
        StandStill(terminal);
        int before = terminal.SentBytes;
        TimeSpan used = terminal.CpuTime;
        var watch = Stopwatch.StartNew();

        // The time is what is tried here: a connection that stands still for ten seconds.
        while (watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            terminal.Type(Redraw);
            Thread.Sleep(20);
        }

        Assert.True((terminal.CpuTime - used) / watch.Elapsed < 0.5, "half of a CPU and more was used for a terminal that stands still");
        terminal.Type("h");
        terminal.ReadUntil("Esc: back", before);
        Assert.True(terminal.SentBytes - before < MostBytesKept, $"{terminal.SentBytes - before} bytes were kept");
        CloseAll(terminal);
        End(terminal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lost_connection_ends_it(bool standsStill)
    {
        using PseudoTerminal terminal = Start();
        if (standsStill)
        {
            StandStill(terminal);
        }

        terminal.HangUp();

        Wait.Until(() => terminal.HasEnded, "the program to end");
    }

    [Fact]
    public void Without_a_controlling_terminal_it_runs_and_gives_the_terminal_back()
    {
        using PseudoTerminal terminal = Start(isControlling: false);

        End(terminal);
    }

    [Theory]
    [InlineData("H")]
    [InlineData("h")]
    [InlineData("S")]
    [InlineData("\r")]
    [InlineData("b")]
    [InlineData("x")]
    [InlineData("a")]
    [InlineData("t")]
    [InlineData("u")]
    [InlineData("k")]
    [InlineData("Y")]
    [InlineData("\e[17~")]
    [InlineData("\\x")]
    [InlineData("\t")]
    public void Storms_of_sizes_and_keys_leave_it_answering(string opens)
    {
        (int Columns, int Rows)[] sizes = [(1, 1), (2, 1), (1, 40), (250, 1), (20, 5), (80, 24), (5, 3), (300, 90), (40, 8)];
        string[] keys = ["\e[A", "\e[B", "\e[C", "\e[D", "\e[5~", "\e[6~", "\e[F", "\e[H", "\t"];
        using PseudoTerminal terminal = Start("--readonly");
        terminal.Type(opens);
        for (int turn = 0; turn < 300; turn++)
        {
            (int columns, int rows) = sizes[turn % sizes.Length];
            terminal.Resize(columns, rows);
            terminal.Type(keys[turn / 2 % keys.Length]);
            Thread.Sleep(5);
            terminal.Read();
        }

        terminal.Resize(100, 30);
        AssertAnswers(terminal);
        End(terminal);
    }

    [Theory]
    [InlineData("vt100", "C", "[HJCm]", "", "")]
    [InlineData("vt220", "C", "[HJCm]", "25", "")]
    [InlineData("linux", "C.UTF-8", "[HJCm]", "25", "")]
    [InlineData("screen-256color", "C", "[HJKCmrLMX]", "25 1000 1006 1049 2004", "\e]11;?\e\\\e[c")]
    [InlineData("xterm-256color", "C", "[HJKCmrLMX]", "25 1000 1006 1049 2004 2026", "\e]11;?\e\\\e[c")]
    public void A_terminal_is_sent_only_what_it_knows(string term, string locale, string finals, string modes, string asked)
    {
        using PseudoTerminal terminal = Start("--readonly", term, locale);
        foreach (string opens in new[] { "h", "S", "b", "\r", "t" })
        {
            int before = terminal.SentBytes;
            terminal.Type(opens);
            Wait.Until(
                () =>
                {
                    terminal.Read();
                    return terminal.SentBytes > before;
                },
                "an answer");
            CloseAll(terminal);
        }

        End(terminal);
        string sent = Encoding.Latin1.GetString(terminal.Sent);
        Assert.Contains(asked, sent, StringComparison.Ordinal);
        sent = asked.Length > 0 ? sent.Replace(asked, string.Empty, StringComparison.Ordinal) : sent;
        Assert.All(sent, character => Assert.True(character < 0x7F, $"'{character}' was sent"));
        Assert.All(Sequence().Matches(sent), sequence => Assert.Matches($"^\e\\[([0-9;]*{finals}|\\?[0-9]+[hl])$", sequence.Value));
        Assert.Equal(sent.Count(character => character == '\e'), Sequence().Count(sent));
        Assert.Equal(
            modes,
            string.Join(' ', Mode().Matches(sent).Select(mode => int.Parse(mode.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order()));
    }

    [Fact]
    public void Without_colour_none_is_sent()
    {
        using PseudoTerminal terminal = Start("--no-color");

        End(terminal);

        Assert.All(
            Colour().Matches(Encoding.Latin1.GetString(terminal.Sent)),
            look => Assert.All(look.Groups[1].Value.Split(';'), item => Assert.Contains(item, (string[])["", "0", "1", "2", "4", "7"])));
    }

    private static PseudoTerminal Start(
        string arguments = "", string term = "xterm-256color", string locale = "C.UTF-8", bool isControlling = true)
    {
        var terminal = new PseudoTerminal(arguments, term, locale, isControlling);
        terminal.ReadUntil(FirstSight);
        return terminal;
    }

    // Nothing is read any more, and whole screens are asked for until the terminal takes no more.
    private static void StandStill(PseudoTerminal terminal) => Wait.Until(
        () =>
        {
            terminal.Type(Redraw);
            return !terminal.TakesMore;
        },
        "the terminal to be full");

    // A key that comes right behind Esc is one with Alt, and a busy program may read both at once: then they are pressed again.
    private static void AssertAnswers(PseudoTerminal terminal)
    {
        Wait.Until(
            () =>
            {
                CloseAll(terminal);
                int before = terminal.SentBytes;
                terminal.Type("h");
                return terminal.TryReadUntil("Esc: back", before, TimeSpan.FromSeconds(2));
            },
            "help to be shown");
        CloseAll(terminal);
    }

    // Esc is a key of its own when nothing follows it for a moment.
    private static void CloseAll(PseudoTerminal terminal)
    {
        for (int turn = 0; turn < 4; turn++)
        {
            terminal.Type("\e");
            Thread.Sleep(120);
            terminal.Read();
        }
    }

    // By a shell that sends one right after the other.
    private static void Send(PseudoTerminal terminal, params string[] signals)
    {
        IEnumerable<string> kills = signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"kill -s {signal} {terminal.Pid}"));
        using var shell = Process.Start("sh", ["-c", string.Join(';', kills)]);
        shell.WaitForExit();
    }

    private static void End(PseudoTerminal terminal)
    {
        Wait.Until(
            () =>
            {
                terminal.Type("q");
                Thread.Sleep(50);
                terminal.Read();
                return terminal.HasEnded;
            },
            "the program to end");
        terminal.Read();
        Assert.Equal(0, terminal.ExitCode);
        terminal.AssertAsBefore();
    }

    [GeneratedRegex("\e(\\[[0-9;?]*[@-~]|.)")]
    private static partial Regex Sequence();

    [GeneratedRegex("\e\\[\\?([0-9]+)[hl]")]
    private static partial Regex Mode();

    [GeneratedRegex("\e\\[([0-9;]*)m")]
    private static partial Regex Colour();
}
