using CoreTop.Kernel.Processes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class TaskAnswersTests : IDisposable
{
    private readonly Source _source = new();
    private readonly TaskAnswers _answers;

    public TaskAnswersTests() => _answers = new TaskAnswers(_source);

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Where_the_source_does_not_answer_nothing_is_found()
    {
        Read(Task(5, 5));
        _answers.Choose(0);
        _source.IsAnswering = false;
        _answers.Read(isWanted: true);

        Assert.False(_answers.AreThere || _answers.TryFind(5, out _) || _answers.TryFindMask(5, known: null, out _) || _answers.TryListThreads([]));
        Assert.False(new TaskAnswers(source: null).AreThere);
    }

    [Fact]
    public void A_process_has_run_what_all_its_tasks_have_those_that_ended_too()
    {
        Read(Task(5, 5, ran: 100) with { EndedNanoseconds = 1000 }, Task(7, 7, ran: 7), Task(7, 8, ran: 10));

        Assert.Equal((2, 5, 7), (_answers.Count, _answers.PidOf(0), _answers.PidOf(1)));
        _answers.Choose(0);
        Assert.Equal(1100, _answers.Ran);
        _answers.Choose(1);
        Assert.Equal(17, _answers.Ran);
    }

    [Theory]
    [InlineData(TaskState.Sleeping, false)]
    [InlineData(TaskState.Running, true)]
    [InlineData(TaskState.DiskSleep, true)]
    public void It_runs_where_any_of_its_tasks_does(TaskState state, bool runs)
    {
        Read(Task(7, 7), Task(7, 8) with { State = state }, Task(9, 9) with { State = TaskState.Running });
        _answers.Choose(0);

        Assert.Equal(runs, _answers.Runs);
    }

    [Fact]
    public void Tasks_are_found_in_the_chosen_process_alone_in_any_order()
    {
        Read(Task(5, 5), Task(7, 3), Task(7, 7), Task(7, 8), Task(7, 12), Task(9, 9));
        _answers.Choose(1);
        var tids = new List<int>();

        Assert.True(_answers.TryListThreads(tids));
        Assert.Equal([3, 7, 8, 12], tids);
        Assert.All([12, 3, 8, 8, 7], tid => Assert.True(_answers.TryFind(tid, out TaskRecord task) && task.Tid == tid));
        Assert.All([5, 9, 4, 100], tid => Assert.False(_answers.TryFind(tid, out _)));
    }

    [Fact]
    public void A_mask_that_is_as_before_is_the_same_object()
    {
        Read(Task(5, 5), Task(6, 6));
        _answers.Choose(1);
        Assert.True(_answers.TryFindMask(6, known: null, out CpuSet? mask));

        Assert.Equal(CpuSet.Of(1), mask);
        Assert.True(_answers.TryFindMask(6, mask, out CpuSet? again));
        Assert.Same(mask, again);
    }

    [Fact]
    public void A_process_that_has_the_pid_since_is_not_taken_for_the_one_before()
    {
        Read(Task(5, 5));
        _answers.Choose(0);
        _answers.LeaveUnless(new TaskKey(5, 1));
        Assert.True(_answers.TryFind(5, out _));

        _answers.LeaveUnless(new TaskKey(5, 2));
        Assert.False(_answers.TryFind(5, out _));
    }

    private void Read(params TaskRecord[] tasks)
    {
        _source.All = tasks;
        _answers.Read(isWanted: true);
    }

    private static TaskRecord Task(int pid, int tid, ulong ran = 0) => new()
    {
        Pid = pid,
        Tid = tid,
        StartTicks = 1,
        State = TaskState.Sleeping,
        LastCpu = 0,
        Priority = 20,
        Nice = 0,
        RealTimePriority = 0,
        Policy = SchedPolicy.Other,
        RunNanoseconds = ran,
        WaitNanoseconds = 0,
        Slices = 0,
        VoluntarySwitches = 0,
    };

    private sealed class Source : ITaskSource
    {
        public TaskRecord[] All { get; set; } = [];

        public bool IsAnswering { get; set; } = true;

        public ReadOnlySpan<TaskRecord> Tasks => All;

        public bool TryRead() => IsAnswering;

        // Each task is bound to the CPU of its place.
        public ReadOnlySpan<ulong> MaskOf(int index) => new ulong[] { 1UL << index, 0 };

        public void Dispose()
        {
        }
    }
}
