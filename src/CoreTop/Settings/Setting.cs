using System.Collections.Immutable;

namespace CoreTop.Settings;

/// <summary>One setting: a line of <see cref="SettingsTable"/>.</summary>
/// <param name="Name">Its key in the file.</param>
/// <param name="Help">A sentence for the setup screen and docs/settings.md.</param>
/// <param name="Allowed">What its value may be, to follow "takes".</param>
/// <param name="Choices">Every value, where there are few; else empty.</param>
/// <param name="Write">Its value as the file has it.</param>
/// <param name="Read">The settings with this value; null when that is not allowed.</param>
/// <param name="Culprit">The part of a value that is wrong; null for all of it.</param>
internal sealed record Setting(
    string Name,
    string Help,
    string Allowed,
    ImmutableArray<string> Choices,
    Func<ScreenSettings, string> Write,
    Func<ScreenSettings, string, ScreenSettings?> Read,
    Func<string, string?>? Culprit = null)
{
    /// <summary>The value that was meant by one that is not allowed; null when none is near.</summary>
    public Func<string, string?> Meant { get; init; } = _ => null;
}
