using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Model.Topology;

public sealed class OwnCpusTests
{
    private static readonly CpuTopology Machine = AnyTopology.Of(16, offline: CpuSet.Of(15));

    [Fact]
    public void The_job_counts_before_the_cpuset_of_a_step_and_that_before_an_affinity()
    {
        var own = new OwnCpus
        {
            Job = "4242",
            JobCpus = CpuSet.Range(0, 7),
            Limit = CpuSet.Range(0, 3),
            LimitedBy = "/slurm/job_4242/step_0",
            Affinity = CpuSet.Of(2),
        };

        Assert.Equal("0-7 mine: the cpuset of Slurm job 4242", Text(own));
        Assert.Equal("0-3 mine: the cpuset of /slurm/job_4242/step_0", Text(own with { JobCpus = null }));
        Assert.Equal("2 mine: the affinity that CoreTop was started with", Text(own with { JobCpus = null, Limit = null }));
    }

    [Fact]
    public void A_job_that_has_the_whole_node_does_not_narrow_it() => Assert.Equal(
        "2 mine: the affinity that CoreTop was started with",
        Text(new OwnCpus { Job = "4242", JobCpus = CpuSet.Range(0, 14), Limit = CpuSet.Range(0, 15), Affinity = CpuSet.Of(2) }));

    [Fact]
    public void In_a_cgroup_namespace_the_cpuset_is_the_containers() =>
        Assert.Equal("4-5 mine: the cpuset of this container", Text(new OwnCpus { Limit = CpuSet.Range(4, 5), LimitedBy = "/" }));

    [Theory]
    [InlineData(null, "Nothing limits CoreTop to some CPUs: its cpuset and its affinity allow all of CPUs 0-14.")]
    [InlineData("7", "Nothing limits CoreTop to some CPUs: Slurm job 7, its cpuset and its affinity allow all of CPUs 0-14.")]
    public void Where_nothing_limits_it_that_is_said(string? job, string expected)
    {
        var own = new OwnCpus { Job = job, JobCpus = job is null ? null : CpuSet.Range(0, 14), Limit = CpuSet.Range(0, 14), Affinity = CpuSet.Range(0, 15) };

        Assert.Null(own.Bounds(Machine, out string why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Where_the_files_of_a_container_have_other_numbers_they_show_its_own_CPUs_already()
    {
        Assert.Null(new OwnCpus { Limit = CpuSet.Range(40, 43), Affinity = CpuSet.Range(40, 43) }.Bounds(AnyTopology.Of(4), out string why));
        Assert.Equal("The cpuset names CPUs 40-43, and this container's files have 0-3: they show only its own CPUs already.", why);
    }

    private static string Text(OwnCpus own) => own.Bounds(Machine, out _) is { } bounds ? $"{bounds.Cpus} {bounds.Name}: {bounds.Origin}" : "none";
}
