using CoreTop.Kernel;
using CoreTop.Model.Topology;

namespace CoreTop.Settings;

/// <summary>How the full-screen program is to start.</summary>
internal sealed record FullScreenOptions
{
    /// <summary>The machine that the sampler reads; the screen opens another view of it for its own thread.</summary>
    public required Machine Machine { get; init; }

    /// <summary>A sentence saying why nothing may be changed; null when something may.</summary>
    public string? WhyReadOnly { get; init; }

    /// <summary>The CPUs that are looked at first; null for all.</summary>
    public CpuBounds? Bounds { get; init; }

    /// <summary>No colour: bold, underline and reverse alone.</summary>
    public bool IsMono { get; init; }

    /// <summary>No character outside ASCII may be sent to the terminal, whatever the settings say.</summary>
    public bool IsAscii { get; init; }

    /// <summary>How the screen is at first.</summary>
    public ScreenSettings Settings { get; init; } = ScreenSettings.Default;

    /// <summary>
    /// What of the settings file counts for nothing, or what of the filter may not be meant, to be said at first; null when all was understood.
    /// </summary>
    public string? FirstRemark { get; init; }

    /// <summary>Where settings are saved; null when it is not known where that is.</summary>
    public SettingsFile? SettingsFile { get; init; }

    /// <summary>The folder of the journal; null when it is not known where that is.</summary>
    public required string? StateFolder { get; init; }
}
