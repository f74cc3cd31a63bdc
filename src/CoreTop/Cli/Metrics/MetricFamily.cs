namespace CoreTop.Cli.Metrics;

/// <summary>A gauge that <c>coretop metrics</c> prints.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels with what they may be, as in <c>kind</c>; empty for none.</param>
/// <param name="Help">What it is, in one line without a backslash or quotes.</param>
internal sealed record MetricFamily(string Name, string Labels, string Help);
