using CoreTop.Kernel;
using CoreTop.Tui.Processes;

namespace CoreTop.Tui;

/// <summary>How the full-screen program is to start.</summary>
internal sealed record FullScreenOptions
{
    /// <summary>The machine that the sampler reads; the screen opens another view of it for its own thread.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Time between refreshes.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>A sentence saying why nothing may be changed; null when something may.</summary>
    public string? WhyReadOnly { get; init; }

    /// <summary>No colour: bold, underline and reverse alone.</summary>
    public bool IsMono { get; init; }

    /// <summary>No character outside ASCII is sent to the terminal.</summary>
    public bool IsAscii { get; init; }

    /// <summary>What the process list shows at first.</summary>
    public ListOptions List { get; init; } = new();

    /// <summary>The folder of the journal; null when it is not known where that is.</summary>
    public required string? StateFolder { get; init; }
}
