using CoreTop.Analysis.Blaming;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class LauncherTests : CauseScene
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=0,OMPI_MCA_orte_bound_at_launch=1", CauseConfidence.High, "set by mpirun, which binds each rank")]
    [InlineData("OMPI_COMM_WORLD_RANK=0", CauseConfidence.Medium, "likely set by mpirun, which binds each rank")]
    [InlineData("PMIX_RANK=", CauseConfidence.Medium, "likely set by an MPI launcher")]
    public void Launchers_are_known_by_their_variables(string settings, CauseConfidence confidence, string phrase)
    {
        Process(Worker, Parent, "cg.A.x", "0", environment: settings.Split(','));

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Launcher, confidence, phrase), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.NotNull(cause.Permanent);
    }

    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=0,OMPI_MCA_hwloc_base_binding_policy=none")]
    [InlineData("SLURM_CPU_BIND=none")]
    [InlineData("SLURM_CPU_BIND_VERBOSE=quiet,SLURM_JOB_ID=7")]
    public void Launchers_that_were_told_not_to_bind_are_innocent(string settings)
    {
        Process(Worker, Parent, "cg.A.x", "0", environment: settings.Split(','));

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Open_mpi_binds_whole_cores_and_what_is_narrower_is_the_runtimes_doing()
    {
        Topology = Pairs;
        string[] bound = ["OMPI_COMM_WORLD_RANK=0", "OMPI_MCA_orte_bound_at_launch=1", "OMP_PROC_BIND=close"];
        Process(Worker, Parent, "cg.A.x", "0,18", libraries: ["libgomp.so.1"], environment: bound);
        Assert.Equal("set by mpirun, which binds each rank", Find()!.Phrase);

        Process(Worker, Parent, "cg.A.x", "0", libraries: ["libgomp.so.1"], environment: bound);
        Assert.Equal("set by OpenMP (OMP_PROC_BIND=close)", Find()!.Phrase);

        // Within the socket that the rank was bound to.
        string[] toSockets = [.. bound, "OMPI_MCA_hwloc_base_binding_policy=socket", "OMP_PLACES=cores"];
        Process(Worker, Parent, "cg.A.x", "9,27", libraries: ["libgomp.so.1"], environment: toSockets);
        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.High), (Find()!.Kind, Find()!.Confidence));

        Process(Worker, Parent, "cg.A.x", "9-17,27-35", libraries: ["libgomp.so.1"], environment: toSockets);
        Assert.Equal(CauseKind.Launcher, Find()!.Kind);
    }

    [Fact]
    public void Two_ranks_on_one_core_were_moved_there_since()
    {
        Process(Worker, Parent, "cg.A.x", "0", environment: ["OMPI_COMM_WORLD_RANK=1", "OMPI_MCA_orte_bound_at_launch=1"]);
        Show(Worker, Parent, "cg.A.x", "0");
        Show(50, Parent, "cg.A.x", "1");
        Assert.Equal(CauseConfidence.High, Find()!.Confidence);

        Show(51, Parent, "cg.A.x", "0");
        Assert.Equal((CauseKind.Launcher, CauseConfidence.Medium), (Find()!.Kind, Find()!.Confidence));
    }

    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=2", "0", CauseConfidence.High)]
    [InlineData("OMPI_COMM_WORLD_SIZE=8", "0", CauseConfidence.Medium)]
    [InlineData("OMPI_COMM_WORLD_SIZE=8,OMPI_MCA_rmaps_base_mapping_policy=", "0", CauseConfidence.High)]
    [InlineData("OMPI_COMM_WORLD_SIZE=8", "9-17,27-35", CauseConfidence.High)]
    public void Open_mpi_gives_cores_to_two_ranks_and_larger_parts_to_more(string settings, string mask, CauseConfidence confidence)
    {
        Topology = mask == "0" ? Topology : Pairs;
        Process(Worker, Parent, "cg.A.x", mask, environment: ["OMPI_MCA_orte_bound_at_launch=1", .. settings.Split(',')]);

        Assert.Equal((CauseKind.Launcher, confidence), (Find()!.Kind, Find()!.Confidence));
    }

    [Fact]
    public void The_launchers_own_command_is_given_back_with_another_option()
    {
        Process(Parent, Shell, "mpirun", arguments: ["mpirun", "--bind-to", "core", "-np", "2", "./my solver", "--x=$(y)"]);
        Process(Worker, Parent, "my solver", "0", environment: ["OMPI_COMM_WORLD_RANK=0", "OMPI_MCA_orte_bound_at_launch=1"]);

        Assert.Equal(["mpirun --bind-to none -np 2 './my solver' '--x=$(y)'"], Find()!.Lines);
    }

    [Fact]
    public void Being_allowed_to_run_mpirun_as_root_makes_nobody_a_rank()
    {
        Process(Worker, Parent, "sleep", "0", environment: ["OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"]);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    // As captured of mpiexec.mpich -bind-to core -n 2.
    private static readonly string[] Mpich = ["HYDI_CONTROL_FD=", "PMI_RANK=", "PMI_SIZE=", "PMI_FD="];

    [Fact]
    public void Mpich_says_that_it_was_asked_to_bind()
    {
        Hydra("-bind-to", "core");
        Process(Worker, Parent, "sleep", "0", environment: [.. Mpich, "HYDRA_USER_PROVIDED_BINDING=1"]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Launcher, CauseConfidence.High, "set by mpiexec (-bind-to core)"), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Equal(["mpiexec.mpich -bind-to none -n 2 sleep 60"], cause.Lines);
    }

    [Fact]
    public void Mpich_that_was_not_asked_to_bind_or_asked_not_to_is_innocent()
    {
        Hydra();
        Process(Worker, Parent, "sleep", "0", environment: Mpich);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Hydra("-bind-to", "none");
        Process(Worker, Parent, "sleep", "0", environment: [.. Mpich, "HYDRA_USER_PROVIDED_BINDING=1"]);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Hydra("-bind-to", "socket");
        Topology = Pairs;
        Process(Worker, Parent, "sleep", "3", environment: [.. Mpich, "HYDRA_USER_PROVIDED_BINDING=1"]);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void A_binding_variable_in_a_rank_that_its_launcher_bound_is_innocent()
    {
        Hydra("-bind-to", "core");
        Process(
            Worker, Parent, "solver", "0", libraries: ["libgomp.so.1"],
            environment: [.. Mpich, "HYDRA_USER_PROVIDED_BINDING=1", "OMP_PROC_BIND=close"]);
        Assert.Equal("set by mpiexec (-bind-to core)", Find()!.Phrase);

        Hydra();
        Process(Worker, Parent, "solver", "0", libraries: ["libgomp.so.1"], environment: [.. Mpich, "OMP_PROC_BIND=close"]);
        Assert.Equal("set by OpenMP (OMP_PROC_BIND=close)", Find()!.Phrase);
    }

    [Theory]
    [InlineData("I_MPI_ROOT=,PMI_RANK=", CauseKind.Launcher)]
    [InlineData("I_MPI_ROOT=,PMI_RANK=,I_MPI_PIN=1", CauseKind.Launcher)]
    [InlineData("I_MPI_ROOT=,PMI_RANK=,I_MPI_PIN=0", CauseKind.Unknown)]
    [InlineData("I_MPI_ROOT=,PMI_RANK=,I_MPI_PIN=off", CauseKind.Unknown)]
    [InlineData("I_MPI_ROOT=", CauseKind.Unknown)]
    public void Intel_mpi_pins_ranks_unless_told_not_to(string settings, CauseKind expected)
    {
        Process(Worker, Parent, "solver", "0-8", environment: settings.Split(','));

        Cause cause = Find()!;

        Assert.Equal(expected, cause.Kind);
        Assert.NotEqual(CauseConfidence.High, cause.Confidence);
        Assert.Equal(expected == CauseKind.Launcher, cause.Lines.Contains("export I_MPI_PIN=0"));
    }

    [Fact]
    public void Torchrun_sets_no_mask_but_where_it_is_asked_to()
    {
        string[] worker = ["TORCHELASTIC_RUN_ID=", "OMP_NUM_THREADS=1"];
        Process(Parent, Shell, "torchrun", arguments: ["/usr/bin/python3", "/usr/bin/torchrun", "--nproc-per-node=2", "train.py"]);
        Process(Worker, Parent, "python3", "0-8", environment: worker);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Parent, Shell, "torchrun", arguments: ["/usr/bin/python3", "/usr/bin/torchrun", "--numa-binding=node", "train.py"]);
        Assert.Equal((CauseKind.Launcher, CauseConfidence.Medium), (Find()!.Kind, Find()!.Confidence));
    }

    private void Hydra(params string[] options)
    {
        Process(30, Shell, "mpiexec.mpich", arguments: ["mpiexec.mpich", .. options, "-n", "2", "sleep", "60"]);
        Process(Parent, 30, "hydra_pmi_proxy", arguments: ["/usr/bin/hydra_pmi_proxy", "--control-port", "vm:1"]);
    }
}
