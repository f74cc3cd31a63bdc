using CoreTop.Actions;
using CoreTop.Cli;
using CoreTop.Cli.Documents;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Cli;

public sealed class ChangeReportTests
{
    private static readonly FoundTargets Nobody = new([], []);
    private static readonly TaskKey Task = new(7, 1000);

    [Theory]
    [InlineData(1, 0, 0, ExitCode.Done)]
    [InlineData(0, 1, 0, ExitCode.Done)]
    [InlineData(1, 0, 1, ExitCode.PartlyDone)]
    [InlineData(0, 1, 1, ExitCode.PartlyDone)]
    [InlineData(0, 0, 1, ExitCode.Failed)]
    public void The_exit_code_says_whether_all_some_or_nothing_is_as_asked(int changed, int unchanged, int refused, int code) =>
        Assert.Equal(code, new ChangeReport("pin", Batch(changed, unchanged, refused), Nobody).ExitCode);

    [Fact]
    public void A_refusal_is_named_with_its_errno_and_what_would_help()
    {
        var report = new ChangeReport("pin", Batch(changed: 0, unchanged: 0, refused: 1), Nobody);

        Assert.Equal(["worker 7: not permitted (EPERM): needs CAP_SYS_NICE."], report.Refusals());
        RefusalEntry entry = Assert.Single(report.ToDocument(new HostInfo(string.Empty, "6.1"), default).Refused);
        Assert.Equal((7, 7, 1), (entry.Pid, entry.Tid, entry.Errno!.Value));
    }

    [Fact]
    public void A_process_that_did_not_settle_is_partly_done_and_named()
    {
        BatchOutcome batch = Batch(changed: 1, unchanged: 0, refused: 0);
        var report = new ChangeReport("pin", batch with { Outcomes = [batch.Outcomes[0] with { IsSettled = false }] }, Nobody);

        Assert.Equal(ExitCode.PartlyDone, report.ExitCode);
        Assert.Equal(
            ["worker 7: some threads may still differ: new ones keep starting, or somebody keeps setting them."], report.Refusals());
        Assert.Equal(7, Assert.Single(report.ToDocument(new HostInfo(string.Empty, "6.1"), default).Refused).Pid);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_told_with_the_way_on()
    {
        var report = new ChangeReport("pin", new BatchOutcome([], "The journal is gone."), Nobody);

        Assert.Equal(ExitCode.Failed, report.ExitCode);
        Assert.Equal(
            ["The journal is gone. So nothing was changed; --without-undo makes the change anyway."], report.Refusals());
    }

    private static BatchOutcome Batch(int changed, int unchanged, int refused)
    {
        var change = new AffinityChange(Task, 7, "worker", CpuSet.Range(0, 3), CpuSet.Of(1), WasUnrestricted: true);
        var refusal = new TaskRefusal(Task, 7, "worker", ControlResult.NotPermitted, "not permitted (EPERM): needs CAP_SYS_NICE")
        {
            Errno = 1,
        };
        var request = new AffinityRequest(Task, 7, "worker", IsWholeProcess: true, CpuSet.Of(1), Limit: null);
        var outcome = new AffinityOutcome(
            request,
            [.. Enumerable.Repeat(change, changed)],
            unchanged,
            [.. Enumerable.Repeat(refusal, refused)],
            ReadBack: null,
            "worker 7: said.");
        return new BatchOutcome([outcome], JournalProblem: null);
    }
}
