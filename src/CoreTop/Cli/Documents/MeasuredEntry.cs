using CoreTop.Analysis.Planning;

namespace CoreTop.Cli.Documents;

/// <summary>What the changes of a <see cref="RebalanceDocument"/> gained.</summary>
internal sealed record MeasuredEntry(double CoresBefore, double CoresAfter, double Seconds)
{
    /// <summary>Makes the entry.</summary>
    public static MeasuredEntry From(Gain gain) =>
        new(Rounded.Share(gain.CoresBefore), Rounded.Share(gain.CoresAfter), Rounded.Seconds(gain.After));
}
