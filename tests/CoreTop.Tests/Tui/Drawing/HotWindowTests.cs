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

namespace CoreTop.Tests.Tui.Drawing;

public sealed class HotWindowTests : IDisposable
{
    private const int Frames = 20;

    private readonly KernelFiles _files = new("/nonexistent");
    private readonly DiffOutput _output;
    private readonly IApplication _application;
    private readonly SessionToken _session;
    private readonly PaneScreen _screen;
    private readonly ScreenWindow _window;
    private int _sent;

    public HotWindowTests()
    {
        _output = new DiffOutput(
            frame => _sent++, new Size(200, 50), TerminalCapabilities.Of("xterm-256color", colours: null), hasUnicode: true);
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
            ProcessId = TestScreen.OwnPid,
            Redraw = () => { },
            Quit = () => { },
        };
        _screen = new ScreenPanes(services, Theme.Colour).Screen;
        _window = new ScreenWindow(_screen, Theme.Colour);
        _session = _application.Begin(_window)!;
        Show(AnySnapshot.Founding());
        Show(Later());
    }

    public void Dispose()
    {
        _application.End(_session);
        _window.Dispose();
        _application.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void A_frame_of_views_in_their_places_allocates_near_nothing()
    {
        Snapshot[] snapshots = [AnySnapshot.Founding(), Later()];
        long allocated = 0;
        for (int i = 0; i < Frames; i++)
        {
            _screen.Show(snapshots[i % 2], Diagnosis.Nothing);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Draw();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated / Frames, 0, 4096);
    }

    [Fact]
    public void What_lies_over_a_list_that_is_drawn_again_stays()
    {
        _screen.Press("F6", typed: null);
        Draw();
        string[] menu = Lines().Where(line => line.Contains('│', StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(menu);

        Show(AnySnapshot.Founding());

        Assert.Equal(menu, Lines().Where(line => line.Contains('│', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_turn_in_which_nothing_is_marked_sends_nothing()
    {
        int sent = _sent;

        Draw();
        Draw();

        Assert.Equal(sent, _sent);
    }

    private string[] Lines() => _application.Driver!.ToString().Split('\n');

    private void Show(Snapshot snapshot)
    {
        _screen.Show(snapshot, Diagnosis.Nothing);
        Draw();
    }

    private void Draw()
    {
        if (_window.Draw(_application))
        {
            _output.Write(_application.Driver!.GetOutputBuffer());
        }
    }

    private static Snapshot Later()
    {
        Snapshot snapshot = AnySnapshot.Founding();
        return snapshot with { Time = snapshot.Time.AddSeconds(1), Load = new(35.01, 34.15, 22.04) };
    }
}
