using System.Drawing;
using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Tui;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Screen;
using Terminal.Gui.App;

namespace CoreTop.Tests.Tui;

/// <summary>The screen as the program draws and sends it, 200x50, without a terminal: for tests and benchmarks of drawing.</summary>
internal sealed class DrawnScreen : IDisposable
{
    private readonly KernelFiles _files = new("/nonexistent");
    private readonly DiffOutput _output;
    private readonly IApplication _application;
    private readonly SessionToken _session;
    private readonly ScreenWindow _window;

    public DrawnScreen()
    {
        _output = new DiffOutput(Send, new Size(200, 50), TerminalCapabilities.Of("xterm-256color", colours: null), hasUnicode: true);
        (_application, _) = HostedDriver.Start(_output);
        var services = new ScreenServices
        {
            Pace = new FakePace(),
            Editor = new AffinityEditor(_files, new CapturedScheduler(_files), new ChangeJournal(folder: null, "boot"), TimeProvider.System),
            Tasks = new TaskEditor(_files, new CapturedTaskControl(_files)),
            HasJournalChanged = () => false,
            Time = TimeProvider.System,
            IsLive = true,
            WhyReadOnly = null,
            UserId = 1000,
            ProcessId = Environment.ProcessId,
            Redraw = () => { },
            Quit = () => { },
        };
        Panes = new ScreenPanes(services, Theme.Colour).Screen;
        _window = new ScreenWindow(Panes, Theme.Colour);
        _session = _application.Begin(_window)!;
    }

    /// <summary>What is drawn.</summary>
    public PaneScreen Panes { get; }

    /// <summary>How many frames were sent.</summary>
    public int Frames { get; private set; }

    /// <summary>How long the last one was.</summary>
    public int LastBytes { get; private set; }

    /// <summary>What stands on the screen.</summary>
    public string[] Lines => _application.Driver!.ToString().Split('\n');

    /// <summary>Draws a reading.</summary>
    public void Show(Snapshot snapshot)
    {
        Panes.Show(snapshot, Diagnosis.Nothing);
        Draw();
    }

    /// <summary>Draws what changed, as a turn of the loop does.</summary>
    public void Draw()
    {
        if (_window.Draw(_application))
        {
            _output.Write(_application.Driver!.GetOutputBuffer());
        }
    }

    public void Dispose()
    {
        _application.End(_session);
        _window.Dispose();
        _application.Dispose();
        _files.Dispose();
    }

    private void Send(ReadOnlySpan<byte> frame)
    {
        Frames++;
        LastBytes = frame.Length;
    }
}
