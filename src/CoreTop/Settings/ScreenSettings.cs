using CoreTop.Listing.Options;
using CoreTop.Meters;

namespace CoreTop.Settings;

/// <summary>How the program looks and behaves: what the settings file holds. <see cref="SettingsTable"/> says which of it.</summary>
internal sealed record ScreenSettings
{
    /// <summary>What there is without a file.</summary>
    public static ScreenSettings Default { get; } = new();

    /// <summary>Time between refreshes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the process list shows.</summary>
    public ListOptions List { get; init; } = new() { ShowsKernelThreads = false };

    /// <summary>What a bar of the core panel stands for.</summary>
    public CoreView CoreView { get; init; } = CoreView.Each;

    /// <summary>What stands above the core panel.</summary>
    public HeaderLayout Header { get; init; } = HeaderLayout.Usual;

    /// <summary>How it looks.</summary>
    public ThemeChoice Theme { get; init; } = Themes.Auto;

    /// <summary>Clicks and the wheel come to the program; else they select text in the terminal.</summary>
    public bool HasMouse { get; init; } = true;

    /// <summary>Whether a change by a single key waits for Enter.</summary>
    public ConfirmMode Confirm { get; init; }

    /// <summary>What root changes is written to the system log.</summary>
    public bool WritesSystemLog { get; init; } = true;

    /// <summary>What tasks did may be read by a BPF program.</summary>
    public bool AllowsBpf { get; init; } = true;

    /// <summary>No character outside ASCII is sent, even where the locale has more.</summary>
    public bool IsAscii { get; init; }
}
