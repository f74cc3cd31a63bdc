using System.Text;
using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Settings;
using CoreTop.Tui.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CoreTop.Tests.Cli;

/// <summary>A world that keeps what commands write; nothing of the real one is in it.</summary>
#pragma warning disable CA1001 // Its streams are memory alone.
internal sealed class TestHost
#pragma warning restore CA1001
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _errors = new();

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Errors => _errors.ToString();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch);

    public Dictionary<string, string> Variables { get; } = new() { ["TERM"] = "xterm" };

    public bool IsInputTerminal { get; set; } = true;

    public int? OutputWidth { get; set; }

    public FullScreenOptions? Screen { get; private set; }

    /// <summary>The program that was to be started, with the CPUs for it; null for none.</summary>
    public (string[] Words, string Cpus)? Started { get; private set; }

    /// <summary>Why a program cannot be started.</summary>
    public StartRefusal WhyNotStarted { get; set; } = new(StartProblem.NotFound);

    /// <summary>By default, only machines of a --root are there.</summary>
    public Func<string, TimeProvider, Machine> OpenMachine { get; set; } = (root, time) =>
        root == "/" ? throw new MachineException("There is no machine in this test.") : Machine.Open(root, time);

    public CliHost Host => new()
    {
        Output = _output,
        Error = _errors,
        IsInputTerminal = IsInputTerminal,
        OutputWidth = OutputWidth,
        Time = Time,
        Wait = Time.Advance,
        Variable = name => Variables.GetValueOrDefault(name),
        OpenMachine = OpenMachine,
        WhyNotOnTerminal = (name, colours) => TerminalCapabilities.Of(name, colours).WhyNot,
        StartProgram = (words, cpus) =>
        {
            Started = ([.. words], cpus.ToString());
            return WhyNotStarted;
        },
        RunScreen = options =>
        {
            Screen = options;
            return ExitCode.Done;
        },
    };

    public int Run(string words) => CliProgram.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), Host);
}
