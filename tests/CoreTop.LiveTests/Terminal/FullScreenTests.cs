using System.Globalization;

namespace CoreTop.LiveTests.Terminal;

/// <summary>The program on a real terminal: whatever ends or stops it, the terminal is as before.</summary>
public sealed class FullScreenTests : IDisposable
{
    // bash at times reports the stop that came before (128 and SIGSTOP to SIGTTOU) in the place of the end: then only that it ends is seen.
    private const string EndJob =
        "clear; p=$(jobs -p %1); kill %1; wait -f %1; s=$?; [ $s -ge 147 ] && [ $s -le 150 ] && { while kill -0 $p 2> /dev/null; do sleep 0.1; "
        + "done; s=143; }; echo ended $s; jobs > /dev/null";

    private const string FirstSight = "COMMAND";
    private readonly TmuxSession _terminal = new(settings: null);
    private readonly string _before;

    public FullScreenTests()
    {
        _before = _terminal.Output("stty -a");
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Quitting_leaves_the_terminal_as_it_was()
    {
        Start();

        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void It_asks_for_clicks_of_the_mouse_and_not_for_its_motion()
    {
        Start();

        Assert.True(_terminal.HasMouse);
        Assert.False(_terminal.HasMouseMotion);
        Assert.False(_terminal.HasCursor);
    }

    [Fact]
    public void In_a_new_users_home_settings_are_saved_on_request_and_hold_the_next_time()
    {
        Start();
        Assert.Equal(string.Empty, _terminal.ReadConfig());
        _terminal.Press("F2");
        _terminal.WaitFor("Available");
        _terminal.Press("Left", "l");
        _terminal.WaitFor("cpu:bar");
        _terminal.Press("F10");
        _terminal.WaitFor("Saved meters-left, meters-right in ");
        Assert.Contains("meters-left = cpu:bar\n", _terminal.ReadConfig(), StringComparison.Ordinal);
        _terminal.Press("q");
        AssertEnded(0);

        Start();
        _terminal.WaitFor(" CPU      ");
        _terminal.Press("q");
        AssertEnded(0);
    }

    [Fact]
    public void The_mouse_is_left_to_the_terminal_on_request()
    {
        Start($"{BuiltProgram.Command} --no-mouse");

        Assert.False(_terminal.HasMouse);
    }

    [Theory]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    [InlineData("TERM", 143)]
    [InlineData("ABRT", 134)]
    [InlineData("USR1", 138)]
    [InlineData("ALRM", 142)]
    [InlineData("XCPU", 152)]
    public void A_signal_ends_it_and_leaves_the_terminal_as_it_was(string signal, int exitCode)
    {
        Start();

        Send(signal);

        AssertEnded(exitCode);
    }

    [Fact]
    public void Ctrl_C_ends_it()
    {
        Start();

        _terminal.Press("C-c");

        AssertEnded(130);
    }

    [Fact]
    public void Ctrl_Z_gives_the_terminal_to_the_shell_and_fg_brings_the_screen_back()
    {
        Start();

        _terminal.Press("C-z");
        _terminal.WaitFor("Stopped");
        AssertAsBefore();
        _terminal.Run("clear; fg; echo exit $?");
        _terminal.WaitFor(FirstSight);
        Assert.True(_terminal.IsOnAlternateScreen);
        _terminal.Press("q");

        AssertEnded(0);
    }

    [Theory]
    [InlineData("TSTP")]
    [InlineData("TTIN")]
    [InlineData("TTOU")]
    public void A_stop_signal_from_elsewhere_does_what_Ctrl_Z_does(string signal)
    {
        if (signal != "TSTP" && !BuiltProgram.IsPublished)
        {
            Assert.Skip("only the published program listens to this signal");
        }

        Start();

        Send(signal);
        _terminal.WaitFor("Stopped");
        AssertAsBefore();
        _terminal.Run("clear; fg; echo exit $?");
        _terminal.WaitFor(FirstSight);
        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void After_a_stop_that_cannot_be_caught_the_screen_is_drawn_anew()
    {
        Start();

        Send("STOP");
        _terminal.WaitFor("Stopped");
        _terminal.Run("clear; fg; echo exit $?");
        _terminal.WaitFor(FirstSight);
        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void A_terminal_of_another_size_is_filled()
    {
        Start();

        _terminal.Resize(60, 20);
        WaitForRows(20);
        _terminal.Resize(30, 8);
        _terminal.WaitFor("Too small");
        _terminal.Resize(140, 45);
        WaitForRows(45);
        _terminal.Resize(100, 30);
        WaitForRows(30);

        _terminal.Press("q");
        AssertEnded(0);
    }

    [Fact]
    public void Keys_and_clicks_reach_it()
    {
        Start();

        _terminal.Press("F1");
        _terminal.WaitFor("Esc: back");
        _terminal.Press("Escape");
        _terminal.WaitFor(FirstSight);
        string[] lines = Lines();
        int keyBar = lines.Length;
        int quit = lines[^1].IndexOf("F10", StringComparison.Ordinal) + 1;
        string place = string.Create(CultureInfo.InvariantCulture, $"{quit};{keyBar}");
        _terminal.Type($"\e[<0;{place}M");
        _terminal.Type($"\e[<0;{place}m");

        AssertEnded(0);
    }

    [Fact]
    public void Pasted_text_is_an_answer_and_never_a_command()
    {
        Start();

        _terminal.Paste("q");
        _terminal.Press("F4");
        _terminal.WaitFor("Filter:");
        _terminal.Paste("tmux");
        _terminal.WaitFor("Filter: tmux");
        _terminal.Press("Escape");
        _terminal.WaitFor("F10Quit");
        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void Line_settings_that_another_program_spoilt_are_set_again()
    {
        Start();

        string terminal = File.ResolveLinkTarget($"/proc/{Pid()}/fd/0", returnFinalTarget: false)!.FullName;
        using (var stty = System.Diagnostics.Process.Start("stty", ["-F", terminal, "icanon", "echo"]))
        {
            stty.WaitForExit();
        }

        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void A_lost_connection_ends_it()
    {
        Start();
        int pid = Pid();

        _terminal.HangUp();

        TmuxSession.WaitUntil(() => !Directory.Exists($"/proc/{pid}"), "the program to end");
    }

    [Theory]
    [InlineData("screen")]
    [InlineData("other")]
    public void A_mistake_in_it_is_told_after_the_terminal_is_given_back(string thread)
    {
        string hook = typeof(FullScreenTests).Assembly.Location;
        _terminal.Run($"clear; DOTNET_STARTUP_HOOKS={hook} DOTNET_DbgEnableMiniDump=0 {StartupHook.Variable}={thread} {BuiltProgram.ManagedWithHooks}; echo exit $?");

        _terminal.WaitFor(thread == "screen" ? "exit 1\n" : "exit 134\n");

        Assert.Contains(StartupHook.Message, _terminal.UnwrappedScreen, StringComparison.Ordinal);
        AssertAsBefore();
    }

    [Theory]
    [InlineData("{0} < /dev/null; echo exit $?", 1)]
    [InlineData("{0} | cat; echo exit ${{PIPESTATUS[0]}}", 1)]
    [InlineData("TERM=dumb {0}; echo exit $?", 1)]
    [InlineData("TERM= {0}; echo exit $?", 1)]
    [InlineData("env -u TERM {0}; echo exit $?", 1)]
    [InlineData("TERM=unknown {0}; echo exit $?", 1)]
    [InlineData("{0} < /etc/passwd; echo exit $?", 1)]
    [InlineData("{0} <&-; echo exit $?", 1)]
    [InlineData("{0} >&-; echo exit $?", 1)]
    public void Where_it_cannot_run_it_says_what_to_use_instead(string command, int exitCode)
    {
        _terminal.Run("clear; " + string.Format(CultureInfo.InvariantCulture, command, BuiltProgram.Command));

        _terminal.WaitFor(string.Create(CultureInfo.InvariantCulture, $"exit {exitCode}\n"));

        Assert.Contains("coretop snapshot", _terminal.UnwrappedScreen, StringComparison.Ordinal);
        AssertAsBefore();
    }

    [Fact]
    public void With_standard_error_closed_it_does_what_it_is_told()
    {
        _terminal.Run($"clear; {BuiltProgram.Command} snapshot 2>&- <&- > /dev/null; echo exit $?");

        _terminal.WaitFor("exit 0\n");
    }

    [Theory]
    [InlineData("C-z")]
    [InlineData("STOP")]
    public void A_stopped_job_ends_when_it_is_told_to(string stop)
    {
        Start();
        if (stop == "STOP")
        {
            Send(stop);
        }
        else
        {
            _terminal.Press(stop);
        }

        _terminal.WaitFor("Stopped");
        _terminal.Run(EndJob);

        _terminal.WaitFor("ended 143\n");
        AssertAsBefore();
    }

    [Fact]
    public void Started_in_the_background_it_waits_for_the_terminal_and_then_takes_it()
    {
        StartInBackground();
        Assert.False(_terminal.IsOnAlternateScreen);

        _terminal.Run("clear; fg; echo exit $?");
        _terminal.WaitFor(FirstSight);
        _terminal.Press("q");

        AssertEnded(0);
    }

    [Fact]
    public void Started_in_the_background_it_ends_when_it_is_told_to()
    {
        StartInBackground();

        _terminal.Run(EndJob);

        _terminal.WaitFor("ended 143\n");
        AssertAsBefore();
    }

    [Fact]
    public void In_a_locale_without_unicode_only_ascii_is_sent()
    {
        Start($"LC_ALL=C {BuiltProgram.Command}");

        Assert.All(_terminal.Screen, character => Assert.True(char.IsAscii(character), $"'{character}' is on the screen"));
    }

    private void Start(string? command = null)
    {
        _terminal.Run($"clear; {command ?? BuiltProgram.Command}; echo exit $?");
        _terminal.WaitFor(FirstSight);
        Assert.True(_terminal.IsOnAlternateScreen);
    }

    private void WaitForRows(int rows) => TmuxSession.WaitUntil(
        () => Lines() is { } lines && lines.Length == rows && lines[^1].Contains("Quit", StringComparison.Ordinal),
        $"{rows} rows");

    private string[] Lines() => _terminal.Screen.TrimEnd('\n').Split('\n');

    // Before, the shell may have other children for a moment: clear, or what the last command was.
    private void StartInBackground()
    {
        _terminal.Run($"clear; {BuiltProgram.Command} &");
        TmuxSession.WaitUntil(
            () => ChildrenOfShell() is [int pid] && State(pid) == 'T', "the program to stop", () => _terminal.Screen);
    }

    // While it is on the screen, the shell has no other child.
    private int Pid() => Assert.Single(ChildrenOfShell());

    private int[] ChildrenOfShell()
    {
        int shell = _terminal.ShellPid;
        string[] children = File.ReadAllText($"/proc/{shell}/task/{shell}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. children.Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    // See proc_pid_stat(5); null once it has ended.
    private static char? State(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Send(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-s", signal, Pid().ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void AssertEnded(int exitCode)
    {
        _terminal.WaitFor(string.Create(CultureInfo.InvariantCulture, $"exit {exitCode}\n"));
        AssertAsBefore();
    }

    private void AssertAsBefore()
    {
        Assert.False(_terminal.IsOnAlternateScreen);
        Assert.True(_terminal.HasCursor);
        Assert.False(_terminal.HasMouse);
        Assert.False(_terminal.HasApplicationKeys);
        Assert.Equal(_before, _terminal.Output("stty -a"));
    }
}
