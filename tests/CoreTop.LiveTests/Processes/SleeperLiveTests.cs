using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>A process that sleeps is not read again and again, and yet nothing that it does is missed.</summary>
public sealed class SleeperLiveTests : IDisposable
{
    private const string BurnOnSignal =
        "def burn(*_):\n    end = time.process_time() + 0.2\n    while time.process_time() < end: pass\n"
        + "signal.signal(signal.SIGUSR1, burn)\nprint('ready', flush=True)\nwhile True: signal.pause()";

    private readonly Machine _machine = Machine.Open("/", TimeProvider.System);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void What_it_runs_is_seen_at_the_next_reading()
    {
        using ChildProcess child = ChildProcess.Python(BurnOnSignal);
        Assert.Equal("ready", child.ReadLine());
        ulong before = Rest(child.Pid).RunNanoseconds ?? 0;

        Tool.Output("kill", "-USR1", $"{child.Pid}");
        Wait.Until(() => RunOf(child.Pid) > before + 50_000_000, "a process that runs");
        ulong ran = RunOf(child.Pid);

        Assert.InRange(Read(child.Pid)!.RunNanoseconds!.Value, ran, ulong.MaxValue);
    }

    [Fact]
    public void A_mask_that_others_set_is_seen_at_the_next_reading()
    {
        using ChildProcess child = ChildProcess.Sleep();
        int last = Rest(child.Pid).Affinity!.Last().Number;

        Tool.Output("taskset", "-p", "-c", $"{last}", $"{child.Pid}");

        Assert.Equal(last.ToString(CultureInfo.InvariantCulture), Read(child.Pid)!.Affinity!.ToString());
    }

    [Fact]
    public void A_nice_value_that_others_set_is_seen_at_the_next_reading_while_it_is_in_view()
    {
        using ChildProcess child = ChildProcess.Sleep();
        Rest(child.Pid);

        Tool.Output("renice", "-n", "7", "-p", $"{child.Pid}");

        Assert.Equal(7, Read(child.Pid, isInView: true)!.Facts.Nice);
    }

    [Fact]
    public void One_that_starts_and_one_that_ended_are_seen_at_the_next_reading()
    {
        using ChildProcess other = ChildProcess.Sleep();
        Rest(other.Pid);
        int pid;
        using (ChildProcess child = ChildProcess.Sleep())
        {
            pid = child.Pid;
            Assert.NotNull(Read(pid));
            Rest(pid);
        }

        Assert.Null(Read(pid));
    }

    [Fact]
    public void An_orphan_has_its_new_parent_two_readings_later_at_most()
    {
        using ChildProcess shell = ChildProcess.Run("sh", "-c", "exec 2> /dev/null; sh -c 'sleep 240 & echo $$ $!; wait'; sleep 240");
        int[] pids = [.. shell.ReadLine()!.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        Assert.Equal(pids[0], Rest(pids[1]).ParentPid);

        Tool.Output("kill", "-9", $"{pids[0]}");
        Wait.Until(() => !Directory.Exists($"/proc/{pids[0]}"), "a shell that ended");
        Read(pids[1]);

        int parent = int.Parse(Tool.Output("ps", "-o", "ppid=", "-p", $"{pids[1]}").Trim(), CultureInfo.InvariantCulture);
        Assert.NotEqual(pids[0], parent);
        Assert.Equal(parent, Read(pids[1])!.ParentPid);
        Tool.Output("kill", $"{pids[1]}");
    }

    [Fact]
    public void Its_clock_is_the_time_that_its_threads_ran_and_there_is_none_without_it()
    {
        var clocks = new LinuxProcessClocks();
        using ChildProcess child = ChildProcess.Sleep();
        Rest(child.Pid);
        ulong ran = RunOf(child.Pid);

        Assert.True(clocks.TryRead(child.Pid, out long nanoseconds));
        Assert.Equal(ran, (ulong)nanoseconds);
        Assert.False(clocks.TryRead(pid: 4_194_305, out _));
    }

    // Read until it sleeps and nothing new is known of it.
    private ProcessSample Rest(int pid)
    {
        ProcessSample? before = null, now = null;
        Wait.Until(
            () =>
            {
                (before, now) = (now, Read(pid));
                return now is { Details: not null } && ReferenceEquals(before, now);
            },
            "a process at rest");
        return now!;
    }

    private ProcessSample? Read(int pid, bool isInView = false) =>
        _machine.Read(SampleRequest.Ordinary with { Visible = isInView ? new HashSet<int> { pid } : new HashSet<int>() })!
            .Processes.SingleOrDefault(process => process.Pid == pid);

    private static ulong RunOf(int pid) => ulong.Parse(
        File.ReadAllText($"/proc/{pid}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
}
