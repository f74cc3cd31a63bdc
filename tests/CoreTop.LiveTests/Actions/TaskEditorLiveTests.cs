using System.Globalization;
using CoreTop.Actions;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Actions;

namespace CoreTop.LiveTests.Actions;

/// <summary>Signals, nice values, I/O priorities and policies of own children, beside what ps, ionice and chrt say of them.</summary>
public sealed class TaskEditorLiveTests : IDisposable
{
    private readonly KernelFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_signal_ends_the_child_with_and_without_a_pidfd(bool usesPidfd)
    {
        using ChildProcess child = ChildProcess.Sleep();

        TaskBatch batch = Editor(usesPidfd).Send(Signal.Term, [Target(child)]);

        Assert.StartsWith($"sleep {child.Pid}: TERM sent.", batch.Sentence, StringComparison.Ordinal);
        Assert.Equal(!usesPidfd, batch.Sentence.Contains("has no pidfd_open", StringComparison.Ordinal));
        Wait.Until(() => State(child) is null or TaskState.Zombie, "the child to end");
    }

    [Fact]
    public void Stop_and_CONT_stop_it_and_let_it_go_on()
    {
        using ChildProcess child = ChildProcess.Sleep();
        TaskTarget target = Target(child);

        Editor().Send(Signal.All.Single(signal => signal.Name == "STOP"), [target]);
        Wait.Until(() => State(child) == TaskState.Stopped, "the child to stop");
        Editor().Send(Signal.All.Single(signal => signal.Name == "CONT"), [target]);
        Wait.Until(() => State(child) == TaskState.Sleeping, "the child to continue");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_process_under_the_number_gets_nothing(bool usesPidfd)
    {
        using ChildProcess child = ChildProcess.Sleep();
        TaskTarget target = Target(child);
        TaskTarget earlier = target with { Name = "gone", Task = target.Task with { StartTicks = target.Task.StartTicks - 1 } };

        TaskBatch signalled = Editor(usesPidfd).Send(Signal.Kill, [earlier]);
        TaskBatch niced = Editor().SetNice(7, [earlier]);

        string sentence = $"gone {child.Pid}: has ended, and its number now belongs to sleep.";
        Assert.Equal((sentence, sentence), (signalled.Sentence, niced.Sentence));
        Assert.Equal("0", Ps(child, "ni"));

        // Had the signal been sent, a later one would find nobody.
        Assert.True(Editor().Send(Signal.All.Single(signal => signal.Name == "WINCH"), [target]).IsComplete);
    }

    [Fact]
    public void A_child_that_went_is_a_sentence()
    {
        TaskTarget target;
        using (ChildProcess child = ChildProcess.Sleep())
        {
            target = Target(child);
        }

        Assert.Equal($"sleep {target.Pid}: has ended.", Editor().Send(Signal.Term, [target]).Sentence);
        Assert.Equal($"sleep {target.Pid}: has ended.", Editor().SetNice(5, [target]).Sentence);
    }

    [Fact]
    public void Nice_is_set_in_all_forty_threads_and_ps_agrees()
    {
        using ChildProcess child = ChildProcess.Threads(40);

        TaskBatch batch = Editor().AddNice(6, [Target(child)]);

        Assert.Contains("nice 0 → 6 (40 threads).", batch.Sentence, StringComparison.Ordinal);
        string[] nice = Tool.Output("ps", "-L", "-o", "ni=", "-p", Text(child.Pid)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Repeat("6", 40), nice.Select(value => value.Trim()));
    }

    [Theory]
    [InlineData(IoClass.BestEffort, 7, "best-effort: prio 7")]
    [InlineData(IoClass.Idle, 0, "idle")]
    public void An_io_priority_is_set_and_ionice_agrees(IoClass ioClass, int level, string said)
    {
        using ChildProcess child = ChildProcess.Sleep();
        var wanted = new IoPriority(ioClass, level);

        TaskBatch batch = Editor().SetIoPriority(wanted, [Target(child)]);

        Assert.EndsWith($" → {wanted}.", batch.Sentence, StringComparison.Ordinal);
        Assert.Equal(said, Tool.Output("ionice", "-p", Text(child.Pid)).Trim());
    }

    [Fact]
    public void A_policy_is_set_chrt_agrees_and_nice_and_reset_on_fork_stay()
    {
        Tool.Require("chrt");
        using ChildProcess child = ChildProcess.Sleep();
        TaskTarget target = Target(child);
        Editor().SetNice(4, [target]);
        Tool.Output("chrt", "--reset-on-fork", "--other", "--pid", "0", Text(child.Pid));

        TaskBatch batch = Editor().SetPolicy(SchedPolicy.Batch, 0, [target]);

        Assert.Equal($"sleep {child.Pid}: policy OTHER → BATCH.", batch.Sentence);
        Assert.Contains("SCHED_BATCH|SCHED_RESET_ON_FORK", Tool.Output("chrt", "--pid", Text(child.Pid)), StringComparison.Ordinal);
        Assert.Equal("4", Ps(child, "ni"));
    }

    [Fact]
    public void A_real_time_priority_is_set_where_the_machine_allows_it_and_else_told_not_to_be()
    {
        using ChildProcess child = ChildProcess.Sleep();

        TaskBatch batch = Editor().SetPolicy(SchedPolicy.RoundRobin, 10, [Target(child)]);

        bool isSet = Tool.Output("chrt", "--pid", Text(child.Pid)).Contains("SCHED_RR", StringComparison.Ordinal);
        Assert.Equal(isSet, batch.IsComplete);
        Assert.Contains(isSet ? "policy OTHER → RR 10." : "policy OTHER → RR 10: not permitted (EPERM)", batch.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nice_value_of_an_autogroup_is_set_and_its_file_agrees()
    {
        Tool.Require("setsid");
        using ChildProcess child = ChildProcess.Session();
        string path = $"/proc/{child.Pid}/autogroup";
        Assert.SkipUnless(File.Exists(path) && File.ReadAllText(path).Length > 0, "This kernel has no autogroups.");

        TaskBatch batch = Editor().AddAutogroupNice(3, [Target(child)]);

        Assert.Contains("autogroup nice 0 → 3.", batch.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" nice 3\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_user_may_do_nothing_and_is_told_why_for_each()
    {
        using ChildProcess one = ChildProcess.Sleep();
        using ChildProcess two = ChildProcess.Sleep();
        TaskTarget[] targets = [Target(one), Target(two)];

        (TaskBatch signalled, TaskBatch niced, TaskBatch io, TaskBatch policy) = OtherUser.Run(() => (
            Editor().Send(Signal.Kill, targets),
            Editor().SetNice(5, targets),
            Editor().SetIoPriority(new IoPriority(IoClass.Idle, 0), targets),
            Editor().SetPolicy(SchedPolicy.Batch, 0, targets)));

        string names = $"2 refused: sleep {one.Pid}, sleep {two.Pid}", why = "not permitted (EPERM): it is root's, needs root or";
        Assert.Equal($"No process got KILL; {names}: {why} CAP_KILL.", signalled.Sentence);
        Assert.Equal(
            new[] { "nice 0 → 5", "I/O priority none → idle", "policy OTHER → BATCH" }.Select(change => $"{names}, {change}: {why} CAP_SYS_NICE."),
            new[] { niced, io, policy }.Select(batch => batch.Sentence));
        Assert.Equal("0", Ps(one, "ni"));
    }

    [Fact]
    public void A_user_is_told_the_lowest_nice_value_his_own_task_may_be_given()
    {
        using ChildProcess child = ChildProcess.SleepAsNobody();
        TaskTarget target = Target(child) with { Owner = "nobody" };

        (TaskBatch raised, TaskBatch lowered) = OtherUser.Run(() => (Editor().SetNice(3, [target]), Editor().SetNice(-5, [target])));

        Assert.Equal($"sleep {child.Pid}: nice 0 → 3.", raised.Sentence);
        Assert.Matches(@"nice 3 → -5: not permitted \(EACCES\): \d+ is the lowest it may be given \(RLIMIT_NICE\)", lowered.Sentence);
        Assert.Equal("3", Ps(child, "ni"));
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static string Ps(ChildProcess child, string field) => Tool.Output("ps", "-o", $"{field}=", "-p", Text(child.Pid)).Trim();

    // A KernelFiles belongs to one thread; another user is another thread.
    private static TaskEditor Editor(bool usesPidfd = true)
    {
        var files = new KernelFiles();
        return new TaskEditor(files, new LinuxTaskControl(files) { UsesPidfd = usesPidfd });
    }

    private TaskState? State(ChildProcess child) => Stat(child)?.State;

    private TaskStat? Stat(ChildProcess child) =>
        _files.ReadProcess(child.Pid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok ? TaskStat.Parse(text) : null;

    private TaskTarget Target(ChildProcess child)
    {
        string name = string.Empty;
        Wait.Until(
            () => (name = File.ReadAllText($"/proc/{child.Pid}/comm").Trim()) is "sleep" or "python3" or "python", "the program to start");
        return new TaskTarget(
            new TaskKey(child.Pid, Stat(child)!.Value.StartTicks), child.Pid, name, IsWholeProcess: true, Owner: "root");
    }
}
