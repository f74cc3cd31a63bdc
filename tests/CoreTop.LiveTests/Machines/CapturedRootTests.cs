using System.Diagnostics;
using System.Text.RegularExpressions;
using CoreTop.LiveTests.Faults;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Machines;

/// <summary>What the program does with a machine of --root, seen from outside.</summary>
public sealed partial class CapturedRootTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-root-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_is_written_to_disk_for_a_capture()
    {
        using var program = new FaultyProgram();
        string capture = Capture(), log = Path.Combine(_folder, "calls");

        (int code, string output, _) = Run(
            $"DOTNET_EnableDiagnostics=0 DOTNET_EnableWriteXorExecute=0 exec strace -f -qq -o {log} -e trace=%file,ftruncate,memfd_create "
            + $"{BuiltProgram.Command} snapshot --root {capture}");

        Assert.Equal(0, code);
        Assert.Contains("PID", output, StringComparison.Ordinal);
        string[] calls = File.ReadAllLines(log);
        Assert.Contains(calls, call => call.Contains(capture, StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => Writes().IsMatch(call) && !call.Contains("\"/dev/", StringComparison.Ordinal)
            && !call.Contains("\"/proc/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ENOSYS")]
    [InlineData("EPERM")]
    public void Where_openat2_may_not_be_called_a_folder_reads_the_same(string error)
    {
        using var program = new FaultyProgram();
        Machine();

        (int Code, string Output, string Errors) asUsual = program.Run($"topology --root {_folder}");
        (int Code, string Output, string Errors) without = program.RunWithFault($"topology --root {_folder}", "openat2", $"error={error}", "1+");

        Assert.Equal(0, asUsual.Code);
        Assert.Contains("2 CPUs", asUsual.Output, StringComparison.Ordinal);
        Assert.Equal(asUsual, without);
    }

    [Fact]
    public void A_FIFO_a_device_and_a_cut_file_end_it_with_a_sentence()
    {
        string fifo = Path.Combine(_folder, "fifo"), cut = Path.Combine(_folder, "cut.txt");
        Tool.Output("mkfifo", fifo);
        File.WriteAllText(cut, "coretop capture 2\n-- sys/devices/system/cpu/online --\n0-1\n");
        foreach ((string root, string expected) in new[] { (fifo, "is a FIFO or a pipe"), ("/dev/zero", "is a device"), (cut, "was cut") })
        {
            (int code, string output, string errors) = Run($"exec {BuiltProgram.Command} topology --root {root} </dev/null");

            Assert.Equal((1, string.Empty), (code, output));
            Assert.StartsWith($"coretop: {root} {expected}", errors, StringComparison.Ordinal);
            Assert.EndsWith(".\n", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_and_a_file_that_may_not_be_read_are_said()
    {
        string capture = Capture(), closed = Path.Combine(_folder, "closed");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(capture, UnixFileMode.None);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        File.SetUnixFileMode(_folder, (UnixFileMode)0x1ED);
        foreach (string root in new[] { capture, closed })
        {
            string message = OtherUser.Run(() => Assert.Throws<Kernel.Files.MachineException>(
                () => Kernel.Machine.Open(root, TimeProvider.System).Dispose()).Message);

            Assert.Equal($"{root} cannot be read: Permission denied.", message);
        }
    }

    [Fact]
    public void The_running_machine_through_a_folder_is_shown_as_through_its_root()
    {
        (int code, string output, string errors) = Run($"exec {BuiltProgram.Command} topology --root /proc/self/root");

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Equal(Run($"exec {BuiltProgram.Command} topology").Output, output);
    }

    private static (int Code, string Output, string Errors) Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private string Capture()
    {
        string path = Path.Combine(_folder, "machine.txt");
        File.WriteAllText(path, """
            coretop capture 2
            -- sys/devices/system/cpu/online --
            0-1
            -- proc@0/stat --
            cpu0 10 0 10 80 0 0 0 0 0 0
            cpu1 10 0 10 80 0 0 0 0 0 0
            -- proc@0/uptime --
            100.00 100.00
            -- end --

            """);
        return path;
    }

    // Its CPUs lie elsewhere, as in a real /sys, behind an absolute link and a relative one.
    private void Machine()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sys/devices/system"));
        Directory.CreateDirectory(Path.Combine(_folder, "kept/cpus"));
        File.WriteAllText(Path.Combine(_folder, "kept/cpus/online"), "0-1\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "sys/devices/system/cpu"), "/kept/through");
        File.CreateSymbolicLink(Path.Combine(_folder, "kept/through"), "../../../kept/cpus");
    }

    [GeneratedRegex(@"O_CREAT|O_WRONLY|O_RDWR|O_TMPFILE|mkdir|\blink|symlink|unlink|rename|creat|truncate|memfd|mknod")]
    private static partial Regex Writes();
}
