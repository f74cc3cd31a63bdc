using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Model.Topology;
using CoreTop.Sampling;
using CoreTop.Settings;

namespace CoreTop.Tui.Screen;

/// <summary>What the screen asks of the program around it.</summary>
internal sealed record ScreenServices
{
    /// <summary>How often the machine is read, and what of it.</summary>
    public required ISamplerPace Pace { get; init; }

    /// <summary>Changes affinities; belongs to the UI thread.</summary>
    public required AffinityEditor Editor { get; init; }

    /// <summary>Signals processes and changes nice values, I/O priorities and policies; belongs to the UI thread.</summary>
    public required TaskEditor Tasks { get; init; }

    /// <summary>Whether the journal was written to since this was last asked, by another CoreTop too; true at first.</summary>
    public required Func<bool> HasJournalChanged { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>It is the running machine; else changes are only recorded.</summary>
    public required bool IsLive { get; init; }

    /// <summary>A sentence saying why nothing may be changed; null when something may.</summary>
    public required string? WhyReadOnly { get; init; }

    /// <summary>Whose tasks are changed without asking: the effective user id of this program.</summary>
    public required int UserId { get; init; }

    /// <summary>This program's PID.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Makes colours, mouse and characters be as the settings say.</summary>
    public Action<ScreenSettings> UseLook { get; init; } = _ => { };

    /// <summary>Writes the settings file.</summary>
    public Func<ScreenSettings, SaveOutcome> SaveSettings { get; init; } = _ => SaveOutcome.Nowhere;

    /// <summary>Reads the devices and which CPUs are near them.</summary>
    public Func<ImmutableArray<NearDevice>> Devices { get; init; } = static () => [];

    /// <summary>Reads the CPUs that this program itself may use.</summary>
    public OwnBounds OwnBounds { get; init; } = static (out string why) =>
    {
        why = "Which CPUs are CoreTop's own is not known here.";
        return null;
    };

    /// <summary>Does something once on the UI thread, after a time.</summary>
    public Action<TimeSpan, Action> Later { get; init; } = (_, _) => { };

    /// <summary>Draws every cell again.</summary>
    public required Action Redraw { get; init; }

    /// <summary>Ends the program.</summary>
    public required Action Quit { get; init; }
}
