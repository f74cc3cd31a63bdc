using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop diagnose --json</c> prints.</summary>
internal sealed record DiagnosisDocument : BoundedDocument
{
    public required ImmutableArray<FindingEntry> Findings { get; init; }

    public required LostCoresEntry LostCores { get; init; }

    public required string? BpfScheduler { get; init; }

    /// <summary>Makes the document.</summary>
    public static DiagnosisDocument From(Diagnosis diagnosis, Snapshot snapshot) => new()
    {
        Command = "diagnose",
        Time = snapshot.Time,
        Host = Known(snapshot.Host.Name),
        Kernel = Known(snapshot.Host.KernelRelease),
        IntervalSeconds = Rounded.Seconds(snapshot.Interval),
        Within = BoundsEntry.Of(snapshot.Bounds),
        Findings = [.. diagnosis.Findings.Select(FindingEntry.From)],
        LostCores = LostCoresEntry.From(diagnosis.LostCores),
        BpfScheduler = snapshot.BpfScheduler,
    };
}
