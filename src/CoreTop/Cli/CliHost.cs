using System.CommandLine;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Os;
using CoreTop.Settings;

namespace CoreTop.Cli;

/// <summary>The world around a command: the process's own, or a test's.</summary>
internal sealed record CliHost
{
    /// <summary>Standard output; each command writes to it in one go, or in one a frame.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input is a terminal.</summary>
    public required bool IsInputTerminal { get; init; }

    /// <summary>Cells in a line of the terminal that <see cref="Output"/> is; null when it is not a terminal.</summary>
    public required int? OutputWidth { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Waits.</summary>
    public required Action<TimeSpan> Wait { get; init; }

    /// <summary>An environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Opens a machine; see <see cref="Machine.Open"/>.</summary>
    public required Func<string, TimeProvider, Machine> OpenMachine { get; init; }

    /// <summary>
    /// Why a terminal cannot show the full screen, as the beginning of a sentence; null when it can. It is given the variables TERM and
    /// COLORTERM.
    /// </summary>
    public required Func<string?, string?, string?> WhyNotOnTerminal { get; init; }

    /// <summary>Runs the full screen and returns its exit code.</summary>
    public required Func<FullScreenOptions, int> RunScreen { get; init; }

    /// <summary>Starts another program in the place of this one, on some CPUs; returns only when it could not be. See <see cref="ProgramStart"/>.</summary>
    public required Func<IReadOnlyList<string>, CpuSet, StartRefusal> StartProgram { get; init; }

    private bool IsAsciiOnly => TextLocale.IsAsciiOnly(Variable);

    /// <summary>Writes to standard output.</summary>
    /// <returns>False when its reader went away, as <c>head</c> does: no error, but nothing more need be written.</returns>
    /// <exception cref="IOException">It takes no more, as on a full disk; the message is a sentence.</exception>
    public bool Write(ReadOnlySpan<byte> text)
    {
        try
        {
            Output.Write(text);
            return true;
        }
        catch (ReaderGoneException)
        {
            return false;
        }
        catch (IOException problem)
        {
            throw new IOException($"standard output cannot be written: {problem.Message}.", problem);
        }
    }

    /// <summary>Writes text that is for people, or CSV: in ASCII where the command line or the locale asks for that.</summary>
    /// <returns>As <see cref="Write"/> does.</returns>
    public bool WriteText(string text, ParseResult line) => Write(PlainText.Encode(text, line.GetValue(CliOptions.Ascii) || IsAsciiOnly));

    /// <summary>Says on stderr what is wrong; names in it may be anybody's.</summary>
    /// <param name="text">A sentence, or lines of text.</param>
    public void Say(string text)
    {
        string clean = $"{ProgramVersion.ProgramName}: {string.Join('\n', text.Split('\n').Select(PlainText.Clean))}";
        Error.WriteLine(IsAsciiOnly ? PlainText.Ascii(clean) : clean);
    }

    /// <summary>Says on stderr what could not be read.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="said">What was said of earlier readings, which is not said again; null for one reading.</param>
    public void SayProblems(Snapshot snapshot, HashSet<string>? said = null)
    {
        foreach (ReadProblem problem in snapshot.Problems)
        {
            string sentence = $"{problem.Path}: {problem.Message}";
            if (said is null || said.Add(sentence))
            {
                Say(PlainText.Clean(sentence));
            }
        }
    }

    /// <summary>Says why a command failed.</summary>
    /// <returns><see cref="ExitCode.Failed"/>.</returns>
    public int Fail(string sentence)
    {
        Say(sentence);
        return ExitCode.Failed;
    }
}
