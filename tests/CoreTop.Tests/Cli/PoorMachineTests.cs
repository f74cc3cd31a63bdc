using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>The founding machine under kernels and containers that tell less: what is not known is said, and nothing is made of it.</summary>
public sealed partial class PoorMachineTests : IDisposable
{
    private readonly TempTree _folder = new();
    private readonly TestHost _host = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_the_kernel_does_not_tell_how_long_tasks_wait_that_is_said_and_no_pile_up_is_found()
    {
        string machine = Without("schedstat$");

        Assert.Equal(ExitCode.Done, _host.Run($"diagnose --root {machine}"));

        Assert.StartsWith("Nothing is wrong as far as can be seen: 25.0 of 36 cores busy.", _host.Output, StringComparison.Ordinal);
        Assert.Contains(
            "/proc/PID/schedstat: This kernel does not say how long tasks wait for a CPU, so pile-ups cannot be found.",
            _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_queues_of_the_CPUs_are_not_needed_to_find_it()
    {
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --root {Without("^proc@./schedstat$")}"));
        Assert.Empty(_host.Errors);
    }

    [Fact]
    public void Where_proc_stat_is_masked_no_CPU_is_called_idle_and_nothing_is_called_right()
    {
        string machine = Without("^proc@./stat$");

        Assert.Equal(ExitCode.Failed, _host.Run($"diagnose --root {machine}"));
        Assert.Equal("How busy the CPUs are is not known, so nothing can be said of what is wrong.\n", _host.Output);
        Assert.Contains("/proc/stat: It cannot be read", _host.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, _host.Run($"rebalance --root {machine}"));
        Assert.Contains("Nothing to rebalance: how busy the CPUs are is not known.", _host.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, _host.Run($"pin 3291 --cpus idle --root {machine}"));
        Assert.Contains("so none can be called idle", _host.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _host.Run($"snapshot --root {machine}"));
        Assert.Contains("\nBusy ? (not known) of 36 cores", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cgroup$|/mountinfo$")]
    [InlineData("^sys/")]
    [InlineData("^proc@./(loadavg|meminfo)$")]
    public void It_is_found_without_cgroups_without_sysfs_and_without_the_machines_other_files(string missing) =>
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --root {Without(missing)}"));

    [GeneratedRegex("^-- (?<path>[^ ]+)( =)? --$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    // The capture without the files whose paths match.
    private string Without(string pattern)
    {
        var text = new StringBuilder();
        bool isKept = true;
        foreach (string line in File.ReadLines(Fixture.MachinePath(FixtureMachines.PileUp)))
        {
            isKept = Head().Match(line) is { Success: true } head
                ? !Regex.IsMatch(head.Groups["path"].Value, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
                : isKept;
            text.Append(isKept ? line + "\n" : string.Empty);
        }

        string file = Path.Combine(_folder.Root, "machine.txt");
        File.WriteAllText(file, text.ToString());
        return file;
    }
}
