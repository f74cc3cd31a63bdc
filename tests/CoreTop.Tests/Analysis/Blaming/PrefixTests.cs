using CoreTop.Analysis.Blaming;
using CoreTop.Model.Causes;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class PrefixTests : CauseScene
{
    [Theory]
    [InlineData("make -j4 CC=taskset -c 0-3 solver", "0-3", "taskset -c 0-3")]
    [InlineData("sh -c taskset -c 0 ./solver & wait", "0", "taskset -c 0")]
    [InlineData("xargs -P4 /usr/bin/taskset 0x3 nice -n 5 ./solver", "0-1", "taskset 0x3")]
    [InlineData("sudo taskset -a --cpu-list=5,7 ./solver", "5,7", "taskset -c 5,7")]
    [InlineData("bash -c 'numactl --physcpubind=4-7 ./solver'", "4-7", "numactl --physcpubind=4-7")]
    [InlineData("perl /usr/bin/parallel numactl -m 0 -C 3 ./solver ::: a b", "3", "numactl -C 3")]
    [InlineData("sh -c numactl -N 1 -m 1 ./solver", "9-17,27-35", "numactl -N 1")]
    public void A_prefix_on_the_command_line_of_what_started_it_names_the_cause(string starter, string mask, string prefix)
    {
        Topology = Pairs;
        Process(Parent, Shell, "starter", commandLine: starter);
        Process(Worker, Parent, "solver", mask, arguments: ["./solver", "--in", "a b"]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Prefix, CauseConfidence.High, $"set by {prefix}"), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Equal(["./solver --in 'a b'"], cause.Lines);
    }

    [Theory]
    [InlineData("sh -c taskset -c 0 ./other & ./solver", "3")]
    [InlineData("sh -c taskset -pc 3 17", "3")]
    [InlineData("sh -c taskset", "3")]
    [InlineData("sh -c taskset -c", "3")]
    [InlineData("sh -c numactl --interleave=all ./solver", "3")]
    [InlineData("sh -c numactl -C !3 ./solver", "3")]
    [InlineData("vi taskset.txt -c 3", "3")]
    public void A_prefix_that_would_give_another_mask_or_none_is_innocent(string starter, string mask)
    {
        Process(Parent, Shell, "starter", commandLine: starter);
        Process(Worker, Parent, "solver", mask);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void A_prefix_in_front_of_another_program_is_likely_at_most_and_what_names_this_one_goes_before()
    {
        Process(Parent, Shell, "sh", commandLine: "sh -c taskset -c 0 ./other & ./solver & wait");
        Process(Worker, Parent, "solver", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"], arguments: ["./solver"]);
        Assert.Equal(CauseKind.OpenMpVariable, Find()!.Kind);

        Process(Parent, Shell, "sh", commandLine: "sh -c taskset -c 0 $PROGRAM & wait");
        Process(Worker, Parent, "solver", "0", arguments: ["./solver"]);
        Assert.Equal((CauseKind.Prefix, CauseConfidence.Medium, "likely set by taskset -c 0"), (Find()!.Kind, Find()!.Confidence, Find()!.Phrase));
    }

    [Fact]
    public void A_script_is_known_behind_its_interpreter()
    {
        Process(Parent, Shell, "make", commandLine: "sh -c taskset -c 0 tools/run.py --all");
        Process(Worker, Parent, "python3", "0", arguments: ["/usr/bin/python3", "tools/run.py", "--all"]);

        Assert.Equal("set by taskset -c 0", Find()!.Phrase);
    }

    [Theory]
    [InlineData("taskset")]
    [InlineData("numactl")]
    public void A_shell_says_in_its_variable_what_it_started(string program)
    {
        Process(Worker, Parent, "java", "0-3", environment: [$"_={program}"], arguments: ["java", "-jar", "x.jar"]);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Prefix, CauseConfidence.High, $"set by {program}"), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Equal(["java -jar x.jar"], cause.Lines);
    }

    [Fact]
    public void A_shell_that_was_started_so_is_named_for_all_that_it_starts()
    {
        Process(Shell, Systemd, "bash", "0", environment: ["_=taskset"]);
        Process(Parent, Shell, "make", "0");
        Process(Worker, Parent, "cc1", "0");

        Assert.Equal(("set by taskset", Shell), (Find()!.Phrase, Find()!.OriginPid));
    }

    [Fact]
    public void A_variable_that_was_handed_on_says_nothing_of_this_start()
    {
        Process(Shell, Systemd, "bash", "0-7", environment: ["_=taskset"]);
        Process(Parent, Shell, "dash", "0-7", environment: ["_=taskset"]);
        Process(Worker, Parent, "solver", "3", environment: ["_=taskset"]);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Where_a_runtime_could_have_bound_it_too_the_prefix_is_only_likely()
    {
        Process(Worker, Parent, "solver", "0", libraries: ["libgomp.so.1"], environment: ["_=taskset", "OMP_PROC_BIND=close"]);
        Assert.Equal((CauseKind.Prefix, CauseConfidence.Medium), (Find()!.Kind, Find()!.Confidence));

        Process(Worker, Parent, "solver", "5", libraries: ["libgomp.so.1"], environment: ["_=taskset", "OMP_PROC_BIND=close"]);
        Assert.Equal((CauseKind.Prefix, CauseConfidence.High), (Find()!.Kind, Find()!.Confidence));
    }

    [Fact]
    public void Where_the_starter_cannot_be_looked_into_the_variable_may_be_its_own()
    {
        Process(Parent, Shell, "cron", access: EvidenceAccess.Denied);
        Process(Worker, Parent, "solver", "5", environment: ["_=taskset"]);

        Assert.Equal(CauseConfidence.Medium, Find()!.Confidence);
    }

    [Fact]
    public void A_rank_has_its_mask_from_the_launcher_whatever_that_was_started_under()
    {
        Process(Parent, Systemd, "slurmstepd");
        Process(
            Worker, Parent, "solver", "2",
            environment: ["_=taskset", "SLURM_CPU_BIND_TYPE=mask_cpu:", "SLURM_CPU_BIND_LIST=0x4", "SLURM_JOB_CPUS_PER_NODE=4"]);

        Assert.Equal(CauseKind.Launcher, Find()!.Kind);
    }

    [Theory]
    [InlineData("./a\u001b[2Jb")]
    [InlineData("./a\nreboot")]
    public void A_command_that_cannot_be_shown_as_it_is_is_not_given_to_be_pasted(string argument)
    {
        Process(Worker, Parent, "solver", "5", environment: ["_=taskset"], arguments: [argument]);

        Assert.Empty(Find()!.Lines);
    }
}
