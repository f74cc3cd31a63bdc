using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Jobs;

public sealed class JobCrowdTests
{
    [Theory]
    [InlineData("0 0 1", "0:2")]
    [InlineData("0 1 2 3", "")]
    [InlineData("0-1 0-1 0-1", "0-1:3")]
    [InlineData("0-1 0-1", "")]
    [InlineData("0 0 0-1", "0:2")]
    [InlineData("0 0-1 0-1", "0-1:3")]
    [InlineData("0-1 1-2 0-1 1-2", "0-2:4")]
    [InlineData("0 0 3 3 3", "0:2 3:3")]
    [InlineData("0 0 0-1 0-1", "0:2 0-1:4")]
    [InlineData("0-7 0-7 0-7 0-7 0-7 0-7 0-7 0-7 0-7", "")]
    public void More_tasks_inside_a_mask_than_cpus_are_a_crowd(string masks, string expected)
    {
        IEnumerable<ProcessRow> rows = masks.Split(' ').Select((mask, index) => Row(AnyJob.Rank(10 + index, index, parent: 1, cpu: 0, mask)));

        Assert.Equal(expected, Text(rows));
    }

    [Fact]
    public void A_rank_counts_also_while_it_sleeps_and_another_process_does_not()
    {
        Assert.Equal("0:2", Text([Row(AnyJob.Rank(7, 0, 1, 0, "0", run: 0)), Row(AnyJob.Rank(8, 1, 1, 0, "0", run: 0))]));
        Assert.Equal(
            string.Empty,
            Text([Row(AnySnapshot.Process(7, affinity: CpuSet.Of(0))), Row(AnySnapshot.Process(8, affinity: CpuSet.Of(0))), Row(AnySnapshot.Process(9, affinity: CpuSet.Of(0), run: 1))]));
    }

    [Fact]
    public void Busy_threads_of_one_rank_that_is_bound_to_one_cpu_are_a_crowd_and_helpers_that_sleep_are_not()
    {
        ProcessLoad helpers = With(AnySnapshot.Thread(7, 7, run: 1, affinity: CpuSet.Of(0)), AnySnapshot.Thread(8, 7, affinity: CpuSet.Of(0)));
        ProcessLoad team = With(AnySnapshot.Thread(7, 7, run: 0.5, affinity: CpuSet.Of(0)), AnySnapshot.Thread(8, 7, run: 0.5, affinity: CpuSet.Of(0)));
        ProcessLoad asleep = With(AnySnapshot.Thread(7, 7, affinity: CpuSet.Of(0)), AnySnapshot.Thread(8, 7, affinity: CpuSet.Of(0)));

        Assert.Equal(string.Empty, Text([Row(helpers)]));
        Assert.Equal("0:2", Text([Row(team)]));
        Assert.Equal("0:2", Text(JobFinder.Rows([team], withThreads: true)));
        Assert.Equal(string.Empty, Text(JobFinder.Rows([helpers], withThreads: true)));
        Assert.Equal(string.Empty, Text(JobFinder.Rows([asleep], withThreads: true)));
    }

    [Fact]
    public void The_founding_machine_is_crowded_on_cpu_35() => Assert.Equal(
        "35:12", Text(JobCrowd.Find([.. AnySnapshot.Founding().Processes.Select(Row)], AnySnapshot.Founding())));

    [Fact]
    public void Tasks_of_others_that_are_confined_to_the_same_cpus_are_in_the_way_and_said_to_be_others()
    {
        ProcessRow[] job = [Row(AnyJob.Rank(7, 0, 1, 0, "0")), Row(AnyJob.Rank(8, 1, 1, 1, "1"))];
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(8), _ => 0, [.. job.Select(row => row.Process), AnyJob.Rank(20, 0, 2, 0, "0"), AnySnapshot.Process(21, run: 1, affinity: CpuSet.Of(5)),
                AnySnapshot.Process(22, run: 1, affinity: CpuSet.Of(5)), AnySnapshot.Process(23, affinity: CpuSet.Of(1))]);

        Assert.Equal(new JobCrowd(CpuSet.Of(0), 2, 1), Assert.Single(JobCrowd.Find(job, snapshot)));
    }

    private static ProcessLoad With(params TaskLoad[] threads) =>
        AnySnapshot.Process(7, run: threads.Sum(thread => thread.Run), affinity: CpuSet.Of(0), threads: [.. threads]).With(rank: 0);

    private static ProcessRow Row(ProcessLoad process) => new(process, Thread: null, Depth: 0);

    private static string Text(IEnumerable<ProcessRow> rows) =>
        Text(JobCrowd.Find([.. rows], AnySnapshot.Of(AnyTopology.Of(8), _ => 0, [.. rows.Select(row => row.Process).Distinct()])));

    private static string Text(IEnumerable<JobCrowd> crowds) => string.Join(' ', crowds.Select(crowd => $"{crowd.Cpus}:{crowd.Tasks}"));
}
