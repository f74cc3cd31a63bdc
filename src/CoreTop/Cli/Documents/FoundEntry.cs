using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>One finding of a <see cref="SnapshotDocument"/>, without the tasks and what helps: a <see cref="DiagnosisDocument"/> has them.</summary>
internal sealed record FoundEntry(string Rule, string Severity, string Message, CpuSet Cpus, double LostCores)
{
    /// <summary>Makes the entry.</summary>
    public static FoundEntry From(Finding finding) => new(
        finding.Rule.Name, FindingEntry.NameOf(finding.Severity), finding.Message, finding.Cpus, Rounded.Share(finding.LostCores));
}
