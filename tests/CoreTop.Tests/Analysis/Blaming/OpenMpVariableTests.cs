using CoreTop.Analysis.Blaming;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class OpenMpVariableTests : CauseScene
{
    [Theory]
    [InlineData("OMP_PROC_BIND=close", "libgomp.so.1.0.0", "0")]
    [InlineData("OMP_PLACES=cores", "libgomp-a34b3233.so.1", "0,18")]
    [InlineData("OMP_PLACES=sockets", "libgomp.so.1", "0-8,18-26")]
    [InlineData("OMP_PLACES={4:2}:3:2", "libgomp.so.1", "4-5")]
    [InlineData("GOMP_CPU_AFFINITY=3 0-2", "libgomp.so.1", "3")]
    [InlineData("OMP_PROC_BIND=spread", "libomp.so.5", "0,18")]
    [InlineData("OMP_PROC_BIND=PRIMARY,close", "libomp.so.5", "0,18")]
    [InlineData("KMP_AFFINITY=granularity=fine,compact,1,0", "libiomp5.so", "0")]
    [InlineData("KMP_AFFINITY=scatter", "libomp.so.5", "0,18")]
    [InlineData("KMP_AFFINITY=verbose,granularity=fine,proclist=[7,0,{1,2}],explicit", "libomp.so.5", "7")]
    [InlineData("KMP_AFFINITY=compact OMP_PROC_BIND=false", "libomp.so.5", "0,18")]
    public void A_variable_that_gives_the_very_mask_in_a_process_with_its_runtime_names_the_cause(string settings, string library, string mask)
    {
        string[] set = settings.Contains("GOMP", StringComparison.Ordinal) ? [settings] : settings.Split(' ');
        Topology = Pairs;
        Process(Worker, Parent, "python", mask, libraries: [library], environment: [.. set, "OMP_NUM_THREADS=4"]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.High, Worker), (cause.Kind, cause.Confidence, cause.OriginPid));
        Assert.StartsWith($"set by OpenMP ({set[0][..14]}", cause.Phrase, StringComparison.Ordinal);
        Assert.Contains(library, cause.Evidence, StringComparison.Ordinal);
        Assert.Contains(set[0][..set[0].IndexOf('=', StringComparison.Ordinal)], cause.Permanent, StringComparison.Ordinal);
        Assert.NotEmpty(cause.Lines);
    }

    [Theory]
    [InlineData("OMP_PROC_BIND=close", "libgomp.so.1", "35")]
    [InlineData("OMP_PROC_BIND=close", "libgomp.so.1", "0,18")]
    [InlineData("OMP_PROC_BIND=close", "libomp.so.5", "0")]
    [InlineData("OMP_PLACES=cores", "libgomp.so.1", "1,19")]
    [InlineData("OMP_PLACES={4},{5}", "libgomp.so.1", "5")]
    [InlineData("GOMP_CPU_AFFINITY=3,4", "libgomp.so.1", "0")]
    [InlineData("KMP_AFFINITY=granularity=fine,compact", "libomp.so.5", "0,18")]
    public void A_variable_that_would_give_another_mask_is_innocent(string setting, string library, string mask)
    {
        Topology = Pairs;
        Process(Worker, Parent, "python", mask, libraries: [library], environment: [setting]);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Theory]
    [InlineData("OMP_NUM_THREADS=4", "libgomp.so.1")]
    [InlineData("OMP_PROC_BIND=FALSE OMP_PLACES=cores", "libgomp.so.1")]
    [InlineData("OMP_PROC_BIND=flase", "libgomp.so.1")]
    [InlineData("KMP_AFFINITY=compact", "libgomp.so.1")]
    [InlineData("KMP_AFFINITY=verbose,none OMP_PROC_BIND=close", "libomp.so.5")]
    [InlineData("KMP_BLOCKTIME=1", "libiomp5.so")]
    public void Variables_that_bind_nothing_are_innocent(string settings, string library)
    {
        Process(Worker, Parent, "python", "0", libraries: [library], environment: settings.Split(' '));

        Assert.NotEqual(CauseKind.OpenMpVariable, Find()!.Kind);
    }

    [Fact]
    public void Places_are_those_of_the_mask_that_the_process_was_given()
    {
        Process(Shell, Systemd, "bash", "4-7");
        Process(Parent, Shell, "python", "4-7");
        Process(Worker, Parent, "python", "4", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"]);

        Assert.Equal((CauseKind.OpenMpVariable, Worker), (Find()!.Kind, Find()!.OriginPid));
    }

    [Fact]
    public void A_thread_has_any_of_the_places_and_the_first_thread_the_first()
    {
        Process(Worker, Parent, "python", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=spread", "OMP_PLACES={0},{9}"]);

        Assert.Equal(CauseKind.OpenMpVariable, Find(Task("9", tid: 77))!.Kind);
        Assert.Equal(CauseKind.Unknown, Find(Task("8", tid: 77))!.Kind);
    }

    [Theory]
    [InlineData("OMP_PROC_BIND=close", "0", CauseConfidence.Medium)]
    [InlineData("OMP_PROC_BIND=close", "1", CauseConfidence.High)]
    [InlineData("OMP_PROC_BIND=primary", "0", CauseConfidence.High)]
    public void Threads_that_are_all_on_one_of_several_places_were_moved_there_since(string setting, string ofSecond, CauseConfidence confidence)
    {
        Process(Worker, Parent, "solver", "0", libraries: ["libgomp.so.1"], environment: [setting]);
        ShowThreads(Worker, Parent, "solver", "0", ofSecond);

        Assert.Equal((CauseKind.OpenMpVariable, confidence), (Find()!.Kind, Find()!.Confidence));
    }

    [Fact]
    public void Threads_of_a_forked_child_have_places_of_the_whole_mask_again()
    {
        Process(Parent, Shell, "python", "0", libraries: ["libomp.so.5"], environment: ["OMP_PROC_BIND=close"]);
        Process(Worker, Parent, "python", "0", libraries: ["libomp.so.5"], environment: ["OMP_PROC_BIND=close"]);

        Cause cause = Find(Task("9", tid: 77))!;

        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.High), (cause.Kind, cause.Confidence));
    }

    [Theory]
    [InlineData("OMP_PLACES=l2_caches")]
    [InlineData("KMP_HW_SUBSET=1s,2c")]
    [InlineData("KMP_PLACE_THREADS=2c,1t")]
    [InlineData("KMP_AFFINITY=granularity=tile,compact")]
    [InlineData("OMP_PLACES={0:8000}:8000:1")]
    public void What_a_variable_gives_and_cannot_be_computed_is_only_likely(string setting)
    {
        Process(Worker, Parent, "python", "7", libraries: ["libomp.so.5"], environment: [setting]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.Medium), (cause.Kind, cause.Confidence));
        Assert.Contains("cannot be computed", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_runtime_in_sight_the_variable_is_only_likely_and_a_shell_that_hands_it_on_is_innocent()
    {
        Process(Worker, Parent, "solver", "0", environment: ["OMP_PROC_BIND=close"]);
        Assert.Equal("likely set by OpenMP (OMP_PROC_BIND=close)", Find()!.Phrase);
        Assert.Equal(CauseConfidence.Medium, Find()!.Confidence);

        Process(Worker, Parent, "solver", "35", environment: ["OMP_PROC_BIND=close"]);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Worker, Parent, "sleep", "0", libraries: ["libc.so.6"], environment: ["OMP_PROC_BIND=close"]);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Worker, Parent, "solver", "0", environment: ["OMP_PROC_BIND=close"]);
        Process(Parent, Shell, "bash", "0", environment: ["OMP_PROC_BIND=close"]);
        Assert.Equal(CauseKind.Inherited, Find()!.Kind);
    }

    [Fact]
    public void A_long_value_is_cut_in_what_is_said()
    {
        string places = string.Join(',', Enumerable.Range(0, 36).Select(cpu => $"{{{cpu}}}"));
        Process(Worker, Parent, "python", "0", libraries: ["libgomp.so.1"], environment: [$"OMP_PLACES={places}"]);

        Assert.Equal("set by OpenMP (OMP_PLACES={0},{1},{2},{3},{4},{5},{6},{7},…)", Find()!.Phrase);
    }
}
