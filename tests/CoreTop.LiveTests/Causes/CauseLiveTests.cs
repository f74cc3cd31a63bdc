using System.Collections.Immutable;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Kernel;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Causes;

public sealed class CauseLiveTests : CauseLive
{
    private QuotaCgroup? _cgroup;

    public override void Dispose()
    {
        base.Dispose();
        _cgroup?.Dispose();
    }

    [Theory]
    [InlineData("OMP_PROC_BIND", "close")]
    [InlineData("OMP_PLACES", "cores")]
    [InlineData("GOMP_CPU_AFFINITY", "0-1")]
    public void Workers_forked_by_a_program_that_OpenMp_bound_are_traced_to_the_variable(string variable, string value)
    {
        RequireSeveralCpus();
        int pid = Start(Load.Build("openmp", "-fopenmp"), [Seconds, "3"], (variable, value));

        ImmutableArray<ConfinedTask> workers = WaitForPinned(process => process.ParentPid == pid, count: 3);
        Cause cause = Find(workers)!;

        Assert.Equal((CauseKind.OpenMpVariable, CauseConfidence.High), (cause.Kind, cause.Confidence));
        Assert.Equal($"set by OpenMP ({variable}={value})", cause.Phrase);
        Assert.Equal(pid, cause.OriginPid);
    }

    [Fact]
    public void A_variable_that_does_not_bind_is_not_blamed_for_a_mask_set_by_hand()
    {
        CpuSet first = RequireSeveralCpus();
        Tool.Require("taskset");
        int pid = Start("taskset", ["-c", first.ToString(), Load.Build("openmp", "-fopenmp"), Seconds, "3"], ("OMP_NUM_THREADS", "2"));

        Cause cause = Find(WaitForPinned(process => process.ParentPid == pid, count: 3))!;

        Assert.Equal(CauseKind.Inherited, cause.Kind);
        Assert.Equal($"inherited from openmp {pid}", cause.Phrase);
    }

    [Fact]
    public void Burners_of_a_shell_that_was_started_under_taskset_are_traced_to_the_shell()
    {
        CpuSet first = RequireSeveralCpus();
        Tool.Require("taskset");
        string burn = Load.Build("burn");
        int shell = Start("taskset", ["-c", first.ToString(), "sh", "-c", $"{burn} {Seconds} & {burn} {Seconds} & wait"]);

        Cause cause = Find(WaitForPinned(process => process.ParentPid == shell, count: 2))!;

        Assert.Equal((CauseKind.Inherited, CauseConfidence.Medium), (cause.Kind, cause.Confidence));
        Assert.Equal($"inherited from sh {shell}, likely started under taskset", cause.Phrase);
        Assert.Equal(shell, cause.OriginPid);
    }

    [Fact]
    public void Threads_that_pinned_themselves_are_traced_to_their_own_process()
    {
        CpuSet first = RequireSeveralCpus();
        int pid = Start(Load.Build("squeezed"), [Seconds, first.ToString(), "4"]);

        ImmutableArray<ConfinedTask> threads = [];
        Wait.Until(
            () =>
            {
                ProcessLoad? process = Snapshot().Processes.FirstOrDefault(process => process.Pid == pid);
                threads = [.. (process?.Threads ?? []).Where(thread => thread.Affinity?.Count == 1).Select(Task)];
                return threads.Length == 4;
            },
            "four pinned threads");
        Cause cause = Find(threads)!;

        Assert.Equal((CauseKind.Unknown, pid), (cause.Kind, cause.OriginPid));
        Assert.Contains("has a mask of its own", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_of_another_user_is_said_to_be_unreadable()
    {
        CpuSet first = RequireSeveralCpus();
        Tool.Require("taskset");
        int pid = Start("taskset", ["-c", first.ToString(), Load.Build("burn"), Seconds], ("OMP_PROC_BIND", "close"));
        ImmutableArray<ConfinedTask> task = WaitForPinned(process => process.Pid == pid && process.Name == "burn", count: 1);

        CauseEvidence evidence = OtherUser.Run(() =>
        {
            using var machine = CoreTop.Kernel.Machine.Open("/", TimeProvider.System);
            return machine.Evidence.Read([pid]);
        });
        Cause cause = CauseFinder.Find(Snapshot(), task, evidence)!;

        Assert.Equal(EvidenceAccess.Denied, evidence.Processes[pid].Access);
        Assert.Empty(evidence.Processes[pid].Environment);
        Assert.Equal(CauseKind.Unknown, cause.Kind);
        Assert.EndsWith(
            $"The environment of burn {pid} cannot be read: run as root or its user to learn more.", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quota_is_seen_to_throttle_what_runs_in_its_cgroup_and_nothing_else()
    {
        // So little that it is throttled on a busy machine too.
        QuotaCgroup cgroup = _cgroup = QuotaCgroup.Make(quotaMicroseconds: 2000);
        string burn = Load.Build("burn");
        int throttled = Start("sh", ["-c", $"{cgroup.EnterCommand} && exec {burn} {Seconds}"]);
        int free = Start(burn, [Seconds]);

        var builder = new SnapshotBuilder();
        Snapshot? snapshot = null;
        ProcessLoad? process = null;
        Wait.Until(
            () =>
            {
                snapshot = builder.Next(Machine.Read(SampleRequest.Everything with { Visible = ImmutableHashSet.Create(throttled) })!);
                process = snapshot.Processes.FirstOrDefault(process => process.Pid == throttled && process.Name == "burn");
                return process is not null && snapshot.FindQuota(process)?.ThrottledShare > 0.5;
            },
            "a burner that is throttled");
        QuotaLoad quota = snapshot!.FindQuota(process!)!;
        Cause cause = CauseFinder.Find(snapshot, [Task(process!)], new CauseEvidence(ImmutableDictionary<int, ProcessEvidence>.Empty, HasOpenBlasSegment: null))!;

        Assert.Equal(cgroup.Path, quota.Cgroup);
        Assert.Equal(0.02, quota.QuotaCores, 6);
        Assert.Equal((CauseKind.Quota, $"set by the CPU quota of {cgroup.Path}"), (cause.Kind, cause.Phrase));
        Assert.Null(snapshot.FindQuota(snapshot.Processes.Single(process => process.Pid == free)));
    }

    [Fact]
    public void Interrupts_and_memory_of_thisMachine_can_be_read()
    {
        Assert.NotEmpty(Machine.Evidence.ReadInterrupts().Sources);
        if (File.Exists("/proc/self/numa_maps"))
        {
            Assert.NotEmpty(Machine.Evidence.ReadMemoryNodes(Environment.ProcessId)!.Value);
        }
    }
}
