using System.Diagnostics;
using System.Globalization;

namespace CoreTop.LiveTests.Terminal;

/// <summary>A terminal of its own with an interactive shell in it, run by tmux.</summary>
internal sealed class TmuxSession : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static int _count;

    private readonly string _socket = string.Create(
        CultureInfo.InvariantCulture, $"coretop-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;

    /// <summary>The shell's home, gone after the test.</summary>
    public string Folder => _folder;

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="settings">What the settings file says; null for no such file.</param>
    public TmuxSession(int width = 100, int height = 30, string? settings = "confirm = never\n")
    {
        Assert.SkipUnless(IsInstalled("tmux"), "tmux is not installed.");
        Assert.SkipUnless(IsInstalled("bash"), "bash is not installed.");
        TmuxKeeper.Keep(_socket);
        if (settings is not null)
        {
            string config = Directory.CreateDirectory(Path.Combine(_folder, "config", "coretop")).FullName;
            File.WriteAllText(Path.Combine(config, "config"), settings);
        }

        Tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", Text(width), "-y", Text(height),
            "-e", "PS1=$ ", "-e", "LC_ALL=C.UTF-8", "-e", $"HOME={_folder}",
            "-e", $"XDG_STATE_HOME={_folder}/state", "-e", $"XDG_CONFIG_HOME={_folder}/config",
            "bash", "--noprofile", "--norc");
        WaitFor("$");
    }

    /// <summary>What is on the screen.</summary>
    public string Screen => Tmux("capture-pane", "-p");

    /// <summary>What is on the screen, lines that were too long for it in one piece.</summary>
    public string UnwrappedScreen => Tmux("capture-pane", "-p", "-J");

    /// <summary>The program is on the alternate screen.</summary>
    public bool IsOnAlternateScreen => Ask("alternate_on") == "1";

    /// <summary>The cursor is visible.</summary>
    public bool HasCursor => Ask("cursor_flag") == "1";

    /// <summary>The cursor keys and the keypad send what applications want, not what shells want.</summary>
    public bool HasApplicationKeys => Ask("keypad_cursor_flag") == "1" || Ask("keypad_flag") == "1";

    /// <summary>The program asked for reports of the mouse.</summary>
    public bool HasMouse => Ask("mouse_any_flag") == "1";

    /// <summary>The program asked for reports of the mouse's moves.</summary>
    public bool HasMouseMotion => Ask("mouse_all_flag") == "1" || Ask("mouse_button_flag") == "1";

    /// <summary>The settings file; empty when there is none.</summary>
    public string ReadConfig()
    {
        string path = Path.Combine(_folder, "config", "coretop", "config");
        return File.Exists(path) ? File.ReadAllText(path) : string.Empty;
    }

    /// <summary>The shell's process id.</summary>
    public int ShellPid => int.Parse(Ask("pane_pid"), CultureInfo.InvariantCulture);

    /// <summary>Presses keys, named as tmux does: <c>q</c>, <c>Down</c>, <c>C-z</c>.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Types text, taken as it is.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Pastes text, as a terminal does: marked as pasted where the program asked for that.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", text);
        Tmux("paste-buffer", "-p");
    }

    /// <summary>Types a command and Enter.</summary>
    public void Run(string command)
    {
        Type(command);
        Press("Enter");
    }

    /// <summary>Runs a command to its end and answers what it printed.</summary>
    public string Output(string command)
    {
        string file = Path.Combine(_folder, Path.GetRandomFileName());
        Run($"{{ {command}; }} > {file}.part 2>&1; mv {file}.part {file}");
        WaitUntil(() => File.Exists(file), $"{command} to end");
        return File.ReadAllText(file);
    }

    public void Resize(int width, int height) => Tmux("resize-window", "-x", Text(width), "-y", Text(height));

    /// <summary>Closes the terminal, as a lost connection does.</summary>
    public void HangUp() => Tmux("kill-server");

    /// <summary>Waits until the screen has the text.</summary>
    public void WaitFor(string text) =>
        WaitUntil(() => Screen.Contains(text, StringComparison.Ordinal), $"\"{text}\" on the screen", () => Screen);

    /// <summary>Waits as long as a terminal may need; each look at one starts a program.</summary>
    public static void WaitUntil(Func<bool> condition, string what, Func<string>? state = null) =>
        Wait.Until(condition, what, state, Pause);

    public void Dispose()
    {
        Execute(["-L", _socket, "kill-server"], out _);
        WaitUntil(TryDeleteFolder, $"{_folder} to be deleted");
    }

    // What ends now may still write there.
    private bool TryDeleteFolder()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(_folder);
        }
    }

    private static bool IsInstalled(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Ask(string variable) => Tmux("display-message", "-p", $"#{{{variable}}}").Trim();

    private string Tmux(params string[] arguments)
    {
        int code = Execute(["-L", _socket, .. arguments], out string output);
        Assert.True(code == 0, $"tmux {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private static int Execute(string[] arguments, out string output)
    {
        // Without -u what is not ASCII is a line to a test that was started without a locale.
        var start = new ProcessStartInfo("tmux", ["-u", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("TMUX");
        using Process process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
