using CoreTop.Kernel;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

/// <summary>What is read of a process whose CPU clock stands still, and what is not missed by that.</summary>
public sealed class SleeperTests : IDisposable
{
    private const int Pid = 9;

    private static SampleRequest InView { get; } = SampleRequest.Ordinary with { Visible = new HashSet<int> { Pid } };

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly Clocks _clocks = new();
    private readonly SampleReader _reader;

    public SleeperTests()
    {
        _files = new KernelFiles(_tree.Root);
        _reader = new SampleReader(
            _files,
            new CapturedScheduler(_files),
            _clocks,
            new CapturedTaskControl(_files),
            new CpusetLimits(_files, TimeProvider.System),
            () => AnyTopology.Of(cpus: 4),
            TimeProvider.System);
        _clocks.Times[Pid] = 1_000_000;
        Process(ticks: 1);
        Rest();
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void It_is_not_read_again_until_its_clock_moves()
    {
        Process(ticks: 7);
        Assert.Equal(1UL, Read(at: 3)!.UserTicks);

        _clocks.Times[Pid] += 1;
        Assert.Equal(7UL, Read(at: 4)!.UserTicks);
    }

    [Fact]
    public void One_whose_mask_others_changed_rests_again()
    {
        _tree.With($"proc/{Pid}/status", StatusText(Pid, "2"));
        Assert.Equal("2", Read(at: 3)!.Affinity!.ToString());
        Read(at: 4);

        Process(ticks: 7);
        _tree.With($"proc/{Pid}/status", StatusText(Pid, "2"));

        Assert.Equal(1UL, Read(at: 5)!.UserTicks);
    }

    [Fact]
    public void It_stays_the_same_object()
    {
        ProcessSample before = Read(at: 3)!;

        Assert.Same(before, Read(at: 4));
    }

    [Fact]
    public void One_that_cannot_be_asked_for_its_clock_is_read_each_time()
    {
        _clocks.Times.Clear();
        Process(ticks: 7);

        Assert.Equal(7UL, Read(at: 3)!.UserTicks);
    }

    [Fact]
    public void In_view_what_others_change_of_it_is_seen_at_once()
    {
        Process(ticks: 1, nice: 5);

        Assert.Equal(5, Read(at: 3, InView)!.Facts.Nice);
    }

    [Fact]
    public void In_view_its_memory_is_at_most_five_seconds_old_where_nothing_else_runs()
    {
        // With others before it in the list, its turn among all sleepers is far off.
        for (int pid = 1; pid < 8; pid++)
        {
            _tree.With($"proc/{pid}/stat", Stat(pid, ticks: 0, nice: 0, start: 300, parent: 1, threads: 1));
        }

        _tree.With("proc/stat", "cpu0 0 0 0 0 0 0 0 0\nprocs_running 1\n");
        Read(at: 3, InView);
        Process(ticks: 7);

        Assert.Equal(1UL, Read(at: 5, InView)!.UserTicks);
        Assert.Equal(7UL, Read(at: 6, InView)!.UserTicks);
    }

    [Fact]
    public void In_view_one_that_woke_up_and_was_not_given_a_cpu_yet_is_seen_at_once()
    {
        _tree.With("proc/stat", "cpu0 0 0 0 0 0 0 0 0\nprocs_running 1\n");
        Read(at: 3, InView);
        _tree.With("proc/stat", "cpu0 0 0 0 0 0 0 0 0\nprocs_running 2\n");
        Process(ticks: 1, state: 'R');

        Assert.Equal(TaskState.Running, Read(at: 4, InView)!.State);
    }

    [Fact]
    public void In_view_a_mask_that_others_give_to_a_thread_of_it_is_seen_at_once()
    {
        _tree.With("proc/stat", "cpu0 0 0 0 0 0 0 0 0\nprocs_running 1\n");
        Process(ticks: 1, threads: 2);
        Threads(run: 1_000_000);
        _clocks.Times[Pid] += 5_000_000;
        Read(at: 3);
        Read(at: 4);
        Process(ticks: 7, threads: 2);
        _tree.With($"proc/{Pid}/task/{Pid + 1}/status", StatusText(Pid + 1, "3"));

        ProcessSample process = Read(at: 5, InView)!;

        Assert.Equal((1UL, "3"), (process.UserTicks, process.Threads[1].Affinity!.ToString()));
    }

    [Fact]
    public void A_mask_that_others_change_is_seen_at_once()
    {
        Status(affinity: "2-3");

        Assert.Equal("2-3", Read(at: 3)!.Affinity!.ToString());
    }

    [Fact]
    public void What_others_change_of_one_that_sleeps_on_is_seen_when_its_turn_comes()
    {
        Process(ticks: 1, nice: 5);

        Assert.Equal(0, Read(at: 3)!.Facts.Nice);
        Assert.Equal(5, Read(at: 14)!.Facts.Nice);
    }

    [Fact]
    public void One_that_woke_up_and_was_not_given_a_cpu_yet_is_found_because_one_is_missing()
    {
        _tree.With("proc/stat", "cpu0 0 0 0 0 0 0 0 0\nprocs_running 2\n");
        Process(ticks: 1, state: 'R');

        Assert.Equal(TaskState.Sleeping, Read(at: 3)!.State);
        Assert.Equal(TaskState.Sleeping, Read(at: 3)!.State);
        Assert.Equal(TaskState.Sleeping, Read(at: 3)!.State);
        Assert.Equal(TaskState.Running, Read(at: 3)!.State);
    }

    [Fact]
    public void Another_process_with_its_pid_is_another()
    {
        _clocks.Times[Pid] = 77;
        Process(ticks: 0, start: 900);

        Assert.Equal(new TaskKey(Pid, 900), Read(at: 3)!.Key);
    }

    [Fact]
    public void A_new_parent_is_seen_after_the_old_one_ended()
    {
        Process(ticks: 1, parent: 1);
        Directory.Delete($"{_tree.Root}/proc/8", recursive: true);
        Assert.Equal(8, Read(at: 3)!.ParentPid);

        Assert.Equal(1, Read(at: 4)!.ParentPid);
    }

    [Fact]
    public void What_threads_ran_in_short_runs_is_shared_out_over_the_time_in_which_they_ran_it()
    {
        Process(ticks: 1, threads: 2);
        Threads(run: 1_000_000);
        _clocks.Times[Pid] += 5_000_000;
        Read(at: 3);
        Read(at: 4);
        _clocks.Times[Pid] += 900_000;
        Threads(run: 1_900_000);
        Assert.Equal(1_000_000UL, Read(at: 5)!.Threads[0].RunNanoseconds);

        _clocks.Times[Pid] += 3_000_000;
        Threads(run: 4_900_000);
        TaskSample thread = Read(at: 6)!.Threads[0];

        Assert.Equal((4_900_000UL, TimeSpan.FromSeconds(2)), (thread.RunNanoseconds, thread.Window));
    }

    [Fact]
    public void Of_more_than_a_thousand_a_mask_that_others_change_is_seen_within_ten_seconds_and_at_once_in_view()
    {
        const int First = 1000, Many = 1300;
        int[] pids = [.. Enumerable.Range(First, Many)];
        foreach (int pid in pids)
        {
            _tree.With($"proc/{pid}/stat", Stat(pid, ticks: 0, nice: 0, start: 300, parent: 1, threads: 1))
                .With($"proc/{pid}/status", StatusText(pid, "0-3"));
            _clocks.Times[pid] = 1;
        }

        SampleRequest inView = SampleRequest.Ordinary with { Visible = new HashSet<int> { First } };
        int at = 3;
        int Changed() => ReadAll(at++, inView).Count(process => process.Affinity!.ToString() == "2");

        // Until the details of all are known: 64, then 500 at each reading.
        for (int reading = 0; reading < 5; reading++)
        {
            Changed();
        }

        foreach (int pid in pids)
        {
            _tree.With($"proc/{pid}/status", StatusText(pid, "2"));
        }

        // A thousand are asked for their affinity, and up to a hundred others have their files read.
        Assert.InRange(Changed(), 1000, 1100);
        Assert.Equal("2", ReadAll(at++, inView).Single(process => process.Pid == First).Affinity!.ToString());
        Assert.Equal(Many, Changed());
    }

    [Fact]
    public void Threads_of_one_whose_clock_stands_are_not_read_and_are_asked_for_their_masks_in_turn()
    {
        Process(ticks: 1, threads: 2);
        Threads(run: 1_000_000);
        _clocks.Times[Pid] += 5_000_000;
        Read(at: 3);
        Read(at: 4);
        Threads(run: 7_000_000);
        _tree.With($"proc/{Pid}/task/{Pid + 1}/status", StatusText(Pid + 1, "3"));

        TaskSample thread = Read(at: 30)!.Threads[1];
        Assert.Equal((1_000_000UL, "3"), (thread.RunNanoseconds, thread.Affinity!.ToString()));

        _clocks.Times[Pid] += 1;
        Assert.Equal(7_000_000UL, Read(at: 31)!.Threads[1].RunNanoseconds);
    }

    [Fact]
    public void Of_one_whose_clock_stands_the_cgroup_is_read_in_turn_and_who_it_is_only_in_view()
    {
        _tree.With($"proc/{Pid}/cmdline", "worker\0--once\0"u8.ToArray()).With($"proc/{Pid}/cgroup", "0::/job");

        ProcessDetails inTurn = Read(at: 30)!.Details!;
        Assert.Equal((string.Empty, "/job"), (inTurn.CommandLine, inTurn.Cgroup));
        Assert.Equal("worker --once", Read(at: 41, InView)!.Details!.CommandLine);
    }

    [Fact]
    public void One_that_ran_is_read_with_all_its_details_in_turn()
    {
        _tree.With($"proc/{Pid}/cmdline", "worker\0--once\0"u8.ToArray());
        _clocks.Times[Pid] += 1;

        Assert.Equal("worker --once", Read(at: 30)!.Details!.CommandLine);
    }

    [Fact]
    public void One_that_becomes_another_program_is_read_with_its_user_and_command_line_at_once()
    {
        _clocks.Times[Pid] += 1;
        Read(at: 20);
        _clocks.Times[Pid] += 1;
        _tree.With($"proc/{Pid}/cmdline", "sleep\055"u8.ToArray())
            .With($"proc/{Pid}/status", StatusText(Pid, "0-3").Replace("Uid:\t0\t0", "Uid:\t65534\t65534", StringComparison.Ordinal))
            .With($"proc/{Pid}/stat", Stat(Pid, ticks: 1, nice: 0, start: 300, parent: 8, threads: 1).Replace("worker", "sleep", StringComparison.Ordinal));

        ProcessSample process = Read(at: 21)!;

        Assert.Equal(("sleep", "sleep 55", 65534), (process.Name, process.Details!.CommandLine, process.Details.Uid));
    }

    // Twice: what ran a moment ago is read once more.
    private void Rest()
    {
        Read(at: 1);
        Read(at: 2);
    }

    private ProcessSample? Read(int at, SampleRequest? request = null) =>
        ReadAll(at, request ?? SampleRequest.Ordinary).SingleOrDefault(process => process.Pid == Pid);

    private IReadOnlyList<ProcessSample> ReadAll(int at, SampleRequest request)
    {
        _tree.With("proc/uptime", $"{at}.00 1.00");
        return _reader.Read(request).Processes;
    }

    private void Process(ulong ticks, int nice = 0, ulong start = 300, int parent = 8, int threads = 1, char state = 'S')
    {
        _tree.With("proc/8/stat", Stat(8, ticks: 0, nice: 0, start: 200, parent: 1, threads: 1))
            .With("proc/8/status", StatusText(8, "0-3"))
            .With($"proc/{Pid}/stat", Stat(Pid, ticks, nice, start, parent, threads, state))
            .With($"proc/{Pid}/schedstat", "1000000 0 1");
        _clocks.Times.TryAdd(8, 1);
        Status("0-3");
    }

    private void Threads(ulong run)
    {
        foreach (int tid in (int[])[Pid, Pid + 1])
        {
            _tree.With($"proc/{Pid}/task/{tid}/stat", Stat(tid, ticks: 0, nice: 0, start: 300, parent: 8, threads: 2))
                .With($"proc/{Pid}/task/{tid}/status", StatusText(tid, "0-3"))
                .With($"proc/{Pid}/task/{tid}/schedstat", $"{run} 0 1");
        }
    }

    private void Status(string affinity) => _tree.With($"proc/{Pid}/status", StatusText(Pid, affinity));

    private static string StatusText(int tid, string affinity) =>
        $"Tgid:\t{tid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{affinity}\nvoluntary_ctxt_switches:\t1";

    private static string Stat(int tid, ulong ticks, int nice, ulong start, int parent, int threads, char state = 'S') =>
        $"{tid} (worker) {state} {parent} 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 {20 + nice} {nice} {threads} 0 {start} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";

    private sealed class Clocks : IProcessClocks
    {
        public Dictionary<int, long> Times { get; } = [];

        public bool TryRead(int pid, out long nanoseconds) => Times.TryGetValue(pid, out nanoseconds);
    }
}
