using System.Globalization;
using CoreTop.Actions;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.LiveTests.Actions;

/// <summary>Nice values, I/O priorities, policies and autogroups of own children are taken back, as root and as nobody; ps, ionice and chrt agree.</summary>
public sealed class ValueUndoLiveTests
{
    private const string Boot = "live-boot";

    [Theory]
    [InlineData("nice")]
    [InlineData("io-priority")]
    [InlineData("policy")]
    [InlineData("autogroup-nice")]
    public void Each_value_is_taken_back_by_the_next_run(string kind)
    {
        using ChildProcess child = Start(kind, isNobody: false);
        string before = Values(child);
        using var home = new Home();

        Assert.True(Set(home.Tasks(), kind, Target(child)).IsComplete);
        Assert.NotEqual(before, Values(child));
        UndoOutcome undo = home.Editor().Undo()!;

        Assert.True(undo.IsComplete, undo.Sentence);
        Assert.Equal(before, Values(child));
        Assert.Null(home.Editor().Undo());
    }

    [Theory]
    [InlineData("io-priority")]
    [InlineData("policy")]
    [InlineData("autogroup-nice")]
    public void A_user_takes_back_what_needs_no_right(string kind)
    {
        using ChildProcess child = Start(kind, isNobody: true);
        string before = Values(child);
        TaskTarget target = Target(child);

        string? why = OtherUser.Run(() =>
        {
            using var home = new Home();
            string? noWayBack = Wish(home.Tasks(), kind).WhyNoWayBack([target]);

            // The kernel takes a user's change of an autogroup ten times a second at most.
            Wait.Until(() => Set(home.Tasks(), kind, target).IsComplete, "the value to be set");
            Wait.Until(() => home.Editor().Undo() is { IsComplete: true }, "the value to be taken back");
            return noWayBack;
        });

        Assert.Null(why);
        Assert.Equal(before, Values(child));
    }

    [Fact]
    public void A_user_is_told_beforehand_that_a_nice_value_cannot_be_lowered_again_and_the_change_before_is_taken_back()
    {
        using ChildProcess child = Start("nice", isNobody: true);
        TaskTarget target = Target(child);

        (string? why, UndoOutcome undo) = OtherUser.Run(() =>
        {
            using var home = new Home();
            Assert.SkipWhen(new LinuxTaskControl(new KernelFiles()).ReadLimits(child.Pid) is not { LowestNice: > 0 }, "RLIMIT_NICE allows it here");
            Assert.True(Set(home.Tasks(), "policy", target).IsComplete);
            string? noWayBack = home.Tasks().Nice(5).WhyNoWayBack([target]);
            Assert.True(Set(home.Tasks(), "nice", target).IsComplete);
            return (noWayBack, home.Editor().Undo()!);
        });

        Assert.Equal("nice 0 needs root, CAP_SYS_NICE or an RLIMIT_NICE that allows it", why);
        Assert.Equal($"Undid \"policy BATCH\": sleep {child.Pid} has policy OTHER again.", undo.Sentence);
        Assert.StartsWith($"\"nice 5\" is not undone: sleep {child.Pid}, nice 5 → 0: not permitted (EACCES)", Assert.Single(undo.PassedOver).Sentence, StringComparison.Ordinal);
        Assert.Equal("5", Ps(child, "ni"));
    }

    private static TaskWish Wish(TaskEditor tasks, string kind) => kind switch
    {
        "nice" => tasks.Nice(5),
        "io-priority" => tasks.IoPriority(new IoPriority(IoClass.BestEffort, 7)),
        "policy" => tasks.Policy(SchedPolicy.Batch, 0),
        _ => tasks.AutogroupStep(3),
    };

    private static TaskBatch Set(TaskEditor tasks, string kind, TaskTarget target) => Wish(tasks, kind).Apply([target], false);

    private static ChildProcess Start(string kind, bool isNobody)
    {
        ChildProcess child = kind == "autogroup-nice" ? (isNobody ? ChildProcess.SessionAsNobody() : ChildProcess.Session())
            : isNobody ? ChildProcess.SleepAsNobody()
            : ChildProcess.Sleep();
        string path = $"/proc/{child.Pid}/autogroup";
        bool hasGroup = File.Exists(path) && File.ReadAllText(path).Length > 0;
        if (kind == "autogroup-nice" && !hasGroup)
        {
            child.Dispose();
            Assert.Skip("This kernel has no autogroups.");
        }

        return child;
    }

    private static string Values(ChildProcess child)
    {
        string path = $"/proc/{child.Pid}/autogroup";
        string group = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        string pid = child.Pid.ToString(CultureInfo.InvariantCulture);
        return $"{Ps(child, "ni")} {Tool.Output("ionice", "-p", pid)} {Tool.Output("chrt", "--pid", pid)} {group}";
    }

    private static string Ps(ChildProcess child, string field) =>
        Tool.Output("ps", "-o", $"{field}=", "-p", child.Pid.ToString(CultureInfo.InvariantCulture)).Trim();

    private static TaskTarget Target(ChildProcess child)
    {
        using var files = new KernelFiles();
        Assert.Equal(FileStatus.Ok, files.ReadProcess(child.Pid, TaskFile.Stat, out ReadOnlySpan<byte> text));
        return new TaskTarget(new TaskKey(child.Pid, TaskStat.Parse(text).StartTicks), child.Pid, "sleep", IsWholeProcess: true);
    }

    /// <summary>A journal of whoever makes it; editors on it are each as another run of the program has them.</summary>
    private sealed class Home : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("coretop-values-").FullName;

        public AffinityEditor Editor()
        {
            var files = new KernelFiles();
            var editor = new AffinityEditor(
                files, new LinuxScheduler(), new ChangeJournal(Path.Combine(_folder, "coretop"), Boot), TimeProvider.System);
            _ = new TaskEditor(files, new LinuxTaskControl(files), editor);
            return editor;
        }

        public TaskEditor Tasks()
        {
            var files = new KernelFiles();
            return new TaskEditor(files, new LinuxTaskControl(files), Editor());
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
