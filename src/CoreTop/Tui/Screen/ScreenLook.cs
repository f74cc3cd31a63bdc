using System.Drawing;
using CoreTop.Meters;
using CoreTop.Model.Meters;
using CoreTop.Settings;
using CoreTop.Tui.Meters;

namespace CoreTop.Tui.Screen;

/// <summary>How the screen is set up, and what the settings file keeps of it.</summary>
/// <param name="services">The world around the screen.</param>
/// <param name="messages">What the message line says.</param>
/// <param name="tasks">The process list; called only when all panes are made.</param>
internal sealed class ScreenLook(ScreenServices services, Messages messages, Func<ITaskSelection> tasks)
{
    private ThemeChoice _theme = Themes.Auto;
    private bool _hasMouse = true;
    private bool _hasPressure = true;
    private bool _isAscii;
    private bool _writesSystemLog = true;
    private bool _allowsBpf = true;

    /// <summary>What stands above the core panel.</summary>
    public HeaderLayout Header { get; private set; } = HeaderLayout.Usual;

    /// <summary>The last values of the meters shown.</summary>
    public MeterHistory MeterHistory { get; } = new();

    /// <summary>What a bar of the core panel stands for.</summary>
    public CoreView CoreView { get; private set; } = CoreView.Each;

    /// <summary>Whether a change by a single key waits for Enter.</summary>
    public ConfirmMode Confirm { get; private set; }

    /// <summary>How the screen is now.</summary>
    public ScreenSettings Settings => new()
    {
        Delay = services.Pace.Delay,
        List = tasks().Options,
        CoreView = CoreView,
        Header = Header,
        Theme = _theme,
        HasMouse = _hasMouse,
        IsAscii = _isAscii,
        WritesSystemLog = _writesSystemLog,
        AllowsBpf = _allowsBpf,
        Confirm = Confirm,
    };

    /// <summary>Makes the screen be as the settings say.</summary>
    public void Use(ScreenSettings settings)
    {
        ITaskSelection list = tasks();
        bool needsMore = (settings.Header.Needs & ~Header.Needs) != 0 || (settings.List.Needs & ~list.Options.Needs) != 0
            || (settings.List.ShowsThreads && !list.Options.ShowsThreads);
        (Header, _theme, _hasMouse, _isAscii) = (settings.Header, settings.Theme, settings.HasMouse, settings.IsAscii);
        (CoreView, Confirm, _writesSystemLog, _allowsBpf) = (settings.CoreView, settings.Confirm, settings.WritesSystemLog, settings.AllowsBpf);
        if (settings.Delay != services.Pace.Delay)
        {
            services.Pace.Delay = settings.Delay;
        }

        services.UseLook(settings);
        list.Choose(settings.List);
        if (needsMore)
        {
            services.Pace.RefreshNow();
        }
    }

    /// <summary>Chooses the meters for the screen, where the user chose none.</summary>
    /// <param name="size">The screen.</param>
    /// <param name="meters">What was read for meters last; null for nothing.</param>
    public void FitHeader(Size size, MeterSample? meters)
    {
        // The meter of pressure is the only usual one for which something is read.
        _hasPressure &= !Header.IsUsual || meters is not { CpuStall: null, MemoryStall: null, IoStall: null };
        Header = UsualMeters.Fit(Header, size.Width, size.Height, _hasPressure);
    }

    /// <summary>Lets a bar of the core panel stand for something else.</summary>
    public void ShowCores(CoreView view) => CoreView = view;

    /// <summary>Shows all CPUs in one bar or, when that is what is shown, each CPU.</summary>
    public void ToggleCores() => CoreView = CoreView == CoreView.Summary ? CoreView.Each : CoreView.Summary;

    /// <summary>The question for the time between refreshes.</summary>
    public Prompt DelayQuestion() => new(
        "Delay in seconds:", FormattableString.Invariant($"now {services.Pace.Delay.TotalSeconds}; {SettingsTable.LeastDelay} to {SettingsTable.MostDelay}"), string.Empty, Changed: null, SetDelay);

    /// <summary>Writes the settings file, and says where, or why not.</summary>
    /// <returns>It says now what the screen shows.</returns>
    public bool Save()
    {
        SaveOutcome outcome = services.SaveSettings(Settings);
        messages.Say(outcome.Sentence, outcome.IsSaved ? StatusKind.Done : StatusKind.Refused);
        return outcome.IsSaved;
    }

    private string? SetDelay(string text)
    {
        if (SettingsTable.ReadDelay(text) is not { } delay)
        {
            return $"\"{text}\" is not a delay: give seconds, {SettingsTable.LeastDelay} to {SettingsTable.MostDelay}.";
        }

        TimeSpan before = services.Pace.Delay;
        services.Pace.Delay = delay;
        messages.Say(FormattableString.Invariant($"Delay: {before.TotalSeconds} s → {delay.TotalSeconds} s."), StatusKind.Done);
        return null;
    }
}
