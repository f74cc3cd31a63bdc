using CoreTop.Analysis.Judging;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>Says what a finding costs, with its range or bound.</summary>
internal static class LossText
{
    /// <summary><c>11.0 cores</c>, <c>1.0 core</c>, <c>up to 2.0 cores</c>, <c>5.5 to 11.0 cores</c>.</summary>
    public static string Amount(Finding finding) => finding.Loss ?? Count.OfCores(finding.LostCores);

    /// <summary><c>Up to 2.0 cores are lost to affinity: other masks get them back</c>, without a stop.</summary>
    public static string Sentence(Finding finding)
    {
        string amount = Amount(finding);
        bool isOne = amount.EndsWith(" core", StringComparison.Ordinal);
        string them = isOne ? "it" : "them";
        string why = finding.WhyLost is { } own ? $" {own}" : finding.LostTo switch
        {
            LossKind.Affinity => $" to affinity: other masks get {them} back",
            LossKind.Placement => " to placement: the masks are wide enough, but the kernel does not spread the tasks",
            LossKind.Limits => $" to limits: no mask gets {them} back",
            _ => string.Empty,
        };
        return $"{char.ToUpperInvariant(amount[0])}{amount.AsSpan(1)} {(isOne ? "is" : "are")} lost{why}";
    }
}
