using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Causes;

/// <summary>Launchers and prefixes that are installed here; the others are tested on what was read of them elsewhere.</summary>
public sealed class LauncherLiveTests : CauseLive
{
    private const string AsRoot = "OMPI_ALLOW_RUN_AS_ROOT";

    [Theory]
    [InlineData("mpirun.openmpi", "--bind-to core -np 2", "set by mpirun, which binds each rank", "mpirun.openmpi --bind-to none -np 2 sleep 240")]
    [InlineData("mpiexec.mpich", "-bind-to core -n 2", "set by mpiexec (-bind-to core)", "mpiexec.mpich -bind-to none -n 2 sleep 240")]
    public void Ranks_that_a_launcher_bound_name_it_and_come_with_its_command_unbound(string launcher, string options, string phrase, string line)
    {
        RequireSeveralCpus();
        Tool.Require(launcher);
        int pid = Start(launcher, [.. options.Split(' '), "sleep", Seconds], (AsRoot, "1"), (AsRoot + "_CONFIRM", "1"));

        Cause cause = Find(WaitForPinned(process => process.Name == "sleep" && IsBelow(process.ParentPid, pid), count: 2))!;

        Assert.Equal((CauseKind.Launcher, CauseConfidence.High, phrase), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Equal([line], cause.Lines);
    }

    [Fact]
    public void Ranks_that_their_launcher_left_alone_and_OpenMp_bound_name_the_variable()
    {
        RequireSeveralCpus();
        Tool.Require("mpiexec.mpich");
        int pid = Start("mpiexec.mpich", ["-n", "1", Load.Build("openmp", "-fopenmp"), Seconds, "2"], ("OMP_PROC_BIND", "close"));

        Cause cause = Find(WaitForPinned(process => IsForked(process) && IsBelow(process.ParentPid, pid), count: 2))!;

        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.High), (cause.Kind, cause.Confidence));
    }

    [Theory]
    [InlineData("taskset", "-c")]
    [InlineData("numactl", "-C")]
    public void What_a_script_starts_under_a_prefix_names_it_and_what_a_shell_starts_is_known_by_its_variable(string program, string option)
    {
        string cpu = RequireSeveralCpus().ToString();
        Tool.Require(program);
        Tool.Require("bash");
        int script = Start("bash", ["-c", $"{program} {option} {cpu} sleep {Seconds} & wait"]);
        Cause ofScript = Find(WaitForPinned(process => process.ParentPid == script && process.Name == "sleep", count: 1))!;
        Assert.Equal((CauseKind.Prefix, CauseConfidence.High, $"set by {program} {option} {cpu}"), (ofScript.Kind, ofScript.Confidence, ofScript.Phrase));

        // Its command line does not say.
        int shell = Start("bash", ["-c", $"A={program}; $A {option} {cpu} sleep {Seconds} & wait"]);
        Cause ofShell = Find(WaitForPinned(process => process.ParentPid == shell && process.Name == "sleep", count: 1))!;
        Assert.Equal((CauseKind.Prefix, CauseConfidence.High, $"set by {program}"), (ofShell.Kind, ofShell.Confidence, ofShell.Phrase));
        Assert.Equal([$"sleep {Seconds}"], ofShell.Lines);
    }

    [Fact]
    public void A_mask_that_was_set_by_hand_afterwards_is_unknown_with_the_command_that_would_show_it()
    {
        string cpu = RequireSeveralCpus().ToString();
        Tool.Require("taskset");
        int shell = Start("sh", ["-c", $"sleep {Seconds} & taskset -pc {cpu} $! >/dev/null; wait"], ("OMP_PROC_BIND", "close"));

        Cause cause = Find(WaitForPinned(process => process.ParentPid == shell && process.Name == "sleep", count: 1))!;

        Assert.Equal((CauseKind.Unknown, CauseConfidence.None), (cause.Kind, cause.Confidence));
        Assert.Equal([$"strace -f -e trace=sched_setaffinity -p {shell}"], cause.Lines);
    }

    private bool IsForked(ProcessLoad process) =>
        process.Name == "openmp" && Snapshot().FindProcess(process.ParentPid)?.Name == "openmp";

    private bool IsBelow(int pid, int ancestor)
    {
        ImmutableDictionary<int, int> parents = Snapshot().Processes.ToImmutableDictionary(process => process.Pid, process => process.ParentPid);
        for (int depth = 0; depth < 8 && pid > 1; depth++)
        {
            if (pid == ancestor)
            {
                return true;
            }

            pid = parents.GetValueOrDefault(pid);
        }

        return false;
    }
}
