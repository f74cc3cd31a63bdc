using System.Diagnostics;
using System.Globalization;

namespace CoreTop.LiveTests.Terminal;

/// <summary>Each signal there is, sent to the full screen by another process.</summary>
public sealed class EverySignalTests
{
    private const string FirstSight = "COMMAND";
    private const string Taken = "\e[?1049h";
    private const int SignalExit = 128;
    private const int LastSignal = 64;

    // The runtime turns these into exceptions of whatever it is running; only the published program distinguishes those that others send from its own.
    private static readonly int[] OfTheRuntime = [4, 5, 7, 8, 11];

    // KILL and STOP cannot be caught, TSTP, TTIN and TTOU stop; PIPE, CHLD, CONT, URG, XFSZ and WINCH mean no end.
    private static readonly int[] Uncatchable = [9, 19];
    private static readonly int[] Stops = [20, 21, 22];
    private static readonly int[] Harmless = [13, 17, 18, .. Stops, 23, 25, 28];

    // The C library's two and the runtime's one.
    private static readonly int[] Reserved = [32, 33, 34];

    public static TheoryData<int> Ending { get; } =
        [.. Enumerable.Range(1, LastSignal).Except([.. Uncatchable, .. Harmless, .. Reserved])];

    public static TheoryData<int> NotEnding { get; } = [.. Harmless];

    public static TheoryData<int> ReservedOnes { get; } = [.. Reserved];

    [Theory]
    [MemberData(nameof(Ending))]
    public void One_that_ends_a_program_ends_it_with_its_number_and_the_terminal_is_as_before(int signal)
    {
        if (OfTheRuntime.Contains(signal) && !BuiltProgram.IsPublished)
        {
            Assert.Skip("only the published program handles this signal of another process");
        }

        using PseudoTerminal terminal = Start();

        Send(terminal, signal);

        Wait.Until(() => terminal.HasEnded, "the program to end");
        Assert.Equal(SignalExit + signal, terminal.ExitCode);
        terminal.Read();
        terminal.AssertAsBefore();
    }

    [Theory]
    [MemberData(nameof(NotEnding))]
    public void After_any_other_the_screen_answers(int signal)
    {
        using PseudoTerminal terminal = Start();
        int before = terminal.SentBytes;

        Send(terminal, signal);

        // No shell can continue it, so that it goes on by itself. What is typed until then is not for it.
        if (Stops.Contains(signal))
        {
            terminal.ReadUntil(Taken, before);
        }

        AssertAnswers(terminal);
        End(terminal);
    }

    [Theory]
    [MemberData(nameof(ReservedOnes))]
    public void One_that_a_library_keeps_for_itself_leaves_the_screen_or_ends_it_with_the_terminal_as_before(int signal)
    {
        if (!BuiltProgram.IsPublished)
        {
            Assert.Skip("only the published program listens to these signals");
        }

        using PseudoTerminal terminal = Start();

        Send(terminal, signal);
        Send(terminal, signal);

        if (!Answers(terminal))
        {
            Wait.Until(() => terminal.HasEnded, "the program to end");
            Assert.Equal(SignalExit + signal, terminal.ExitCode);
            terminal.Read();
            terminal.AssertAsBefore();
            return;
        }

        End(terminal);
    }

    [Fact]
    public void Two_at_once_end_it_too()
    {
        using PseudoTerminal terminal = Start();

        Send(terminal, 30);
        Send(terminal, 27);

        Wait.Until(() => terminal.HasEnded, "the program to end");
        Assert.Contains(terminal.ExitCode - SignalExit, (int[])[30, 27]);
        terminal.Read();
        terminal.AssertAsBefore();
    }

    [Theory]
    [InlineData(65_535, 65_535)]
    [InlineData(65_535, 1)]
    [InlineData(1, 65_535)]
    [InlineData(0, 0)]
    public void A_window_larger_than_any_screen_is_drawn_in_part(int columns, int rows)
    {
        const long MostBytes = 256L * 1024 * 1024;
        using PseudoTerminal terminal = Start();

        terminal.Resize(columns, rows);
        AssertAnswers(terminal);

        Assert.True(terminal.ResidentBytes < MostBytes, $"{terminal.ResidentBytes} bytes are held");
        terminal.Resize(100, 30);
        AssertAnswers(terminal);
        End(terminal);
    }

    private static PseudoTerminal Start()
    {
        var terminal = new PseudoTerminal("--readonly");
        terminal.ReadUntil(FirstSight);
        return terminal;
    }

    private static void Send(PseudoTerminal terminal, int signal)
    {
        using var kill = Process.Start(
            "kill", [string.Create(CultureInfo.InvariantCulture, $"-{signal}"), terminal.Pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    // A whole screen, asked for by Ctrl-L, begins with this.
    private static bool Answers(PseudoTerminal terminal)
    {
        const string Redraw = "\x0C";
        bool isAnswered = false;
        Wait.Until(
            () =>
            {
                terminal.Read();
                int before = terminal.SentBytes;
                terminal.Type(Redraw);
                Thread.Sleep(200);
                terminal.Read();
                isAnswered = terminal.Sent[before..].IndexOf("\e[2J"u8) >= 0;
                return isAnswered || terminal.HasEnded;
            },
            "an answer or an end");
        return isAnswered && !terminal.HasEnded;
    }

    private static void AssertAnswers(PseudoTerminal terminal) => Assert.True(Answers(terminal), "it ended");

    private static void End(PseudoTerminal terminal)
    {
        terminal.Type("q");
        Wait.Until(
            () =>
            {
                terminal.Read();
                return terminal.HasEnded;
            },
            "the program to end");
        Assert.Equal(0, terminal.ExitCode);
        terminal.Read();
        terminal.AssertAsBefore();
    }
}
