using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class JobEnvironmentTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=3|PATH=/bin", 3)]
    [InlineData("PMIX_RANK=4", 4)]
    [InlineData("PMI_RANK=5|PMI_SIZE=8", 5)]
    [InlineData("MV2_COMM_WORLD_RANK=6", 6)]
    [InlineData("SLURM_PROCID=7|SLURM_STEP_ID=0", 7)]
    [InlineData("SLURM_STEPID=0|SLURM_PROCID=8", 8)]
    [InlineData("RANK=9|TORCHELASTIC_RUN_ID=none", 9)]
    public void A_rank_is_what_its_launcher_says(string text, int expected) => Assert.Equal(expected, Parse(text).Rank);

    [Fact]
    public void The_nearest_launcher_counts() =>
        Assert.Equal(3, Parse("SLURM_PROCID=0|SLURM_STEP_ID=0|SLURM_JOB_ID=4711|OMPI_COMM_WORLD_RANK=3").Rank);

    [Theory]
    [InlineData("SLURM_PROCID=0|SLURM_JOB_ID=4711")]
    [InlineData("RANK=sergeant")]
    [InlineData("RANK=4")]
    [InlineData("PMI_RANK=-1")]
    [InlineData("PMI_RANK=1x")]
    [InlineData("PMI_RANK=")]
    [InlineData("PMI_RANK=99999999999999999999")]
    [InlineData("MY_PMI_RANK=1")]
    [InlineData("")]
    [InlineData("garbage")]
    public void What_is_not_a_rank_is_none(string text) => Assert.Null(Parse(text).Rank);

    [Theory]
    [InlineData("SLURM_JOB_ID=4711", "4711")]
    [InlineData("SLURM_JOBID=4711", "4711")]
    [InlineData("PBS_JOBID=4711[3].server.example.org", "4711[3]")]
    [InlineData("LSB_JOBID=12", "12")]
    [InlineData("JOB_ID=13|SGE_TASK_ID=undefined", "13")]
    public void A_job_is_the_number_of_its_batch_system(string text, string expected) => Assert.Equal(expected, Parse(text).Job);

    [Theory]
    [InlineData("JOB_ID=13")]
    [InlineData("SLURM_JOB_ID=*")]
    [InlineData("PBS_JOBID=server.4711")]
    [InlineData("PBS_JOBID=4711[")]
    [InlineData("PBS_JOBID=4711[3")]
    public void What_is_not_a_number_of_a_job_is_none(string text) => Assert.Null(Parse(text).Job);

    [Fact]
    public void A_variable_that_is_there_twice_has_its_first_value_as_for_the_program() => Assert.Equal(1, Parse("PMI_RANK=1|PMI_RANK=2").Rank);

    [Fact]
    public void An_environment_without_a_job_is_the_same_object() => Assert.Same(JobVariables.None, Parse("PATH=/bin"));

    private static JobVariables Parse(string text) => JobEnvironment.Parse(Encoding.UTF8.GetBytes(text.Replace('|', '\0')));
}
