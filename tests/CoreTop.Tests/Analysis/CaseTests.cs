using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Analysis;

/// <summary>Captured machines whose right answer is known: tests/Fixtures/cases. Each stands for its kind.</summary>
public sealed class CaseTests
{
    private const double WithinATenth = 0.1;

    [Theory]
    [InlineData("bursty12", "pile-up", 12, 2.0, 2.0)]
    [InlineData("half_pairs", "pile-up", 36, 4.5, 4.5)]
    [InlineData("mixed", "pile-up", 5, 1.1, 1.1)]
    [InlineData("rt_pile", "pile-up", 3, 2.0, 2.0)]
    [InlineData("two_omp", "pile-up", 32, 16.0, 16.0)]
    [InlineData("quota_parent_pile", "pile-up", 8, 1.0, 1.0)]
    [InlineData("hint_nomt", "pile-up", 80, 10.0, 10.0)]
    [InlineData("busy60", "pile-up", 12, 11.0, 11.0)]
    [InlineData("kthread_hog", "real-time-hog", 1, 0.97, 0.97)]
    [InlineData("e_mask", "slow-cores", 8, 2.25, 2.25)]
    [InlineData("e_pinned", "slow-cores", 8, 2.25, 2.25)]
    [InlineData("ompi12792", "smt-sharing", 112, 42.0, 42.0)]
    [InlineData("over_squeezed", "squeezed", 12, 0.0, 8.0)]
    [InlineData("filler_idle", "squeezed", 4, 0.0, 3.0)]
    [InlineData("filler_nice19", "squeezed", 4, 0.0, 3.0)]
    [InlineData("idle_class", "squeezed", 4, 0.0, 3.0)]
    [InlineData("nice19", "squeezed", 4, 0.0, 3.0)]
    public void What_masks_cost_is_one_warning_with_its_tasks_and_cores(
        string name, string rule, int tasks, double lost, double shortOf)
    {
        Finding finding = Assert.Single(Diagnose(name).Findings, each => each.Severity == FindingSeverity.Warning);

        Assert.Equal(rule, finding.Rule.Name);
        Assert.Equal(tasks, finding.Tasks.Length);
        Assert.Equal(lost, finding.LostCores, Math.Max(0.05, WithinATenth * lost));
        Assert.Equal(shortOf, finding.ShortCores, WithinATenth * shortOf);
        Assert.Equal(LossKind.Affinity, finding.LostTo);
    }

    [Theory]
    [InlineData("cpuset2", "cpuset-limit", 2, 0.94)]
    [InlineData("kvm", "cpuset-limit", 8, 4.0)]
    [InlineData("iso_one", "isolated", 3, 2.0)]
    [InlineData("iso_over", "isolated", 8, 4.0)]
    public void What_limits_cost_is_one_note_with_its_tasks_and_cores(string name, string rule, int tasks, double lost)
    {
        Finding finding = Assert.Single(Diagnose(name).Findings);

        Assert.Equal(rule, finding.Rule.Name);
        Assert.Equal(FindingSeverity.Note, finding.Severity);
        Assert.Equal(tasks, finding.Tasks.Length);
        Assert.Equal(lost, finding.LostCores, WithinATenth * lost);
        Assert.Equal(LossKind.Limits, finding.LostTo);
    }

    [Theory]
    [InlineData("over_squeezed", "12 python tasks share CPU 35 (8 % each) while 36 others have 97 %: their fair share is 75 %, 8.0 cores more.")]
    [InlineData("filler_idle", "at low priority")]
    [InlineData("busy60", "5.5 to 10.8 cores lost")]
    [InlineData("bursty12", "up to 2.0 cores lost")]
    [InlineData("quota_parent_pile", "The quota of /ci, 2.0 CPU, caps what wider masks can give.")]
    [InlineData("kthread_hog", "Kernel thread kcompactd0 (1001) uses 95 % of CPU 0")]
    [InlineData("two_omp", "16 threads of omp0 (1001) and 16 threads of omp1 (1018)")]
    [InlineData("storm", "make (1001) and what it starts, about 12 at a time,")]
    [InlineData("nested", "36 processes of 36 threads: one thread each would do (OMP_NUM_THREADS=1")]
    [InlineData("weight", "Tasks of /kubepods/besteffort/poda have 4 % each, as /kubepods/besteffort's weight is 1 against 59 of /kubepods/burstable.")]
    [InlineData("softirq_plain", "CPU 0 spends 97 % of its time on interrupts")]
    [InlineData("softirq_ksoftirqd", "CPU 0 spends 98 % of its time on interrupts")]
    [InlineData("lx1", "Affinity masks name CPUs 7,10, which /proc/stat does not list")]
    [InlineData("lx2", "Affinity masks name CPUs 2-11, which /proc/stat does not list")]
    [InlineData("lxcfs_stat", "Affinity masks name CPUs 2-11, which /proc/stat does not list")]
    public void What_matters_is_said(string name, string words) =>
        Assert.Contains(Diagnose(name).Findings, finding => finding.Message.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void What_does_not_live_long_is_found_by_what_starts_it()
    {
        CoreTop.Analysis.Judging.Diagnosis diagnosis = Diagnose("storm");

        Finding finding = Assert.Single(diagnosis.Findings);
        Assert.Equal("pile-up", finding.Rule.Name);
        Assert.Equal(11.0, finding.LostCores, 0.5);
        Assert.Contains(RebalancePlanner.Plan(diagnosis, RebalanceOptions.Default).Changes, change => change.Name == "make" && change.IsWholeProcess);
    }

    [Theory]
    [InlineData("lx1")]
    [InlineData("lx2")]
    [InlineData("lxcfs_stat")]
    public void Where_numbers_disagree_a_pile_up_is_found_by_masks_and_waits_and_no_CPU_is_called_idle(string name)
    {
        Finding finding = Assert.Single(Diagnose(name).Findings, each => each.Rule.Name == "pile-up");

        Assert.Equal(4, finding.Tasks.Length);
        Assert.Equal("7", finding.Cpus.ToString());
        Assert.True(finding.IdleCpus.IsEmpty);
        Assert.DoesNotContain("idle", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnose(name).Findings, each => each.Rule.Name == "cpuset-limit");
    }

    [Fact]
    public void Squeezed_tasks_are_all_widened()
    {
        RebalancePlan plan = RebalancePlanner.Plan(Diagnose("over_squeezed"), RebalanceOptions.Default);

        Assert.Equal(12, plan.Changes.Length);
        Assert.All(plan.Changes, change => Assert.Equal("0-35", change.Granted.ToString()));
        Assert.Equal(8.0, plan.CoresAfter - plan.CoresBefore, 0.8);
    }

    [Theory]
    [InlineData("iso_one", "0-34")]
    [InlineData("iso_over", "0-31")]
    public void Isolated_tasks_are_offered_a_mask_that_moves_them_off(string name, string mask)
    {
        Finding finding = Assert.Single(Diagnose(name).Findings);

        Assert.Contains($" {mask} ", Assert.Single(finding.Fix.Commands), StringComparison.Ordinal);
        Assert.True(RebalancePlanner.Plan(Diagnose(name), RebalanceOptions.Default).IsEmpty);
    }

    [Theory]
    [InlineData("kvm", "virsh vcpupin")]
    [InlineData("kvm", "virsh emulatorpin")]
    public void A_guest_is_given_more_CPUs_by_its_own_tool(string name, string words) =>
        Assert.Contains(words, Assert.Single(Diagnose(name).Findings).Permanent, StringComparison.Ordinal);

    [Theory]
    [InlineData("softirq_plain")]
    [InlineData("softirq_ksoftirqd")]
    public void A_CPU_full_of_interrupts_is_a_finding_without_any_task(string name)
    {
        Finding finding = Assert.Single(Diagnose(name).Findings);

        Assert.Equal("irq-load", finding.Rule.Name);
        Assert.Equal("0", finding.Cpus.ToString());
        Assert.Empty(finding.Tasks);
        Assert.Contains("receive packet steering", finding.Permanent, StringComparison.Ordinal);
    }

    private static CoreTop.Analysis.Judging.Diagnosis Diagnose(string name)
    {
        using var machine = Machine.Open(Fixture.CasePath(name), TimeProvider.System);
        var snapshots = new SnapshotBuilder();
        DiagnosisState state = DiagnosisState.Start;
        var diagnosis = CoreTop.Analysis.Judging.Diagnosis.Nothing;
        while (machine.Read(SampleRequest.Everything) is { } sample)
        {
            (state, diagnosis) = Diagnostician.Next(state, snapshots.Next(sample), new DiagnosisOptions { IsOneShot = true });
        }

        return diagnosis;
    }
}
