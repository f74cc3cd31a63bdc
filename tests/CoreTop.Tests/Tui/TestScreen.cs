using CoreTop.Actions;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tui;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Microsoft.Extensions.Time.Testing;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tests.Tui;

/// <summary>The whole main screen without a terminal: keys go in by the names of the key table, text comes out.</summary>
internal sealed class TestScreen : IDisposable
{
    /// <summary>The PID that this CoreTop has.</summary>
    public const int OwnPid = 4242;

    private readonly HeadlessScreen _screen;
    private readonly ScreenWindow _window;
    private readonly KernelFiles _files = new("/nonexistent");

    public TestScreen(
        Snapshot? snapshot, int width = 120, int height = 40, bool isReadOnly = false, bool isMono = false, bool isLive = true,
        AffinityEditor? editor = null, TaskEditor? tasks = null,
        ConfirmMode confirm = ConfirmMode.Never)
    {
        var services = new ScreenServices
        {
            Pace = Pace,
            Editor = editor ?? new AffinityEditor(
                _files, new CapturedScheduler(_files), new ChangeJournal(folder: null, "boot"), Time),
            Tasks = tasks ?? new TaskEditor(_files, new CapturedTaskControl(_files)),
            HasJournalChanged = () => JournalChanges,
            Time = Time,
            IsLive = isLive,
            WhyReadOnly = isReadOnly ? "Read only: said." : null,
            UserId = 1000,
            ProcessId = OwnPid,
            SaveSettings = settings =>
            {
                Saved = settings;
                return Outcome;
            },
            OwnBounds = (out string why) =>
            {
                why = Mine is null ? "Nothing limits CoreTop." : string.Empty;
                return Mine;
            },
            Later = (_, action) => Pending.Add(action),
            Redraw = () => { },
            Quit = () => HasQuit = true,
        };
        Theme theme = isMono ? Theme.Mono : Theme.Colour;
        Main = new ShownScreen(new ScreenPanes(services, theme));
        Main.Use(Main.Settings with { Confirm = confirm });
        _window = new ScreenWindow(Main.Panes.Screen, theme);
        _screen = new HeadlessScreen(width, height);
        if (snapshot is not null)
        {
            Show(snapshot);
        }

        _screen.Show(_window);
    }

    public ShownScreen Main { get; }

    public FakePace Pace { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Another program writes to the journal.</summary>
    public bool JournalChanges { get; set; } = true;

    /// <summary>The CPUs that this CoreTop may use; null where nothing limits it.</summary>
    public CpuBounds? Mine { get; set; }

    /// <summary>What saving settings comes to.</summary>
    public SaveOutcome Outcome { get; set; } = new(IsSaved: true, "Saved.");

    /// <summary>The settings that were saved last.</summary>
    public ScreenSettings? Saved { get; private set; }

    /// <summary>What is to be done in a moment.</summary>
    public List<Action> Pending { get; } = [];

    public bool HasQuit { get; private set; }

    public string Text
    {
        get
        {
            _screen.Draw();
            return _screen.Text;
        }
    }

    public string[] Lines => Text.Split('\n');

    /// <summary>How the cells of the first row with the text look, each look once.</summary>
    public IReadOnlyList<Attribute> LooksOf(string text)
    {
        int row = Array.FindIndex(Lines, line => line.Contains(text, StringComparison.Ordinal));
        return [.. _screen.LooksOf(row).Distinct()];
    }

    /// <summary>How the first cell of the text looks, in the first row that has it.</summary>
    public Attribute LookOf(string text)
    {
        string[] lines = Lines;
        int row = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        return _screen.LooksOf(row).ElementAt(lines[row].IndexOf(text, StringComparison.Ordinal));
    }

    /// <summary>How a cell looks, counted from the first cell of a text.</summary>
    public Attribute LookOf(string text, int cell)
    {
        string[] lines = Lines;
        int row = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        return _screen.LooksOf(row)[lines[row].IndexOf(text, StringComparison.Ordinal) + cell];
    }

    /// <summary>What stands on the message line: a question, its answer, a message.</summary>
    public string MessageLine
    {
        get
        {
            string[] lines = Lines;
            System.Drawing.Rectangle area = _window.MessageArea;
            return string.Join(' ', lines.Skip(area.Top).Take(area.Height).Select(line => line.Split('⚠')[0].Trim()));
        }
    }

    public string Message => Main.Message?.Text ?? string.Empty;

    /// <summary>Shows a snapshot with its own diagnosis, or with another.</summary>
    public void Show(Snapshot snapshot, Diagnosis? diagnosis = null) => Main.Show(
        snapshot,
        diagnosis ?? Diagnostician.Next(DiagnosisState.Start, snapshot, new DiagnosisOptions { IsOneShot = true }).Diagnosis);

    public void Resize(int width, int height) => _screen.Resize(width, height);

    /// <summary>Presses keys one after the other.</summary>
    public void Press(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _screen.Press(KeyOf(name));
        }
    }

    /// <summary>Types a text.</summary>
    public void Type(string text)
    {
        foreach (char character in text)
        {
            _screen.Press(character == ' ' ? Key.Space : new Key(character));
        }
    }

    public void Dispose()
    {
        _screen.Dispose();
        _window.Dispose();
        _files.Dispose();
    }

    private static Key KeyOf(string name) => name switch
    {
        "Space" => Key.Space,
        "Tab" => Key.Tab,
        "Shift-Tab" => Key.Tab.WithShift,
        "Enter" => Key.Enter,
        "Esc" => Key.Esc,
        "Backspace" => Key.Backspace,
        "Del" => Key.Delete,
        "Ins" => Key.InsertChar,
        ['A', 'l', 't', '-', char held] => new Key(held).WithAlt,
        "Up" => Key.CursorUp,
        "Down" => Key.CursorDown,
        "Left" => Key.CursorLeft,
        "Right" => Key.CursorRight,
        "PgUp" => Key.PageUp,
        "PgDn" => Key.PageDown,
        "Home" => Key.Home,
        "End" => Key.End,
        "Shift-F3" => Key.F3.WithShift,
        "Shift-F7" => Key.F7.WithShift,
        "Shift-F8" => Key.F8.WithShift,
        "Ctrl-U" => Key.U.WithCtrl,
        ['F', _, ..] => FunctionKey(int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)),
        [char character] => new Key(character),
        _ => throw new ArgumentException($"No key is called {name}.", nameof(name)),
    };

    private static Key FunctionKey(int number) => new(Key.F1.KeyCode + (uint)(number - 1));
}
