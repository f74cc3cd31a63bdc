using System.Diagnostics;
using System.Globalization;
using CoreTop.Model.Cpus;

namespace CoreTop.LiveTests;

/// <summary>A program that a test runs and ends by its own PID; each ends by itself too, should the test be killed.</summary>
internal sealed class ChildProcess : IDisposable
{
    // One that sleeps does no harm, should the test be killed; one that is busy does.
    private const int MostSeconds = 1800;
    private const int MostBusySeconds = 240;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>The command line of <see cref="Sleep"/>.</summary>
    public static string SleepCommand => $"sleep {MostSeconds}";

    public static ChildProcess Sleep() => Sleeper("sleep");

    /// <summary>The same in a session of its own.</summary>
    public static ChildProcess Session() => Sleeper("setsid", "sleep");

    /// <summary>The same as the user nobody; skips the test where that cannot be.</summary>
    public static ChildProcess SleepAsNobody() => AsNobody("setpriv", "--reuid=65534", "--clear-groups", "sleep");

    /// <summary>The same in a session of its own.</summary>
    public static ChildProcess SessionAsNobody() => AsNobody("setsid", "setpriv", "--reuid=65534", "--clear-groups", "sleep");

    /// <summary>A shell that keeps one CPU busy.</summary>
    public static ChildProcess Burner() => Start("timeout", "--foreground", $"{MostBusySeconds}", "sh", "-c", "while :; do :; done");

    /// <summary>A program that ends when its time is up.</summary>
    public static ChildProcess Run(string program, params string[] arguments) =>
        Start("timeout", ["--foreground", $"{MostBusySeconds}", program, .. arguments]);

    /// <summary>A shell on one CPU that starts <paramref name="count"/> children, which inherit its affinity, keep that CPU busy and end with it.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="count">How many.</param>
    /// <param name="children">Their PIDs.</param>
    public static ChildProcess PinnedBurners(CpuId cpu, int count, out IReadOnlyList<int> children)
    {
        Tool.Require("setpriv");
        string script = $"for i in $(seq {count}); do setpriv --pdeathsig KILL sh -c 'while :; do :; done' & echo $!; done; wait";
        ChildProcess shell = Start("taskset", "-c", cpu.ToString(), "timeout", "--foreground", $"{MostBusySeconds}", "sh", "-c", script);
        children = [.. Enumerable.Range(0, count).Select(_ => int.Parse(shell._process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture))];
        return shell;
    }

    /// <summary>A Python program; it begins with <paramref name="script"/> and may use threading and time.</summary>
    public static ChildProcess Python(string script) =>
        Start("python3", "-c", $"import signal, threading, time\nsignal.alarm({MostSeconds})\n{script}");

    /// <summary>A process with that many threads, its leader among them, all asleep; returns once it has them.</summary>
    public static ChildProcess Threads(int count)
    {
        ChildProcess child = Python(
            $"for _ in range({count - 1}): threading.Thread(target=time.sleep, args=({MostSeconds},), daemon=True).start()\n"
            + $"time.sleep({MostSeconds})");
        Wait.Until(() => child.Tids().Count == count, $"a process with {count} threads");
        return child;
    }

    public IReadOnlyList<int> Tids()
    {
        try
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{Pid}/task")
                    .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)).Order(),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The next line that it prints; null after the last.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ChildProcess AsNobody(string program, params string[] arguments)
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("only root can become another user");
        }

        return Sleeper(program, arguments);
    }

    // It is there some time before it has the name and the user that it will have.
    private static ChildProcess Sleeper(string program, params string[] arguments)
    {
        ChildProcess child = Start(program, [.. arguments, MostSeconds.ToString(CultureInfo.InvariantCulture)]);
        Wait.Until(() => File.ReadAllText($"/proc/{child.Pid}/comm") == "sleep\n", "sleep to start");
        return child;
    }

    private static ChildProcess Start(string program, params string[] arguments)
    {
        Tool.Require(program);
        return new ChildProcess(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!);
    }
}
