using CoreTop.Actions;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Actions;

namespace CoreTop.LiveTests.Faults;

/// <summary>SIGKILL between any two threads of an undo of nice values, I/O priorities or policies: the next one does the rest.</summary>
public sealed class KilledWhileUndoingValuesTests : IDisposable
{
    private const int Threads = 3, MostSteps = 20;

    private readonly FaultyProgram _program = new();
    private readonly ChildProcess _child = ChildProcess.Threads(Threads);
    private readonly KernelFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        _child.Dispose();
        _program.Dispose();
    }

    [Theory]
    [InlineData("nice", "setpriority")]
    [InlineData("io-priority", "ioprio_set")]
    [InlineData("policy", "sched_setscheduler")]
    public void An_undo_that_is_killed_between_threads_is_done_by_the_next(string kind, string call)
    {
        string[] before = Values();
        int steps = 0;
        string ended = string.Empty;
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed; steps++)
        {
            Assert.True(steps < MostSteps);
            _program.Forget();
            Set(kind);
            Assert.NotEqual(before, Values());
            (code, string first, string why) = _program.RunWithFault("undo", call, "signal=KILL", $"{steps + 1}");
            ended = $"{code}: {first}{why}";

            (int undone, string output, string errors) = _program.Run("undo");
            Assert.True(before.SequenceEqual(Values()), $"{call} {steps + 1}: {output}{errors}");
            Assert.True(undone == 0, $"{call} {steps + 1}: undo ended with {undone}: {output}{errors}");
            Assert.Equal("There is nothing to undo.\n", _program.Run("undo").Output);
        }

        Assert.True(steps == Threads + 1, $"it was killed {steps - 1} times, and then ended with {ended}");
    }

    private void Set(string kind)
    {
        using Machine machine = Machine.Open("/", TimeProvider.System);
        var editor = new AffinityEditor(
            machine.Files, machine.Affinity, ChangeJournal.Of(machine, Path.GetDirectoryName(_program.Journal)), TimeProvider.System);
        var tasks = new TaskEditor(machine.Files, machine.Tasks, editor);
        Assert.Equal(FileStatus.Ok, _files.ReadProcess(_child.Pid, TaskFile.Stat, out ReadOnlySpan<byte> text));
        var target = new TaskTarget(new TaskKey(_child.Pid, TaskStat.Parse(text).StartTicks), _child.Pid, "python3", IsWholeProcess: true);
        TaskBatch batch = kind switch
        {
            "nice" => tasks.AddNice(3, [target]),
            "io-priority" => tasks.SetIoPriority(new IoPriority(IoClass.BestEffort, 7), [target]),
            _ => tasks.SetPolicy(SchedPolicy.Batch, 0, [target]),
        };
        Assert.True(batch.IsComplete, batch.Sentence);
    }

    private string[] Values()
    {
        var control = new LinuxTaskControl(_files);
        return
        [
            .. _child.Tids().Select(tid =>
            {
                control.ReadNice(_child.Pid, tid, out int nice);
                control.ReadIoPriority(_child.Pid, tid, out IoPriority priority);
                control.ReadPolicy(_child.Pid, tid, out TaskPolicy policy);
                return $"{nice} {priority} {policy}";
            }),
        ];
    }
}
