using System.Drawing;
using BenchmarkDotNet.Attributes;
using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Tui;
using CoreTop.Tui;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Screen;
using Terminal.Gui.App;

namespace CoreTop.Benchmarks;

/// <summary>What the UI thread does for a refresh of 200x50: takes it in, sorts, draws, and makes the bytes that differ.</summary>
public class DrawBenchmarks
{
    private static readonly Size Screen = new(200, 50);
    private Snapshot? _one;
    private Snapshot? _other;
    private KernelFiles? _files;
    private PaneScreen? _screen;
    private DiffOutput? _output;
    private IApplication? _application;
    private ScreenWindow? _window;
    private SessionToken? _session;

    [Params(36, 1024)]
    public int Cpus { get; set; }

    [Params(100, 10_000)]
    public int Processes { get; set; }

    /// <summary>What was sent by the last frame.</summary>
    public int Sent { get; private set; }

    [GlobalSetup]
    public void Start()
    {
        (_one, _other) = Loads.Snapshots(Cpus, Processes, running: 40);
        _files = new KernelFiles("/nonexistent");
        _output = new DiffOutput(Send, Screen, TerminalCapabilities.Of("xterm-256color", colours: null), hasUnicode: true);
        (_application, _) = HostedDriver.Start(_output);
        var services = new ScreenServices
        {
            Pace = new FakePace(),
            Editor = new AffinityEditor(
                _files, new CapturedScheduler(_files), new ChangeJournal(folder: null, "boot"), TimeProvider.System),
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
        _screen = new ScreenPanes(services, Theme.Colour).Screen;
        _window = new ScreenWindow(_screen, Theme.Colour);
        _session = _application.Begin(_window);
        Refresh(_one);
    }

    [GlobalCleanup]
    public void End()
    {
        _application?.End(_session!);
        _window?.Dispose();
        _application?.Dispose();
        _files?.Dispose();
    }

    [Benchmark(OperationsPerInvoke = 2)]
    public int FortyTasksChanged()
    {
        Refresh(_other!);
        return Refresh(_one!);
    }

    [Benchmark]
    public int NothingChanged() => Refresh(_one!);

    [Benchmark(OperationsPerInvoke = 2)]
    public int CursorDownAndUp()
    {
        _screen!.Press("Down", typed: null);
        Draw();
        _screen.Press("Up", typed: null);
        Draw();
        return Sent;
    }

    private int Refresh(Snapshot snapshot)
    {
        _screen!.Show(snapshot, Diagnosis.Nothing);
        Draw();
        return Sent;
    }

    private void Draw()
    {
        if (_window!.Draw(_application!))
        {
            _output!.Write(_application!.Driver!.GetOutputBuffer());
        }
    }

    private void Send(ReadOnlySpan<byte> frame) => Sent = frame.Length;
}
