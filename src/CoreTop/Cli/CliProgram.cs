using System.CommandLine;
using CoreTop.Kernel.Files;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>From the words of a command line to an exit code.</summary>
internal static class CliProgram
{
    // A file of further arguments, @file, has no place in a program that root runs.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses the words.</summary>
    public static ParseResult Parse(IReadOnlyList<string> words) =>
        CliCommands.Tree.Parse(
            RepeatedOptions.LastOnes(ShortOptions.Apart(ProgramWords.Marked(words, CliCommands.Named)), CliCommands.Named), Configuration);

    /// <summary>Does what the words ask for; whatever goes wrong is a sentence on stderr.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> words, CliHost host)
    {
        try
        {
            return RunParsed(words, host);
        }
        catch (MachineException exception)
        {
            return host.Fail(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return host.Fail(exception.Message);
        }
        catch (OutOfMemoryException)
        {
            return host.Fail(Crash.NothingLeft);
        }
#pragma warning disable CA1031 // The top of the program: a fault of its own becomes a sentence too.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "an unknown place";
            return host.Fail(
                $"this is a bug in CoreTop, please report it: {exception.GetType().Name}, {exception.Message} ({place})");
        }
    }

    private static int RunParsed(IReadOnlyList<string> words, CliHost host)
    {
        words = ProgramWords.Marked(words, CliCommands.Named);
        ParseResult line = Parse(words);
        CliCommand command = CliCommands.Of(line);
        if (line.GetValue(CliOptions.Help))
        {
            return Print(CliHelp.Of(command, CliCommands.All), host);
        }

        if (line.GetValue(CliOptions.Version))
        {
            return Print($"{ProgramVersion.ProgramName} {ProgramVersion.Text}\n{ProgramVersion.Build}\n", host);
        }

        string? unknown = ProgramWords.Unknown(words, command, CliCommands.Named);
        if ((CliErrors.FlagWithValue(words, CliCommands.Named)
            ?? (unknown is null ? CliErrors.Find(line, command, CliCommands.All) : CliErrors.Unknown(unknown, command, CliCommands.All))) is { } error)
        {
            return CliErrors.Report(error, command, host);
        }

        return command.Run(line, host);
    }

    private static int Print(string text, CliHost host)
    {
        host.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return ExitCode.Done;
    }
}
