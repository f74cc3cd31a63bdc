using System.Globalization;
using CoreTop.Cli;
using CoreTop.LiveTests.Verdict;

namespace CoreTop.LiveTests.Hostile;

/// <summary>Running processes that have secrets in every name that they can give themselves: no capture of the machine holds one.</summary>
public sealed class CapturedSecretsTests : IDisposable
{
    private const string Secret = "Zx9S3CRETq7";

    private readonly LiveHost _host = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;
    private readonly List<ChildProcess> _processes = [];

    public void Dispose()
    {
        _processes.ForEach(process => process.Dispose());
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData($"curl:https://user:{Secret}@host", "curl")]
    [InlineData($"--password={Secret}", "--password")]
    [InlineData($"worker\ttoken={Secret}", "worker")]
    [InlineData($"worker\n{Secret}", "worker")]
    [InlineData($"/nfs/home/{Secret}", "sleep")]
    [InlineData($"{Secret}@login.example.com", "sleep")]
    [InlineData("10.20.30.40", "sleep")]
    [InlineData($"\e]0;{Secret}\a", "sleep")]
    [InlineData($"postgres: {Secret} orders 10.20.30.40(5432) idle", "postgres")]
    public void Of_what_a_program_calls_itself_its_name_alone_stays(string title, string kept)
    {
        int pid = Start("bash", "-c", "exec -a \"$0\" sleep 240", title);
        Wait.Until(() => CommandLine(pid).StartsWith(title, StringComparison.Ordinal), "the title");

        string text = Capture();

        Assert.Contains($"-- proc@0/{pid}/cmdline --\n{kept}\\x00\\\n", text, StringComparison.Ordinal);
        AssertNone(text);
    }

    [Fact]
    public void No_name_of_a_process_or_a_thread_and_no_variable_gives_one_away()
    {
        string name = Secret[..8];
        int pid = Start(
            "env",
            $"API_TOKEN={Secret}", $"OMP_PLACES={Secret}", $"OMP_{Secret}=1", "OMP_NUM_THREADS=3", $"GOMP_CPU_AFFINITY=0 {Secret}",
            "python3",
            "-c",
            $"""
            import ctypes, threading, time
            libc = ctypes.CDLL(None)
            def named(name):
                libc.prctl(15, name, 0, 0, 0)
                time.sleep(240)
            threading.Thread(target=named, args=(b"pool {name}",), daemon=True).start()
            threading.Thread(target=named, args=(b"io:{name}",), daemon=True).start()
            threading.Thread(target=named, args=(b"{name}@db",), daemon=True).start()
            named(b"tool={name}")
            """);
        Wait.Until(() => Names(pid).Order().SequenceEqual([$"{name}@db", $"io:{name}", $"pool {name}", $"tool={name}"]), "the names");

        string text = Capture();

        string[] lines = text.Split('\n');
        string variables = lines[Array.IndexOf(lines, $"-- proc@1/{pid}/environ --") + 1];
        Assert.Equal(
            ["GOMP_CPU_AFFINITY=0 *", "OMP_*=1", "OMP_NUM_THREADS=3", "OMP_PLACES=*"],
            variables.TrimEnd('\\').Split("\\x00", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Contains($"-- proc@0/{pid}/stat --\n{pid} (tool) ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertNone(string text)
    {
        Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("10.20.30.40", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".example.com", text, StringComparison.Ordinal);
    }

    private string Capture()
    {
        string file = Path.Combine(_folder, "machine.txt");
        Assert.Equal(ExitCode.Done, _host.Run($"capture {file} --interval 0.1").Code);
        return File.ReadAllText(file);
    }

    // The process that sleeps, below timeout.
    private int Start(string program, params string[] arguments)
    {
        var timeout = ChildProcess.Run(program, arguments);
        _processes.Add(timeout);
        int pid = 0;
        Wait.Until(
            () => int.TryParse(
                File.ReadAllText($"/proc/{timeout.Pid}/task/{timeout.Pid}/children").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out pid),
            "what timeout starts");
        return pid;
    }

    private static string CommandLine(int pid) => File.ReadAllText($"/proc/{pid}/cmdline");

    private static IEnumerable<string> Names(int pid) =>
        Directory.GetDirectories($"/proc/{pid}/task").Select(task => File.ReadAllText($"{task}/comm").TrimEnd('\n'));
}
