using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.LiveTests.Processes;

/// <summary>What the BPF iterator says of each task of the running machine, beside what /proc says.</summary>
public sealed class TaskSourceLiveTests : IDisposable
{
    private readonly KernelFiles _files = new();
    private readonly BpfTaskSource _source;

    public TaskSourceLiveTests()
    {
        _source = new BpfTaskSource(_files);
        Assert.False(_source.TryRead());
        if (!_source.TryRead())
        {
            string reason = _source.Refusal ?? "for the moment";
            _source.Dispose();
            Assert.Skip($"tasks cannot be read by BPF here: {reason}");
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Each_task_is_as_its_files_say()
    {
        using ChildProcess threads = ChildProcess.Threads(50);
        using ChildProcess burner = ChildProcess.Burner();
        using ChildProcess stopped = ChildProcess.Sleep();
        Tool.Output("kill", "-STOP", $"{stopped.Pid}");
        using ChildProcess moved = ChildProcess.Sleep();
        Tool.Output("taskset", "-pc", "0", $"{moved.Pid}");
        int compared = 0;
        var differences = new List<string>();

        // A task that ran between two readings of its files differs by right: another reading will find it at rest.
        Wait.Until(() => Compare(differences, out compared), "tasks that did not run meanwhile to be the same", state: () => string.Join('\n', differences));

        Assert.True(compared > 50, $"only {compared} tasks were compared");
        Assert.Contains(_source.Tasks.ToArray(), task => task.Pid == stopped.Pid && task.State == TaskState.Stopped);
        Assert.Equal(50, _source.Tasks.ToArray().Count(task => task.Pid == threads.Pid));
        Assert.Contains(_source.Tasks.ToArray(), task => task.Pid == burner.Pid);
    }

    [Fact]
    public void All_processes_and_threads_that_proc_lists_are_there_in_order()
    {
        using ChildProcess threads = ChildProcess.Threads(20);
        HashSet<(int, int)> before = [.. Listed()];
        Assert.True(_source.TryRead());
        HashSet<(int, int)> after = [.. Listed()];
        List<(int Pid, int Tid)> read = [.. _source.Tasks.ToArray().Select(task => (task.Pid, task.Tid))];

        Assert.Empty(before.Intersect(after).Except(read));
        Assert.Equal(read.Order(), read);
        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Equal(20, read.Count(task => task.Pid == threads.Pid));
    }

    [Fact]
    public void A_reading_allocates_nothing_once_it_has_room()
    {
        Assert.True(_source.TryRead());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(_source.TryRead());

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void No_descriptor_is_left_open_by_readings_and_none_after_the_end()
    {
        const int Readings = 20;
        int before = 0, after = 0;

        // Other tests open and close descriptors in the same process; a reading that left one would leave twenty each time.
        Wait.Until(
            () =>
            {
                before = Descriptors();
                for (int i = 0; i < Readings; i++)
                {
                    Assert.True(_source.TryRead());
                }

                after = Descriptors();
                return after < before + (Readings / 2);
            },
            "readings to leave no descriptor open",
            () => $"{before} before, {after} after {Readings} readings");
        _source.Dispose();
        Assert.False(_source.TryRead());
    }

    [Fact]
    public void A_whole_sample_says_of_what_rests_the_same_from_both_sources()
    {
        using ChildProcess threads = ChildProcess.Threads(20);
        using ChildProcess burner = ChildProcess.Burner();
        using Machine byBpf = Machine.Open("/", TimeProvider.System), byFiles = Machine.Open("/", TimeProvider.System);
        byFiles.AllowsBpf = () => false;
        byBpf.InsistOnBpf();
        string differences = string.Empty;

        Wait.Until(
            () =>
            {
                Sample before = byFiles.Read(SampleRequest.Everything)!, bpf = byBpf.Read(SampleRequest.Everything)!;
                Sample after = byFiles.Read(SampleRequest.Everything)!;
                Assert.False(before.IsReadByBpf || after.IsReadByBpf);
                List<string> same = [.. Lines(before).Intersect(Lines(after))];
                differences = string.Join('\n', same.Except(Lines(bpf)));
                return bpf.IsReadByBpf && differences.Length == 0 && same.Count(line => line.StartsWith($"{threads.Pid}/", StringComparison.Ordinal)) >= 20;
            },
            "what did not run to be the same",
            () => differences);
    }

    private static IEnumerable<string> Lines(Sample sample) => sample.Processes
        .SelectMany(process => process.Threads.Append(process))
        .Select(task => string.Create(
            CultureInfo.InvariantCulture,
            $"{task.Pid}/{task.Key} {task.Name} {task.State} {task.LastCpu} {task.RunNanoseconds} {task.WaitNanoseconds} {task.Slices} {task.UserTicks} {task.SystemTicks} {task.Affinity}"));

    private bool Compare(List<string> differences, out int compared)
    {
        compared = 0;
        differences.Clear();
        Dictionary<(int, int), string> before = Listed().ToDictionary(task => task, task => Text(task.Pid, task.Tid));
        Assert.True(_source.TryRead());
        for (int i = 0; i < _source.Tasks.Length; i++)
        {
            TaskRecord task = _source.Tasks[i];
            string text = Text(task.Pid, task.Tid);
            if (!before.TryGetValue((task.Pid, task.Tid), out string? earlier) || earlier != text || text.Length == 0)
            {
                continue;
            }

            compared++;
            string said = Said(task, _source.MaskOf(i));
            if (said != text)
            {
                differences.Add($"{task.Pid}/{task.Tid}: {said} instead of {text}");
            }
        }

        return differences.Count == 0;
    }

    private static string Said(TaskRecord task, ReadOnlySpan<ulong> mask) => Line(
        task.StartTicks, task.State, task.LastCpu, task.RunNanoseconds, task.WaitNanoseconds, task.Slices, task.VoluntarySwitches, CpuSet.FromWords(mask),
        task.Priority, task.Nice, task.RealTimePriority, task.Policy);

    // Empty for one that has ended.
    private string Text(int pid, int tid)
    {
        if (_files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return string.Empty;
        }

        TaskStat stat = TaskStat.Parse(text, tid);
        if (_files.ReadThread(pid, tid, TaskFile.SchedStat, out text) != FileStatus.Ok)
        {
            return string.Empty;
        }

        TaskSchedStat times = TaskSchedStat.Parse(text);
        if (_files.ReadThread(pid, tid, TaskFile.Status, out text) != FileStatus.Ok
            || new LinuxScheduler().Read(pid, tid, known: null, out CpuSet? mask) != ControlResult.Applied)
        {
            return string.Empty;
        }

        ulong switches = TaskStatusFile.Parse(text).VoluntarySwitches ?? 0;
        return Line(
            stat.StartTicks, stat.State, stat.Facts.LastCpu.Number, times.RunNanoseconds, times.WaitNanoseconds, times.Slices, switches, mask!,
            stat.Facts.Priority, stat.Facts.Nice, stat.Facts.RealTimePriority, stat.Facts.Policy);
    }

    private static string Line(
        ulong start, TaskState state, int cpu, ulong run, ulong wait, ulong slices, ulong switches, CpuSet mask,
        int priority, int nice, int realTime, SchedPolicy policy) => string.Create(
            CultureInfo.InvariantCulture, $"started {start}, {state}, CPU {cpu}, ran {run}, waited {wait}, slices {slices}, left {switches} times, may use {mask}, priority {priority}, nice {nice}, real-time {realTime}, {policy}");

    private List<(int Pid, int Tid)> Listed()
    {
        List<int> pids = [], tids = [];
        _files.ListProcesses(pids);
        var tasks = new List<(int, int)>();
        foreach (int pid in pids)
        {
            _files.ListThreads(pid, tids);
            tasks.AddRange(tids.Order().Select(tid => (pid, tid)));
        }

        return tasks;
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
