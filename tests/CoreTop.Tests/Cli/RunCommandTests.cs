using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class RunCommandTests
{
    private readonly TestHost _host = new() { OpenMachine = static (_, time) => Machine.Open(Fixture.MachinePath(FixtureMachines.PileUp), time) };

    [Theory]
    [InlineData("run --cpus 0-3 -- solve -x --cpus 9 -h", "0-3", "solve -x --cpus 9 -h")]
    [InlineData("run --cpus 0-3 solve -x --cpus 9 --help", "0-3", "solve -x --cpus 9 --help")]
    [InlineData("run --cpus=node0,-0 ./solve -- 5", "1-35", "./solve -- 5")]
    [InlineData("run --interval 1 --cpus all -- -odd", "0-35", "-odd")]
    public void What_follows_our_options_is_the_program_and_its_arguments(string words, string cpus, string program)
    {
        _host.Run(words);

        Assert.Empty(_host.Output);
        Assert.Equal((cpus, program), (_host.Started?.Cpus, string.Join(' ', _host.Started?.Words ?? [])));
    }

    // Eleven CPUs idle there; CPU 1 is the first.
    [Fact]
    public void Idle_CPUs_are_found_by_watching_first()
    {
        CliProgram.Run(["run", "--cpus", "2 of idle", "--", "solve"], _host.Host);

        Assert.Equal("1,5", _host.Started?.Cpus);
    }

    [Theory]
    [InlineData("run --cpus 99 -- solve", "coretop: --cpus: There is no CPU 99 here: this machine has 0-35.\n")]
    [InlineData("run --cpus fast -- solve", "coretop: --cpus: \"fast\" names no CPUs: give CPUs such as")]
    [InlineData("run --cpus gpu0 -- solve", "coretop: --cpus: There is no gpu0 here: \"coretop topology\" lists the devices there are.\n")]
    [InlineData("run -- solve", "coretop: ")]
    [InlineData("run --cpus 3", "coretop: ")]
    [InlineData("run --cpu 3 solve", "coretop: there is no option --cpu for \"coretop run\".")]
    [InlineData("run --root / --cpus 3 solve", "coretop: there is no option --root for \"coretop run\".")]
    [InlineData("run --cpus 3 --bogus -- solve", "coretop: there is no option --bogus for \"coretop run\".")]
    public void Nothing_is_started_where_the_command_line_is_wrong(string words, string expected)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run(words));
        Assert.StartsWith(expected, _host.Errors, StringComparison.Ordinal);
        Assert.Null(_host.Started);
    }

    [Theory]
    [InlineData("solve", "coretop: there is no program solve in the folders of PATH.\n")]
    [InlineData("./solve", "coretop: there is no program ./solve, or the interpreter that its first line names is not there.\n")]
    public void A_program_that_is_not_there_ends_it_as_it_ends_a_shell(string program, string expected)
    {
        Assert.Equal(127, _host.Run($"run --cpus 3 -- {program}"));
        Assert.Equal(expected, _host.Errors);
    }

    [Fact]
    public void One_that_cannot_be_executed_ends_it_as_it_ends_a_shell()
    {
        _host.WhyNotStarted = new StartRefusal(StartProblem.NotExecutable) { Reason = "Permission denied" };

        Assert.Equal(126, _host.Run("run --cpus 3 -- ./notes.txt"));
        Assert.Equal("coretop: ./notes.txt cannot be executed: Permission denied.\n", _host.Errors);
    }

    [Fact]
    public void It_is_not_started_on_other_CPUs_than_those_named()
    {
        _host.WhyNotStarted = new StartRefusal(StartProblem.AffinityDiffers) { Given = CpuSet.Of(4) };

        Assert.Equal(ExitCode.Failed, _host.Run("run --cpus 4-5 -- solve"));
        Assert.Equal("coretop: CPUs 4-5 are asked for, and the kernel gives CPU 4: solve is not started.\n", _host.Errors);
    }

    [Fact]
    public void What_the_kernel_refuses_is_said()
    {
        _host.WhyNotStarted = new StartRefusal(StartProblem.AffinityRefused) { Result = ControlResult.Blocked };

        Assert.Equal(ExitCode.Failed, _host.Run("run --cpus 4 -- solve"));
        Assert.Equal(
            "coretop: CPU 4: blocked: a seccomp filter does not let this program call sched_setaffinity. solve is not started.\n", _host.Errors);
    }

    [Fact]
    public void Variables_that_disagree_with_the_CPUs_are_named()
    {
        _host.Variables["OMP_NUM_THREADS"] = "36,1";
        _host.Variables["GOMP_CPU_AFFINITY"] = "0-35";
        _host.Variables["OMP_PLACES"] = "cores";
        _host.Variables["KMP_AFFINITY"] = "granularity=fine,compact";

        _host.Run("run --cpus 0-3 -- solve");

        Assert.StartsWith(
            "coretop: OMP_NUM_THREADS is 36, and the program gets 4 CPUs: its threads will take turns.\n"
            + "coretop: GOMP_CPU_AFFINITY is set: the program may choose its CPUs by that, whatever it is started on.\n",
            _host.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("OMP_PLACES", _host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("KMP_AFFINITY", _host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12 of idle", ExitCode.Failed, "there are only 11 to pick from")]
    [InlineData("40 of idle", ExitCode.BadUsage, "there are only 11 to pick from")]
    public void Too_few_idle_CPUs_are_a_failure_unless_there_could_never_be_as_many(string cpus, int code, string expected)
    {
        Assert.Equal(code, CliProgram.Run(["run", "--cpus", cpus, "solve"], _host.Host));
        Assert.Contains(expected, _host.Errors, StringComparison.Ordinal);
        Assert.Null(_host.Started);
    }

    [Fact]
    public void Its_help_shows_where_the_program_stands()
    {
        Assert.Equal(ExitCode.Done, _host.Run("run --help"));
        Assert.Contains("Usage: coretop run --cpus CPUS [OPTION]... -- COMMAND...\n", _host.Output, StringComparison.Ordinal);
    }
}
