using CoreTop.Analysis.Judging;

namespace CoreTop.Cli.Documents;

/// <summary>The lost cores of a <see cref="DiagnosisDocument"/>.</summary>
internal sealed record LostCoresEntry(double Affinity, double Placement, double Limits)
{
    /// <summary>Makes the entry.</summary>
    public static LostCoresEntry From(LostCores lost) =>
        new(Rounded.Share(lost.Affinity), Rounded.Share(lost.Placement), Rounded.Share(lost.Limits));
}
