using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>One finding of a <see cref="DiagnosisDocument"/>.</summary>
internal sealed record FindingEntry(
    string Rule,
    string Severity,
    string Message,
    CpuSet Cpus,
    CpuSet IdleCpus,
    double LostCores,
    string? Loss,
    double ShortCores,
    string? LostTo,
    ImmutableArray<FindingTaskEntry> Tasks,
    CauseEntry? Cause,
    FixEntry Fix)
{
    /// <summary>Makes the entry.</summary>
    public static FindingEntry From(Finding finding) => new(
        finding.Rule.Name,
        NameOf(finding.Severity),
        finding.Message,
        finding.Cpus,
        finding.IdleCpus,
        Rounded.Share(finding.LostCores),
        finding.Loss,
        Rounded.Share(finding.ShortCores),
        NameOf(finding.LostTo),
        [.. finding.Tasks.Select(FindingTaskEntry.From)],
        finding.Cause is { } cause ? CauseEntry.From(cause) : null,
        new FixEntry(finding.Fix.Summary, finding.Fix.Commands, finding.Permanent, finding.Cause?.Lines ?? []));

    /// <summary><c>warning</c> or <c>note</c>.</summary>
    public static string NameOf(FindingSeverity severity) => severity == FindingSeverity.Warning ? "warning" : "note";

    private static string? NameOf(LossKind kind) => kind switch
    {
        LossKind.None => null,
        LossKind.Affinity => "affinity",
        LossKind.Placement => "placement",
        LossKind.Limits => "limits",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this loss."),
    };
}
