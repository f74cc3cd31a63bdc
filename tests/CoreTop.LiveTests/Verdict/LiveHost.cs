using System.Text;
using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Kernel;

namespace CoreTop.LiveTests.Verdict;

/// <summary>Runs commands on the running machine, with a journal of their own.</summary>
internal sealed class LiveHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-live-").FullName;

    /// <summary>What the last command said on stderr.</summary>
    public string Errors { get; private set; } = string.Empty;

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public (int Code, string Output) Run(string words)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        int code = CliProgram.Run(words.Split(' '), new CliHost
        {
            Output = output,
            Error = errors,
            IsInputTerminal = false,
            OutputWidth = null,
            Time = TimeProvider.System,
            Wait = Thread.Sleep,
            Variable = name => name == "XDG_STATE_HOME" ? _folder : null,
            OpenMachine = Machine.Open,
            WhyNotOnTerminal = (_, _) => null,
            StartProgram = (_, _) => throw new NotSupportedException(),
            RunScreen = _ => throw new NotSupportedException(),
        });
        Errors = errors.ToString();
        return (code, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Runs a command and reads the document it prints.</summary>
    public (int Code, JsonElement Document) RunJson(string words)
    {
        (int code, string output) = Run($"{words} --json");
        return (code, JsonDocument.Parse(output).RootElement);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
