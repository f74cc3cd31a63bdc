namespace CoreTop.Cli.Documents;

/// <summary>What the plan of a <see cref="RebalanceDocument"/> expects.</summary>
internal sealed record ExpectedEntry(double CoresBefore, double CoresAfter);
