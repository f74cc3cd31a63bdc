using System.Collections.Immutable;

namespace CoreTop.Cli.Documents;

/// <summary>What would put a <see cref="FindingEntry"/> right.</summary>
internal sealed record FixEntry(string Summary, ImmutableArray<string> Commands, string? Permanent, ImmutableArray<string> PermanentCommands);
