using System.CommandLine;

namespace CoreTop.Cli;

/// <summary>Does what a command line asks for.</summary>
/// <param name="line">The command line, without errors.</param>
/// <param name="host">The world around.</param>
/// <returns>One of <see cref="ExitCode"/>.</returns>
internal delegate int CliRun(ParseResult line, CliHost host);
