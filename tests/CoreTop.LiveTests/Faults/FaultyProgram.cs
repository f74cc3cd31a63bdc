using System.Diagnostics;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Faults;

/// <summary>The built program with a journal of its own. strace makes its system calls fail, or kills it in the middle of one.</summary>
internal sealed class FaultyProgram : IDisposable
{
    /// <summary>What an ended program's code is when SIGKILL ended it.</summary>
    public const int Killed = 137;

    private readonly string _home = Directory.CreateTempSubdirectory("coretop-faults-").FullName;

    /// <summary>Skips the test where nothing can be traced.</summary>
    public FaultyProgram()
    {
        Tool.Require("strace");
        if (Start("strace", ["-qq", "-e", "trace=none", "true"]).Code != 0)
        {
            Dispose();
            Assert.Skip("strace may not trace here");
        }
    }

    /// <summary>The folder that XDG_STATE_HOME names.</summary>
    public string State => Path.Combine(_home, "state");

    /// <summary>The journal's file.</summary>
    public string Journal => Path.Combine(State, "coretop", "journal.jsonl");

    /// <summary>The file that is locked while the journal is written.</summary>
    public string Lock => Path.ChangeExtension(Journal, "lock");

    /// <summary>Runs a command as it is.</summary>
    /// <param name="words">The command.</param>
    /// <param name="before">What the shell does before, such as setting a limit.</param>
    public (int Code, string Output, string Errors) Run(string words, string before = ":") => Shell($"{before}; exec {BuiltProgram.Command} {words}");

    /// <summary>Runs a command whose nth call that has to do with the journal goes wrong.</summary>
    /// <param name="words">The command.</param>
    /// <param name="call">Which call: one that names the journal or its folders, or has one of them open.</param>
    /// <param name="fault">Such as <c>signal=KILL</c> or <c>error=ENOSPC</c>.</param>
    /// <param name="nth">The first that goes wrong, from 1; a plus behind it means those that follow, too.</param>
    public (int Code, string Output, string Errors) RunWithJournalFault(string words, string call, string fault, string nth) =>
        Trace(words, $"-P {State} -P {Path.GetDirectoryName(Journal)} -P {Journal} -P {Journal}.new -P {Lock}", call, fault, nth);

    /// <summary>Runs a command whose calls that have a file or folder open, or name it, go wrong.</summary>
    public (int Code, string Output, string Errors) RunWithFaultOf(string path, string words, string call, string fault) =>
        Trace(words, $"-P {path}", call, fault, "1+");

    /// <summary>Runs a command whose nth call goes wrong, whatever it has to do with.</summary>
    public (int Code, string Output, string Errors) RunWithFault(string words, string call, string fault, string nth) =>
        Trace(words, string.Empty, call, fault, nth);

    /// <summary>Runs a script, in which <c>coretop</c> is the program, as root of mounts of its own; skips the test where that cannot be.</summary>
    public (int Code, string Output, string Errors) RunWithOwnMounts(string script)
    {
        Tool.Require("unshare");
        Directory.CreateDirectory(State);
        if (Start("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", State]).Code != 0)
        {
            Assert.Skip("nothing may be mounted here");
        }

        return Start("unshare", ["-m", "bash", "-c", $"coretop() {{ {BuiltProgram.Command} \"$@\"; }}\n{script}"]);
    }

    /// <summary>Removes the journal.</summary>
    public void Forget()
    {
        if (Directory.Exists(State))
        {
            Directory.Delete(State, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private (int Code, string Output, string Errors) Trace(string words, string paths, string call, string fault, string nth) =>
        Shell($"exec strace -f -qq -o /dev/null {paths} -e trace={call} -e inject={call}:{fault}:when={nth} {BuiltProgram.Command} {words}");

    private (int Code, string Output, string Errors) Shell(string script) => Start("bash", ["-c", script]);

    private (int Code, string Output, string Errors) Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Tool.LeaveSettingsOut(start, _home);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
