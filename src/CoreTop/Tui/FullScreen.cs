using System.Drawing;
using CoreTop.Actions;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Os;
using CoreTop.Sampling;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;
using CoreTop.Tui.Screen;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tui;

/// <summary>The full-screen program.</summary>
internal static class FullScreen
{
    private const int Failed = 1;

    // Terminal.Gui fills its cells several times before there is anything to show: the fewer, the sooner the first frame.
    private static readonly Size SizeOfStart = new(1, 1);

    /// <summary>
    /// Runs until the user quits or a signal ends it; the terminal is as before afterwards. Standard input and output must
    /// be a terminal that can show it.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static int Run(FullScreenOptions options)
    {
        var capabilities = TerminalCapabilities.Of(
            Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("COLORTERM"));
        var terminal = new TerminalDevice(capabilities);
        AppDomain.CurrentDomain.UnhandledException += (_, _) => terminal.GiveBack();
        try
        {
            return Run(options, capabilities, terminal);
        }
#pragma warning disable CA1031 // The top of the program: the terminal must be given back before anything is said.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.GiveBack();
            Crash.Write(exception switch
            {
                MachineException => $"coretop: {exception.Message}\n",
                OutOfMemoryException => $"coretop: {Crash.NothingLeft}\n",
                _ => Crash.Text(exception),
            });
            return Failed;
        }
    }

    private static int Run(FullScreenOptions options, TerminalCapabilities capabilities, TerminalDevice terminal)
    {
        using var requests = new LoopRequests();
        using Machine machine = options.Machine.OpenAnother();
        var feed = new SnapshotFeed(() => requests.Ask(LoopRequest.None));
        var evidence = new MachineEvidence(options.Machine);
        ChangeJournal journal = ChangeJournal.Of(machine, options.StateFolder);
        JournalWatch watch = journal.Watch();
        Sample? Read(SampleRequest request)
        {
            watch.Look();
            return options.Machine.Read(request);
        }

        using var sampler = new Sampler(Read, evidence, feed, TimeProvider.System, options.Settings.Delay)
        {
            IsOneShot = !options.Machine.IsLive,
            Look = options.Machine.IsLive ? options.Machine.LookAtRunnable : null,
        };
        Size size = TerminalDevice.ReadSize();
        sampler.Request = sampler.Request with
        {
            Meters = UsualMeters.Fit(options.Settings.Header, size.Width, size.Height, hasPressure: true).Needs,
            Visible = options.Settings.List.Pids ?? sampler.Request.Visible,
            ExtrasOfAll = RequestForView.OfAll(isLive: options.Machine.IsLive, hasJob: false),
        };
        sampler.Bounds = options.Bounds;
        sampler.Start();

        ColourDepth depth = options.IsMono ? ColourDepth.None : capabilities.Depth;
        bool isAscii = options.IsAscii || !capabilities.HasUnicode;
        var output = new DiffOutput(terminal.Send, SizeOfStart, capabilities with { Depth = depth }, !isAscii);
        KeyTable keys = new TerminfoFiles(Environment.GetEnvironmentVariable, TerminfoFile.Read).TableOfThisTerminal();
        using var host = new ScreenHost(terminal, output, requests, keys);
        var colours = TerminalColours.Of(Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("COLORFGBG"));
        var theme = new Theme(ThemeLooks.Of(options.Settings.Theme), depth, colours with { IsAwaited = capabilities.HasColourQuestions });
        bool writesLog = options.Settings.WritesSystemLog;
        void UseLook(ScreenSettings settings)
        {
            writesLog = settings.WritesSystemLog;
            options.Machine.AllowsBpf = () => settings.AllowsBpf;
            theme.Use(ThemeLooks.Of(settings.Theme));
            terminal.UseMouse(settings.HasMouse);
            terminal.AskBackground(theme.NeedsBackground);
            output.UseUnicode(!isAscii && !settings.IsAscii);
        }

        ScreenContext? context = null;
        var editor = new AffinityEditor(machine.Files, machine.Affinity, journal, TimeProvider.System, machine.Clocks)
        {
            Log = machine.IsLive && OwnProcess.EffectiveUser == 0
                ? ChangeLogs.Open(machine, Environment.GetEnvironmentVariable, () => writesLog)
                : null,
            Notify = notice => context?.Messages.Notice(notice),
        };
        var services = new ScreenServices
        {
            Pace = sampler,
            Editor = editor,
            Tasks = new TaskEditor(machine.Files, machine.Tasks, editor),
            HasJournalChanged = watch.TakeChange,
            Time = TimeProvider.System,
            IsLive = machine.IsLive,
            WhyReadOnly = options.WhyReadOnly,
            UserId = unchecked((int)OwnProcess.EffectiveUser),
            ProcessId = Environment.ProcessId,
            UseLook = UseLook,
            SaveSettings = settings => options.SettingsFile?.Save(settings) ?? SaveOutcome.Nowhere,
            Devices = machine.ReadDevices,
            OwnBounds = (out string why) => MachineBounds.Mine(machine, out why),
            Later = host.Later,
            Redraw = host.Redraw,
            Quit = host.Quit,
        };
        var panes = new ScreenPanes(services, theme);
        context = panes.Context;
        panes.Context.Look.Use(options.Settings);
        panes.Context.Bounds.Use(options.Bounds);
        panes.Context.Bounds.Say();
        if (options.FirstRemark is { } remark)
        {
            Warn(remark);
        }

        // The window goes first: what is read depends on what it has room for.
        var window = new ScreenWindow(panes.Screen, theme);
        var request = new RequestForView();
        panes.Context.Changed += () => sampler.Request = request.After(sampler.Request, panes);
        var trim = MemoryTrim.OfThisProgram();
        return host.Run(window, () => Show(feed, panes, trim), panes.Screen.Paste, Warn, UseBackground);

        bool UseBackground(ReportedColour? answer) => theme.Use(answer is { } colour
            ? new TerminalColours { Background = new Color(colour.Red, colour.Green, colour.Blue) }
            : theme.Terminal with { IsAwaited = false });

        void Warn(string sentence) => panes.Context.Messages.Say(sentence, StatusKind.Refused);
    }

    private static void Show(SnapshotFeed feed, ScreenPanes panes, MemoryTrim trim)
    {
        if (feed.Take() is { } reading)
        {
            if (reading.Failure is { } failure)
            {
                panes.Screen.ShowFailure(failure);
            }
            else if (reading.Snapshot is { } snapshot)
            {
                panes.Screen.Show(snapshot, reading.Diagnosis);
                trim.CountRefresh();
            }
        }

        while (feed.TakePart() is { } part)
        {
            panes.Details.Show(part);
        }
    }
}
