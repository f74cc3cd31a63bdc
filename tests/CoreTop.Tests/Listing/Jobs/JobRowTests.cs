using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Jobs;

public sealed class JobRowTests
{
    [Fact]
    public void A_task_that_runs_is_where_it_runs_and_may_run_elsewhere()
    {
        JobRow row = Row(AnySnapshot.Process(7, run: 1, cpu: 2, affinity: CpuSet.Range(0, 3)));

        Assert.Equal("..R. ", Signs(row));
        Assert.Equal((0, 1), (row.CountOn(new CpuId(1)), row.CountOn(new CpuId(2))));
    }

    [Fact]
    public void A_task_that_sleeps_is_where_it_last_ran_even_where_it_may_not_run_any_more()
    {
        Assert.Equal(".s   ", Signs(Row(AnySnapshot.Process(7, cpu: 1, affinity: CpuSet.Range(0, 1)))));
        Assert.Equal(".. s ", Signs(Row(AnySnapshot.Process(7, cpu: 3, affinity: CpuSet.Range(0, 1)))));
        Assert.Equal(0, Row(AnySnapshot.Process(7, cpu: 1, affinity: CpuSet.Range(0, 1))).CountOn(new CpuId(1)));
    }

    [Fact]
    public void A_process_is_wherever_one_of_its_threads_runs()
    {
        ProcessLoad process = AnySnapshot.Process(
            7, run: 2, cpu: 0, affinity: CpuSet.Range(0, 3),
            threads: [AnySnapshot.Thread(7, 7, run: 1, cpu: 0), AnySnapshot.Thread(8, 7, run: 0.5, cpu: 3), AnySnapshot.Thread(9, 7, run: 0.5, cpu: 3), AnySnapshot.Thread(10, 7, cpu: 1)]);

        Assert.Equal("R..R ", Signs(Row(process)));
        Assert.Equal((1, 2), (Row(process).CountOn(new CpuId(0)), Row(process).CountOn(new CpuId(3))));
    }

    [Fact]
    public void Of_cpus_in_one_cell_any_counts() =>
        Assert.Equal(JobSign.Runs, Row(AnySnapshot.Process(7, run: 1, cpu: 2, affinity: CpuSet.Range(0, 3))).On(CpuSet.Range(0, 3)));

    [Fact]
    public void Where_the_affinity_is_not_known_only_where_it_runs_is_shown() =>
        Assert.Equal("  R  ", Signs(Row(AnySnapshot.Process(7, run: 1, cpu: 2))));

    private static JobRow Row(ProcessLoad process) => JobRow.Of(new ProcessRow(process, Thread: null, Depth: 0));

    private static string Signs(JobRow row) => string.Concat(Enumerable.Range(0, 5).Select(cpu => row.On(CpuSet.Of(cpu)) switch
    {
        JobSign.Runs => 'R',
        JobSign.LastRan => 's',
        JobSign.MayRun => '.',
        _ => ' ',
    }));
}
