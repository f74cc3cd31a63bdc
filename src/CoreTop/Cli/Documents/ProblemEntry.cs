namespace CoreTop.Cli.Documents;

/// <summary>What could not be read, in a <see cref="SnapshotDocument"/>.</summary>
internal sealed record ProblemEntry(string Path, string Message);
