using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>One command: a line of <see cref="CliCommands"/>.</summary>
/// <param name="Name">Its name; empty for what runs when no command is named.</param>
/// <param name="Help">What it does, in sentences.</param>
/// <param name="Options">Its options, in the order help shows them. A command shares an option with others as one object.</param>
/// <param name="Run">Does it.</param>
/// <param name="Argument">What it takes beside options; null for nothing.</param>
internal sealed record CliCommand(
    string Name, string Help, ImmutableArray<Option> Options, CliRun Run, Argument? Argument = null)
{
    /// <summary>The words that start it.</summary>
    public string Invocation => Name.Length == 0 ? ProgramVersion.ProgramName : $"{ProgramVersion.ProgramName} {Name}";
}
