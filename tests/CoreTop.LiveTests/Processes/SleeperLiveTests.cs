using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.LiveTests.Processes;

/// <summary>
/// A process that sleeps is not read again and again, and yet nothing that it does, or others do to it, is missed: neither where a BPF program
/// says what all tasks did, nor where their files are read.
/// </summary>
public sealed class SleeperLiveTests : IDisposable
{
    private const string BurnOnSignal =
        "def burn(*_):\n    end = time.process_time() + 0.2\n    while time.process_time() < end: pass\n"
        + "signal.signal(signal.SIGUSR1, burn)\nprint('ready', flush=True)\nwhile True: signal.pause()";

    private readonly Machine _machine = Machine.Open("/", TimeProvider.System);

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_runs_is_seen_at_the_next_reading(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Python(BurnOnSignal);
        Assert.Equal("ready", child.ReadLine());
        ulong before = Rest(child.Pid).RunNanoseconds ?? 0;

        Tool.Output("kill", "-USR1", $"{child.Pid}");
        Wait.Until(() => RunOf(child.Pid) > before + 50_000_000, "a process that runs");
        ulong ran = RunOf(child.Pid);

        Assert.InRange(Read(child.Pid)!.RunNanoseconds!.Value, ran, ulong.MaxValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mask_that_others_set_is_seen_at_the_next_reading(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Sleep();
        int last = Rest(child.Pid).Affinity!.Last().Number;

        Tool.Output("taskset", "-p", "-c", $"{last}", $"{child.Pid}");

        Assert.Equal(last.ToString(CultureInfo.InvariantCulture), Read(child.Pid)!.Affinity!.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_nice_value_that_others_set_is_seen_at_the_next_reading_while_it_is_in_view(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Sleep();
        Rest(child.Pid);

        Tool.Output("renice", "-n", "7", "-p", $"{child.Pid}");

        Assert.Equal(7, Read(child.Pid, isInView: true)!.Facts.Nice);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_state_that_others_set_is_seen_at_the_next_reading(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Sleep();
        Rest(child.Pid);

        Tool.Output("kill", "-STOP", $"{child.Pid}");
        Wait.Until(() => StateOf(child.Pid) == 'T', "a process that stopped");
        Assert.Equal(TaskState.Stopped, Read(child.Pid)!.State);

        Tool.Output("kill", "-CONT", $"{child.Pid}");
        Wait.Until(() => StateOf(child.Pid) == 'S', "a process that sleeps again");
        Assert.Equal(TaskState.Sleeping, Read(child.Pid)!.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_cpu_that_it_ran_on_after_others_moved_it_is_seen_at_the_next_reading(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Python(BurnOnSignal);
        Assert.Equal("ready", child.ReadLine());
        ProcessSample before = Rest(child.Pid);
        Assert.SkipWhen(before.Affinity!.Count < 2, "there is one CPU");
        int other = before.Affinity.First(cpu => cpu != before.LastCpu).Number;

        Tool.Output("taskset", "-p", "-c", $"{other}", $"{child.Pid}");
        Tool.Output("kill", "-USR1", $"{child.Pid}");
        Wait.Until(() => RunOf(child.Pid) > before.RunNanoseconds + 50_000_000 && StateOf(child.Pid) == 'S', "a process that ran");

        Assert.Equal(other, Read(child.Pid)!.LastCpu.Number);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 5)]
    [InlineData(false, 100)]
    [InlineData(true, 100)]
    public void Masks_that_others_set_of_all_its_threads_are_seen_at_the_next_reading(bool byBpf, int threads)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Threads(threads);
        int last = RestWithThreads(child.Pid, threads).Affinity!.Last().Number;

        Tool.Output("taskset", "-a", "-p", "-c", $"{last}", $"{child.Pid}");

        ProcessSample moved = Read(child.Pid)!;
        Assert.Equal(threads, moved.Threads.Length);
        Assert.All(moved.Threads.Append(moved), task => Assert.Equal([last], task.Affinity!.Select(cpu => cpu.Number)));
    }

    [Theory]
    [InlineData(false, 5, false)]
    [InlineData(true, 5, false)]
    [InlineData(false, 100, true)]
    [InlineData(true, 100, true)]
    public void The_mask_that_others_set_of_one_thread_is_seen_at_the_next_reading_while_it_is_in_view(bool byBpf, int threads, bool areShown)
    {
        _machine.ReadTasks(byBpf);
        using ChildProcess child = ChildProcess.Threads(threads);
        int last = RestWithThreads(child.Pid, threads).Affinity!.Last().Number, tid = child.Tids()[^1];

        Tool.Output("taskset", "-p", "-c", $"{last}", $"{tid}");

        ProcessSample process = Read(child.Pid, isInView: true, withThreads: areShown)!;
        Assert.Equal([last], process.Threads.Single(thread => thread.Key.Tid == tid).Affinity!.Select(cpu => cpu.Number));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_that_starts_and_one_that_ended_are_seen_at_the_next_reading(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_orphan_has_its_new_parent_two_readings_later_at_most(bool byBpf)
    {
        _machine.ReadTasks(byBpf);
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

    private ProcessSample RestWithThreads(int pid, int threads)
    {
        Wait.Until(() => Read(pid, isInView: true, withThreads: true)?.Threads.Length == threads, "its threads");
        Rest(pid);

        // It was just asked for the masks of all its threads.
        return Read(pid, isInView: true)!;
    }

    private ProcessSample? Read(int pid, bool isInView = false, bool withThreads = false) =>
        _machine.Read(SampleRequest.Ordinary with { Visible = isInView ? new HashSet<int> { pid } : new HashSet<int>(), AllThreads = withThreads })!
            .Processes.SingleOrDefault(process => process.Pid == pid);

    private static ulong RunOf(int pid) => ulong.Parse(
        File.ReadAllText($"/proc/{pid}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);

    private static char StateOf(int pid) => File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0];
}
