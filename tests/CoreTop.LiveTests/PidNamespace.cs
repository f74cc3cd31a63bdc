using System.Diagnostics;
using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests;

/// <summary>
/// A PID namespace with a /proc of its own, in which the kernel gives a number to the process that the test chooses. Everything that runs in it ends with it.
/// </summary>
internal sealed class PidNamespace : IDisposable
{
    // What ends has to be waited for, or its number stays taken.
    private const string Init =
        """
        replace() {
            wanted=$1; shift
            kill -KILL $wanted; wait $wanted
            for try in $(seq 500); do
                echo $((wanted - 1)) > /proc/sys/kernel/ns_last_pid
                "$@" < /dev/null > /dev/null 2>&1 & last=$!
                [ $last = $wanted ] && return
                kill -KILL $last
            done
        }
        while read -r line; do eval "$line"; echo "end $?"; done
        """;

    /// <summary>What to type before a command to run it as the user nobody.</summary>
    public const string AsNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";

    private readonly Process _unshare;
    private readonly string _state = Directory.CreateTempSubdirectory("coretop-namespace-").FullName;

    /// <summary>Makes one; skips the test where that cannot be.</summary>
    /// <param name="setup">Run in it before all else, such as mounts.</param>
    public PidNamespace(string setup = "true")
    {
        Tool.Require("unshare");
        Tool.Require("nsenter");
        var start = new ProcessStartInfo("unshare", ["--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", Init])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _unshare = Process.Start(start)!;
        if (Environment.UserName != "root" || TryAsk("true") is not (0, _))
        {
            string errors = _unshare.HasExited ? _unshare.StandardError.ReadToEnd() : "it needs root";
            Dispose();
            Assert.Skip($"no PID namespace can be made: {errors}");
        }

        Pid = int.Parse(
            File.ReadAllText($"/proc/{_unshare.Id}/task/{_unshare.Id}/children").Trim(), CultureInfo.InvariantCulture);
        (int code, string output) = TryAsk(setup);
        Assert.SkipUnless(code == 0, $"{setup} is not possible here: {output}");
    }

    /// <summary>Its first process, as it is numbered outside.</summary>
    public int Pid { get; }

    /// <summary>What to type to run a command in it from outside.</summary>
    public string Enter => string.Create(CultureInfo.InvariantCulture, $"nsenter --target {Pid} --pid --mount --");

    /// <summary>Runs a shell command in it that succeeds, and answers what it prints.</summary>
    public string Ask(string command)
    {
        (int code, string output) = TryAsk(command);
        Assert.True(code == 0, $"{command} ended with {code}: {output}");
        return output;
    }

    /// <summary>Starts a program that keeps running, and returns its number in there.</summary>
    public int Start(string command) =>
        int.Parse(Ask($"{command} < /dev/null > /dev/null 2>&1 & echo $!"), CultureInfo.InvariantCulture);

    /// <summary>Ends a process and gives its number to a new one.</summary>
    public void Replace(int pid, string command)
    {
        ulong before = StartTicks(pid);
        Assert.Equal(Text(pid), Ask($"replace {pid} {command}; echo $last"));

        // A start time is in hundredths of a second.
        while (StartTicks(pid) == before)
        {
            Ask($"replace {pid} {command}");
        }
    }

    /// <summary>Field 22 of a task's <c>stat</c>; its name must have no blank.</summary>
    public ulong StartTicks(int pid) =>
        ulong.Parse(Ask($"cut -d ' ' -f 22 /proc/{pid}/stat"), CultureInfo.InvariantCulture);

    /// <summary>A task's affinity as taskset tells it.</summary>
    public string Mask(int tid) => Ask($"taskset -p {tid}").Split(' ')[^1];

    /// <summary>Runs the program in it to its end.</summary>
    /// <returns>Its exit code, and what it printed, stderr last.</returns>
    public (int Code, string Text) Run(params string[] words) => Run(asNobody: false, words);

    /// <summary>Runs the program in it to its end.</summary>
    public (int Code, string Text) Run(bool asNobody, params string[] words) => Run(asNobody, _state, words);

    /// <summary>Runs the program in it to its end, with the journal elsewhere.</summary>
    public (int Code, string Text) RunWith(string state, params string[] words) => Run(asNobody: false, state, words);

    public void Dispose()
    {
        _unshare.Kill(entireProcessTree: true);
        _unshare.WaitForExit();
        _unshare.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private (int Code, string Text) Run(bool asNobody, string state, string[] words)
    {
        string[] user = asNobody ? AsNobody.Split(' ') : [];
        string[] line = [.. Enter.Split(' '), .. user, .. BuiltProgram.Command.Split(' '), .. words];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Tool.LeaveSettingsOut(start, _state);
        start.Environment["XDG_STATE_HOME"] = state;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private (int Code, string Output) TryAsk(string command)
    {
        var lines = new List<string>();
        try
        {
            _unshare.StandardInput.WriteLine(command);
            _unshare.StandardInput.Flush();
            while (_unshare.StandardOutput.ReadLine() is { } line)
            {
                if (line.StartsWith("end ", StringComparison.Ordinal))
                {
                    return (int.Parse(line[4..], CultureInfo.InvariantCulture), string.Join('\n', lines));
                }

                lines.Add(line);
            }
        }
        catch (IOException)
        {
            // It ended before it read the line.
        }

        return (-1, string.Join('\n', lines));
    }
}
