using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Texts;

public sealed class JobFieldTests
{
    [Theory]
    [InlineData("/system.slice/slurmstepd.scope/job_4711/step_0/user/task_0", "4711")]
    [InlineData("/slurm/uid_1000/job_4711/step_batch", "4711")]
    [InlineData("/slurm_gpu17/uid_1000/job_4711", "4711")]
    [InlineData("/pbs_jobs.service/jobid/4711.server", "4711")]
    [InlineData("/pbs_name1.service/jobid/4711.name2", "4711")]
    [InlineData("/pbspro.slice/pbspro-4711.server.slice", "4711")]
    [InlineData("/pbspro/4711[3].server", "4711[3]")]
    [InlineData("/torque/4711.server", "4711")]
    [InlineData("/lsf/cluster/job.4711.9932.1700000000", "4711")]
    [InlineData("/user.slice/job_4711", "")]
    [InlineData("/system.slice/slurmd.service", "")]
    [InlineData("/system.slice/slurmstepd.scope/job_extern", "")]
    [InlineData("/", "")]
    public void The_cgroups_of_batch_systems_say_which_job(string path, string expected) =>
        Assert.Equal(expected, JobField.InCgroup(path).ToString());

    [Fact]
    public void The_environment_comes_before_the_cgroup()
    {
        ProcessLoad process = InCgroup("/slurm/uid_0/job_1");

        Assert.Equal("1", JobField.TextOf(process));
        Assert.Equal("1", JobField.Of(new ProcessRow(process, null, 0)).ToString());
        Assert.Equal("2", JobField.TextOf(process with { Extras = Read(new JobVariables(Rank: null, "2")) }));
        Assert.Null(JobField.TextOf(AnySnapshot.Process(7)));
    }

    [Theory]
    [InlineData("9", "10")]
    [InlineData("0009", "10")]
    [InlineData("10", "10[1]")]
    [InlineData("10[9]", "10[10]")]
    [InlineData("10[1]", "10[2]")]
    [InlineData("10", "")]
    public void Jobs_are_ordered_by_their_numbers_and_those_without_one_come_last(string first, string second)
    {
        Assert.True(JobNumber.Compare(first, second) < 0);
        Assert.True(JobNumber.Compare(second, first) > 0);
        Assert.Equal(0, JobNumber.Compare(first, first));
    }

    [Theory]
    [InlineData("job=4711", 1)]
    [InlineData("rank=0", 1)]
    [InlineData("rank>0", 0)]
    [InlineData("RANK<1 and JOB=4711", 1)]
    public void Filters_know_ranks_and_jobs(string text, int expected)
    {
        ProcessLoad process = AnySnapshot.Process(7) with { Extras = Read(new JobVariables(0, "4711")) };
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out _));

        Assert.Equal(expected == 1, filter.Lets(new ProcessRow(process, null, 0), AnySnapshot.Of(AnyTopology.Of(1), _ => 0, process)));
        Assert.Equal(ExtraFiles.Environment, filter.Needs);
    }

    [Fact]
    public void A_refused_environment_is_counted_unless_the_cgroup_says_the_job()
    {
        TaskExtras refused = Read(variables: null);
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(1), _ => 0, AnySnapshot.Process(7) with { Extras = refused }, InCgroup("/slurm/uid_0/job_1") with { Extras = refused },
            AnySnapshot.Process(9) with { Extras = Read(JobVariables.None) });

        Assert.Equal((1, 3), Refused(snapshot, "job=1"));
        Assert.Equal((2, 3), Refused(snapshot, "rank=1"));
    }

    private static (int Refused, int All) Refused(Snapshot snapshot, string text)
    {
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out _));
        RefusedField found = RefusedField.Find(snapshot, filter)!.Value;
        return (found.Refused, found.All);
    }

    private static TaskExtras Read(JobVariables? variables) => new() { Tried = ExtraFiles.Environment, JobVariables = variables };

    private static ProcessLoad InCgroup(string path)
    {
        ProcessLoad process = AnySnapshot.Process(8);
        return process with { Details = process.Details! with { Cgroup = path } };
    }
}
