using CoreTop.Analysis.Blaming;
using CoreTop.Model.Causes;

namespace CoreTop.Tests.Analysis.Blaming;

/// <summary>Variables and trees as Slurm 22.05 with task/affinity makes them.</summary>
public sealed class SlurmTests : CauseScene
{
    private const int Daemon = 30;

    public SlurmTests()
    {
        Process(Daemon, Systemd, "slurmstepd");
    }

    [Fact]
    public void A_task_that_was_given_one_of_the_jobs_CPUs_can_have_them_all()
    {
        Process(Worker, Daemon, "sleep", "1", environment: Step("mask_cpu:", "0x1,0x2", allocated: 2));

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Launcher, CauseConfidence.High), (cause.Kind, cause.Confidence));
        Assert.Equal("set by Slurm, which binds each task", cause.Phrase);
        Assert.Equal("Slurm bound sleep 42 to CPU 1 of the 2 CPUs of job 7.", cause.Evidence);
        Assert.Equal(["srun --cpu-bind=none"], cause.Lines);
    }

    [Theory]
    [InlineData("mask_cpu:", "0x3", "0-1", 2)]
    [InlineData("mask_cpu:", "0x1", "0", 1)]
    [InlineData("map_cpu:", "0", "0", 1)]
    public void A_step_with_all_that_was_allocated_needs_more_CPUs_and_no_other_binding(string type, string list, string mask, int allocated)
    {
        Process(Worker, Daemon, "sleep", mask, environment: Step(type, list, allocated));

        Cause cause = Find()!;

        Assert.Equal("set by Slurm: the job has no more CPUs", cause.Phrase);
        Assert.Equal(CauseConfidence.High, cause.Confidence);
        Assert.Equal(["srun --cpus-per-task=36"], cause.Lines);
    }

    [Fact]
    public void What_a_batch_script_starts_has_the_jobs_CPUs_and_names_Slurm_and_not_the_script()
    {
        Process(Parent, Daemon, "slurm_script", "4-7", environment: ["SLURM_JOB_ID=7", "SLURM_JOB_CPUS_PER_NODE=4"]);
        Process(Worker, Parent, "python", "4-7", environment: ["SLURM_JOB_ID=7", "SLURM_JOB_CPUS_PER_NODE=4"]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Launcher, CauseConfidence.High, Parent), (cause.Kind, cause.Confidence, cause.OriginPid));
        Assert.Equal("set by Slurm: the job has no more CPUs", cause.Phrase);
    }

    [Fact]
    public void A_script_that_pinned_itself_within_its_job_has_its_mask_from_elsewhere()
    {
        Process(Parent, Daemon, "slurm_script", "4", environment: ["SLURM_JOB_ID=7", "SLURM_JOB_CPUS_PER_NODE=4"]);
        Process(Worker, Parent, "python", "4", environment: ["SLURM_JOB_ID=7", "SLURM_JOB_CPUS_PER_NODE=4"]);

        Assert.Equal((CauseKind.Inherited, CauseConfidence.None), (Find()!.Kind, Find()!.Confidence));
    }

    [Fact]
    public void A_mask_that_is_none_of_the_steps_is_not_Slurms_doing()
    {
        Process(Worker, Daemon, "solver", "3", environment: Step("mask_cpu:", "0x3", allocated: 2));
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Parent, Daemon, "sh", "0-1", environment: Step("mask_cpu:", "0x3", allocated: 2));
        Process(Worker, Parent, "solver", "0", environment: Step("mask_cpu:", "0x3", allocated: 2));
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void A_runtime_binds_within_what_the_step_was_given()
    {
        Process(
            Worker, Daemon, "solver", "4", libraries: ["libgomp.so.1"],
            environment: [.. Step("mask_cpu:", "0xf,0xf0", allocated: 8), "OMP_PROC_BIND=close"]);

        Assert.Equal("set by OpenMP (OMP_PROC_BIND=close)", Find()!.Phrase);
    }

    [Theory]
    [InlineData("SLURM_CPU_BIND=none")]
    [InlineData("SLURM_CPU_BIND=quiet,none SLURM_CPU_BIND_TYPE=none")]
    [InlineData("SLURM_CPU_BIND_VERBOSE=quiet")]
    public void A_step_that_was_not_bound_is_not_bound_by_Slurm(string settings)
    {
        Process(Worker, Daemon, "solver", "0", environment: [.. settings.Split(' '), "SLURM_JOB_ID=7", "SLURM_JOB_CPUS_PER_NODE=36"]);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Of_another_users_task_the_daemon_that_started_it_is_seen()
    {
        Process(Worker, Daemon, "solver", "0", access: EvidenceAccess.Denied);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Launcher, CauseConfidence.Medium, "likely set by Slurm"), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.EndsWith("run as root or its user to learn more.", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void CPUs_above_63_are_in_masks_too()
    {
        Topology = CoreTop.Model.Topology.CpuTopology.Flat(CoreTop.Model.Cpus.CpuSet.Range(0, 127));
        Process(Daemon, Systemd, "slurmstepd", "0-127");
        Process(Worker, Daemon, "sleep", "64-67", limit: "0-127", environment: Step("mask_cpu:", "0xF,0xF0000000000000000", allocated: 4));

        Assert.Equal(CauseKind.Launcher, Find()!.Kind);
    }

    private static string[] Step(string type, string list, int allocated) =>
    [
        $"SLURM_CPU_BIND=quiet,{type}{list}", $"SLURM_CPU_BIND_LIST={list}", $"SLURM_CPU_BIND_TYPE={type}", "SLURM_CPU_BIND_VERBOSE=quiet",
        "SLURM_JOB_ID=7", $"SLURM_JOB_CPUS_PER_NODE={allocated}",
    ];
}
