namespace CoreTop.Cli.Documents;

/// <summary>What the plan of a <see cref="RebalanceDocument"/> reckons with.</summary>
internal sealed record ExpectedEntry(double CoresBefore, double CoresAfter);
