using CoreTop.Kernel;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Processes;

/// <summary>What is read of many threads that run, and what is not missed by that.</summary>
public sealed class RunningThreadsTests : IDisposable
{
    private const int Pid = 5000, Count = 600, InTurn = 250;
    private const ulong Second = 1_000_000_000;

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly ManualTime _time = new();
    private readonly SampleReader _reader;

    public RunningThreadsTests()
    {
        _files = new KernelFiles(new LiveTree(_tree.Root));
        _reader = new SampleReader(
            _files,
            new CapturedScheduler(_files),
            new NoProcessClocks(),
            new CapturedTaskControl(_files),
            new CpusetLimits(_files, TimeProvider.System),
            () => AnyTopology.Of(cpus: 8),
            _time);
        Threads(run: Second, cpu: 1);
        Read();
        Threads(run: 2 * Second, cpu: 1);
        Read();
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void All_their_counters_are_read_each_time_and_what_else_changes_of_those_that_ran_throughout_in_turn()
    {
        Threads(run: 3 * Second, cpu: 2);
        ProcessSample first = Read();
        Assert.All(first.Threads, thread => Assert.Equal((3 * Second, TimeSpan.FromSeconds(1)), (thread.RunNanoseconds, thread.Window)));
        Assert.InRange(CountOn(first, 2), InTurn, InTurn + 1);

        Threads(run: 4 * Second, cpu: 2);
        Assert.InRange(CountOn(Read(), 2), 2 * InTurn, (2 * InTurn) + 2);
        Threads(run: 5 * Second, cpu: 2);
        Assert.Equal(Count, CountOn(Read(), 2));
    }

    [Fact]
    public void The_busiest_one_is_read_whole_because_its_process_is_shown_where_it_is()
    {
        Threads(run: 3 * Second, cpu: 2);
        int last = Pid + Count - 1;
        Thread(last, 3 * Second + 1, cpu: 7, state: 'R');

        Assert.Equal(7, Read().Threads.Single(thread => thread.Key.Tid == last).LastCpu.Number);
    }

    [Fact]
    public void One_that_did_not_run_throughout_is_read_whole_at_once()
    {
        Threads(run: (2 * Second) + (Second / 2), cpu: 2, state: 'S');

        Assert.All(Read().Threads, thread => Assert.Equal(TaskState.Sleeping, thread.State));
    }

    [Fact]
    public void One_whose_counters_stand_does_what_it_did_until_its_turn_comes()
    {
        Threads(run: 2 * Second, cpu: 2);

        Assert.InRange(CountOn(Read(), 2), InTurn, InTurn + 1);
    }

    [Fact]
    public void One_whose_mask_changes_is_read_whole_at_once()
    {
        Threads(run: 3 * Second, cpu: 2);
        int last = Pid + Count - 1;
        _tree.With($"proc/{Pid}/task/{last}/status", Status(last, "2"));

        TaskSample thread = Read().Threads.Single(each => each.Key.Tid == last);
        Assert.Equal(("2", 2), (thread.Affinity!.ToString(), thread.LastCpu.Number));
    }

    [Fact]
    public void One_that_ended_and_one_that_began_are_seen_at_once_also_where_their_number_stays_the_same()
    {
        Threads(run: 3 * Second, cpu: 1);
        Directory.Delete($"{_tree.Root}/proc/{Pid}/task/{Pid + 7}", recursive: true);
        Thread(Pid + Count, Second, cpu: 1, state: 'R');

        int[] tids = [.. Read().Threads.Select(thread => thread.Key.Tid)];

        Assert.Equal(Count, tids.Length);
        Assert.DoesNotContain(Pid + 7, tids);
        Assert.Contains(Pid + Count, tids);
    }

    [Fact]
    public void Where_threads_are_shown_all_are_read_whole()
    {
        Threads(run: 3 * Second, cpu: 2);

        Assert.Equal(Count, CountOn(Read(SampleRequest.Ordinary with { AllThreads = true }), 2));
        Threads(run: 4 * Second, cpu: 3);
        Assert.Equal(Count, CountOn(Read(SampleRequest.Ordinary with { Watched = Pid }), 3));
    }

    private static int CountOn(ProcessSample process, int cpu) => process.Threads.Count(thread => thread.LastCpu.Number == cpu);

    private ProcessSample Read(SampleRequest? request = null)
    {
        _time.Seconds++;
        return Assert.Single(_reader.Read(request ?? SampleRequest.Ordinary).Processes);
    }

    private void Threads(ulong run, int cpu, char state = 'R')
    {
        _tree.With($"proc/{Pid}/stat", Stat(Pid, cpu, state)).With($"proc/{Pid}/status", Status(Pid, "0-7"));
        for (int tid = Pid; tid < Pid + Count; tid++)
        {
            Thread(tid, run, cpu, state);
        }
    }

    private void Thread(int tid, ulong run, int cpu, char state) => _tree
        .With($"proc/{Pid}/task/{tid}/stat", Stat(tid, cpu, state))
        .With($"proc/{Pid}/task/{tid}/status", Status(tid, "0-7"))
        .With($"proc/{Pid}/task/{tid}/schedstat", $"{run} 0 1");

    private static string Status(int tid, string affinity) => $"Tgid:\t{tid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{affinity}";

    private static string Stat(int tid, int cpu, char state) =>
        $"{tid} (worker) {state} 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 {Count} 0 300 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 {cpu} 0 0";

    private sealed class ManualTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
