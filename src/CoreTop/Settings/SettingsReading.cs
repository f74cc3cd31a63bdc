using System.Collections.Immutable;

namespace CoreTop.Settings;

/// <summary>What was read of a settings file.</summary>
/// <param name="Settings">What it says, over the defaults.</param>
/// <param name="Problem">Says what of it counts for nothing, and why; null when all of it was understood.</param>
internal sealed record SettingsReading(ScreenSettings Settings, string? Problem)
{
    /// <summary>The settings that it says, the defaults of which may be others for a command than for the screen.</summary>
    public ImmutableHashSet<Setting> Said { get; init; } = [];
}
