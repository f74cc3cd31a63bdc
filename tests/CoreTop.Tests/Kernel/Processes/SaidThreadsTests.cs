using System.Collections.Immutable;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Processes;

/// <summary>Threads of which a source says what they did: what is taken from it, and what from their files.</summary>
public sealed class SaidThreadsTests : IDisposable
{
    private const int Pid = 5000, Count = 600, InTurn = 50;

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly Source _source = new();
    private readonly ProcessReader _reader;
    private int _seconds;

    public SaidThreadsTests()
    {
        _files = new KernelFiles(new LiveTree(_tree.Root));
        var mounts = new Lazy<CgroupMounts>(() => CgroupMounts.Read(_files));
        var cpuCgroups = new CpuCgroups(_files, mounts);
        var cgroups = new TaskCgroups(_files, new CpusetLimits(_files, TimeProvider.System), cpuCgroups, new ThreadedCgroups(_files, mounts));
        _reader = new ProcessReader(
            _files, new CapturedScheduler(_files), new NoProcessClocks(), new CapturedTaskControl(_files), cgroups, cpuCgroups, _source);
        _tree.With($"proc/{Pid}/stat", Stat(Pid)).With($"proc/{Pid}/status", $"Tgid:\t{Pid}\nUid:\t0\t0\t0\t0");
        for (int tid = Pid; tid < Pid + Count; tid++)
        {
            _tree.With($"proc/{Pid}/task/{tid}/stat", Stat(tid)).With($"proc/{Pid}/task/{tid}/status", $"Tgid:\t{Pid}\nUid:\t0\t0\t0\t0");
        }

        _source.Say(_ => Task());
        Read();
        Read();
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void State_CPU_and_priorities_are_of_now_and_files_are_read_in_turn()
    {
        _source.Say(_ => Task() with { State = TaskState.DiskSleep, LastCpu = 2, Nice = 5, Priority = 25, RunNanoseconds = 70, WaitNanoseconds = 7 });

        ProcessSample process = Read();

        // The files still hold what was so before, and show who was read from them.
        Assert.Equal(Count - InTurn, process.Threads.Count(IsSaid));
        Assert.All(process.Threads, thread => Assert.Equal((70UL, 7UL), (thread.RunNanoseconds, thread.WaitNanoseconds)));
        Assert.Equal(Count - InTurn, Read().Threads.Count(IsSaid));

        static bool IsSaid(TaskSample thread) => (thread.State, thread.LastCpu.Number, thread.Facts.Nice) == (TaskState.DiskSleep, 2, 5);
    }

    [Fact]
    public void One_whose_policy_or_mask_changes_is_read_from_its_files()
    {
        const int Other = Pid + 400, Bound = Pid + 500;
        _source.Say(tid => Task() with { LastCpu = 2, Policy = tid == Other ? SchedPolicy.Fifo : SchedPolicy.Other });
        _source.Masks[Bound] = 2;

        TaskSample[] threads = [.. Read().Threads];

        Assert.Equal(1, threads[Other - Pid].LastCpu.Number);
        Assert.Equal(("1", 1), (threads[Bound - Pid].Affinity!.ToString(), threads[Bound - Pid].LastCpu.Number));
        Assert.Equal(2, threads[Count - 1].LastCpu.Number);
    }

    [Fact]
    public void A_new_thread_with_a_lower_number_takes_nothing_from_those_behind_it()
    {
        const int New = Pid + 3;
        _source.Leave(New);
        Read();
        Read();
        _source.Say(_ => Task() with { RunNanoseconds = 70 });

        ImmutableArray<TaskSample> threads = Read().Threads;

        Assert.Equal(TimeSpan.Zero, threads.Single(thread => thread.Key.Tid == New).Window);
        Assert.All(threads.Where(thread => thread.Key.Tid != New), thread => Assert.Equal(TimeSpan.FromSeconds(1), thread.Window));
    }

    [Fact]
    public void Another_thread_with_the_number_of_one_that_ended_is_read_from_its_files()
    {
        const int New = Pid + 400;
        _source.Say(tid => Task() with { LastCpu = 2, StartTicks = tid == New ? 301UL : 300 });
        _tree.With($"proc/{Pid}/task/{New}/stat", Stat(New, start: 301));

        Assert.Equal((301UL, 1), Read().Threads.Where(thread => thread.Key.Tid == New).Select(thread => (thread.Key.StartTicks, thread.LastCpu.Number)).Single());
    }

    private static TaskRecord Task() => new()
    {
        Pid = Pid,
        Tid = Pid,
        StartTicks = 300,
        State = TaskState.Running,
        LastCpu = 1,
        Priority = 20,
        Nice = 0,
        RealTimePriority = 0,
        Policy = SchedPolicy.Other,
        RunNanoseconds = 50,
        WaitNanoseconds = 5,
        Slices = 1,
        VoluntarySwitches = 0,
    };

    private static string Stat(int tid, int start = 300) =>
        $"{tid} (worker) R 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 {Count} 0 {start} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0";

    private ProcessSample Read()
    {
        _seconds++;
        return Assert.Single(_reader.Read(SampleRequest.Ordinary, stat: null, () => TimeSpan.FromSeconds(_seconds), []));
    }

    private sealed class Source : ITaskSource
    {
        private TaskRecord[] _tasks = [];

        public Dictionary<int, ulong> Masks { get; } = [];

        public ReadOnlySpan<TaskRecord> Tasks => _tasks;

        public void Say(Func<int, TaskRecord> task) =>
            _tasks = [.. Enumerable.Range(Pid, Count).Select(tid => task(tid) with { Tid = tid })];

        public void Leave(int tid) => _tasks = [.. _tasks.Where(task => task.Tid != tid)];

        public bool TryRead() => true;

        public ReadOnlySpan<ulong> MaskOf(int index) => new[] { Masks.GetValueOrDefault(_tasks[index].Tid, 0xFFUL) };

        public void Dispose()
        {
        }
    }
}
