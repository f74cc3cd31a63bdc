using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Meters;

namespace CoreTop.Tui;

/// <content>What the settings file keeps of the screen.</content>
internal sealed partial class MainScreen
{
    private ThemeLook _theme = ThemeLooks.Default;
    private bool _hasMouse = true;
    private bool _isAscii;
    private bool _writesSystemLog = true;

    /// <summary>What stands above the core panel.</summary>
    public HeaderLayout Header { get; private set; } = new();

    /// <summary>The last values of the meters shown.</summary>
    public MeterHistory MeterHistory { get; } = new();

    /// <summary>How the screen is now.</summary>
    public ScreenSettings Settings => new()
    {
        Delay = Delay,
        List = List,
        CoreView = Cores.View,
        Header = Header,
        Theme = _theme,
        HasMouse = _hasMouse,
        IsAscii = _isAscii,
        WritesSystemLog = _writesSystemLog,
    };

    /// <summary>Makes the screen be as the settings say.</summary>
    public void Use(ScreenSettings settings)
    {
        bool needsMore = (settings.Header.Needs & ~Header.Needs) != 0 || (settings.List.Needs & ~List.Needs) != 0
            || (settings.List.ShowsThreads && !List.ShowsThreads);
        (Header, _theme, _hasMouse, _isAscii) = (settings.Header, settings.Theme, settings.HasMouse, settings.IsAscii);
        _writesSystemLog = settings.WritesSystemLog;
        Cores = Cores with { View = settings.CoreView };
        if (settings.Delay != Delay)
        {
            services.Pace.Delay = settings.Delay;
        }

        services.UseLook(settings);
        Choose(settings.List);
        if (needsMore)
        {
            services.Pace.RefreshNow();
        }
    }

    /// <summary>Says something that was found out before there was a screen.</summary>
    public void Warn(string sentence) => Say(sentence, StatusKind.Refused);

    /// <summary>Writes the settings file, and says where, or why not.</summary>
    /// <returns>It says now what the screen shows.</returns>
    public bool SaveSettings()
    {
        SaveOutcome outcome = services.SaveSettings(Settings);
        Say(outcome.Sentence, outcome.IsSaved ? StatusKind.Done : StatusKind.Refused);
        return outcome.IsSaved;
    }
}
