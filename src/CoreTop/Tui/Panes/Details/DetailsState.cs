using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Panes.Details;

/// <summary>The details of one process as they are shown: what was read of it stays, also when it ends.</summary>
internal sealed record DetailsState
{
    private DetailsState(ProcessLoad process, Snapshot snapshot) => (Process, Snapshot) = (process, snapshot);

    /// <summary>The process at the latest refresh at which it was there.</summary>
    public ProcessLoad Process { get; private init; }

    /// <summary>That refresh.</summary>
    public Snapshot Snapshot { get; private init; }

    /// <summary>It has ended since.</summary>
    public bool HasEnded { get; private init; }

    /// <summary>The thread whose row was opened; null for a process's.</summary>
    public TaskKey? Thread { get; private init; }

    /// <summary>What is shown.</summary>
    public DetailsSection Section { get; init; }

    /// <summary>Values that look like secrets are shown.</summary>
    public bool ShowsSecrets { get; private init; }

    /// <summary>What was read, each part when its section was first shown.</summary>
    public ImmutableDictionary<InspectedPart, ProcessInspection> Parts { get; private init; } =
        ImmutableDictionary<InspectedPart, ProcessInspection>.Empty;

    /// <summary>The details of a row; those of a thread's begin with the threads.</summary>
    public static DetailsState Open(ProcessRow row, Snapshot snapshot) => new(row.Process, snapshot)
    {
        Thread = row.Thread?.Key,
        Section = row.Thread is null ? DetailsSection.Overview : DetailsSection.Threads,
    };

    /// <summary>The part that the section shows; null when the snapshot has everything, or when it must be asked for.</summary>
    public InspectedPart? Part => Section switch
    {
        DetailsSection.Overview => InspectedPart.Program,
        DetailsSection.Environment => InspectedPart.Environment,
        DetailsSection.Files => InspectedPart.Files,
        DetailsSection.Limits => InspectedPart.Limits,
        DetailsSection.Cgroups => InspectedPart.Cgroups,
        _ => null,
    };

    /// <summary>The state after a refresh.</summary>
    public DetailsState Next(Snapshot snapshot) => snapshot.FindProcess(Process.Key) is { } process
        ? this with { Process = process, Snapshot = snapshot, HasEnded = false }
        : this with { HasEnded = true };

    /// <summary>The state with a part that was read; nothing read of a process that has ended takes the place of what was read before.</summary>
    public DetailsState With(ProcessInspection part) =>
        part.Request.Key != Process.Key ? this
        : part.IsEnded ? this with { HasEnded = true }
        : this with { Parts = Parts.SetItem(part.Request.Part, part) };

    /// <summary>The section that is a number of places further on; after the last comes the first.</summary>
    public DetailsState Switch(int step)
    {
        int count = Enum.GetValues<DetailsSection>().Length;
        return this with { Section = (DetailsSection)(((int)Section + step + count) % count) };
    }

    /// <summary>Secrets shown, or hidden again.</summary>
    public DetailsState ToggleSecrets() => this with { ShowsSecrets = !ShowsSecrets };
}
