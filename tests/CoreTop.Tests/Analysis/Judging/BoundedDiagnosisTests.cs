using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>What is found and planned where only some CPUs are looked at.</summary>
public sealed class BoundedDiagnosisTests
{
    [Fact]
    public void A_pile_up_within_costs_what_the_idle_CPUs_within_could_give()
    {
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "0");

        Diagnosis whole = scene.Diagnose(), within = Diagnose(scene, "0-2");

        Assert.Equal(3.0, Assert.Single(whole.Findings).LostCores, 0.1);
        Finding finding = Assert.Single(within.Findings);
        Assert.Equal(("pile-up", "1-2"), (finding.Rule.Name, finding.IdleCpus.ToString()));
        Assert.Equal(2.0, finding.LostCores, 0.1);
        Assert.Equal(2.0, within.LostCores.Affinity, 0.1);
        Assert.Equal(0, within.LostCores.Limits);
    }

    [Theory]
    [InlineData(RebalanceStrategy.Widen)]
    [InlineData(RebalanceStrategy.Spread)]
    [InlineData(RebalanceStrategy.Pin)]
    public void A_plan_never_names_a_CPU_outside(RebalanceStrategy strategy)
    {
        Scene scene = Scene.OfPairs(16, nodes: 2).Add(6, run: 0.166, wait: 0.834, mask: "0")
            .Add(1, run: 0, state: CoreTop.Model.Tasks.TaskState.Sleeping, mask: "0", name: "sh", with: process => process with { ChildRun = 0.1 });

        RebalancePlan plan = RebalancePlanner.Plan(Diagnose(scene, "0-3"), new RebalanceOptions { Strategy = strategy });

        Assert.NotEmpty(plan.Changes);
        Assert.All(plan.Changes, change =>
        {
            Assert.True(change.Granted.IsSubsetOf(CpuSet.Range(0, 3)), $"{change.Granted}");
            Assert.NotNull(change.To);
            Assert.True(change.First?.IsSubsetOf(CpuSet.Range(0, 3)) != false);
            Assert.InRange(change.Target?.Number ?? 0, 0, 3);
        });
        Assert.Equal("0-3", CpuSet.Of(plan.Loads.Select(load => load.Cpu)).ToString());
        Assert.InRange(plan.CoresAfter, 3.5, 4.01);
    }

    [Fact]
    public void Where_the_cpuset_is_what_is_looked_at_a_plan_releases()
    {
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "0", limit: "0-3");

        RebalancePlan plan = RebalancePlanner.Plan(Diagnose(scene, "0-3"), RebalanceOptions.Default);

        Assert.Equal(3, plan.Changes.Length);
        Assert.All(plan.Changes, change => Assert.Null(change.To));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("4-5")]
    public void A_pile_up_outside_is_not_found(string mask)
    {
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: mask, on: 4);

        Assert.NotEmpty(scene.Diagnose().Findings);
        Diagnosis within = Diagnose(scene, "0-3");
        Assert.Empty(within.Findings);
        Assert.Empty(within.HungryTasks);
        Assert.Equal(LostCores.None, within.LostCores);
    }

    [Fact]
    public void Tasks_that_may_leave_are_left_alone()
    {
        Scene scene = Scene.Of("0-7").Add(6, run: 0.333, wait: 0.667, mask: "0,4");

        Assert.NotEmpty(scene.Plan().Changes);
        Assert.Empty(RebalancePlanner.Plan(Diagnose(scene, "0-3"), RebalanceOptions.Default).Changes);
    }

    [Fact]
    public void Free_tasks_are_expected_to_make_room_where_they_may_leave()
    {
        // The kernel moves the free ones to CPUs outside, so that the four could have all of theirs.
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "0").Add(1, on: 1).Add(1, on: 2).Add(1, on: 3);

        Assert.Equal(3.0, Assert.Single(Diagnose(scene, "0-3").Findings, finding => finding.Rule.Name == "pile-up").LostCores, 0.1);
    }

    [Fact]
    public void Idle_CPUs_outside_are_nobodys_loss()
    {
        Scene scene = Scene.Of("0-7").Add(8, run: 0.5, wait: 0.5, mask: "0-3", limit: "0-3", on: 0);
        for (int i = 0; i < scene.Processes.Count; i++)
        {
            scene.Processes[i] = scene.Processes[i] with { Facts = scene.Processes[i].Facts with { LastCpu = new CpuId(i % 4) } };
        }

        Assert.Contains(scene.Diagnose().Findings, finding => finding.Rule.Name == "cpuset-limit");
        Diagnosis within = Diagnose(scene, "0-3");
        Assert.Equal("oversubscribed", Assert.Single(within.Findings).Rule.Name);
        Assert.Equal(LostCores.None, within.LostCores);
    }

    [Fact]
    public void What_others_do_elsewhere_does_not_hide_a_note_about_ones_own()
    {
        Scene scene = Scene.Of("0-7").Add(1, mask: "0-3", limit: "0-3");
        foreach (int cpu in Enumerable.Range(4, 4))
        {
            scene.Add(1, mask: $"{cpu}", on: cpu);
        }

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Rule.Name == "single-thread-bound");
        Assert.Equal("single-thread-bound", Assert.Single(Diagnose(scene, "0-3").Findings).Rule.Name);
    }

    [Fact]
    public void A_crowd_is_said_to_want_the_CPUs_of_its_own_masks_that_are_looked_at()
    {
        // The CPUs outside are busy too, and a free task could run on any.
        Scene scene = Scene.Of("0-1").Add(4, run: 0.18, wait: 0.82, mask: "0", on: 0, name: "burn19")
            .Add(1, run: 0.28, wait: 0.72, on: 0, name: "cc1").Add(2, run: 0.5, wait: 0.5, on: 1, name: "cc1");

        Finding finding = Assert.Single(Diagnose(scene, "0").Findings, each => each.Rule.Name == "oversubscribed");

        Assert.Contains(" want CPU 0 (", finding.Message, StringComparison.Ordinal);
        Assert.Equal("0", finding.Cpus.ToString());
        Assert.All(finding.Briefs, brief => Assert.DoesNotContain("0-1", brief, StringComparison.Ordinal));
    }

    [Fact]
    public void Sleepers_are_given_no_CPU_outside()
    {
        Scene scene = Scene.Of("0-7").Add(8, run: 0, wait: 0, mask: "0", state: CoreTop.Model.Tasks.TaskState.Sleeping);

        Assert.Equal($"coretop release {string.Join(' ', Enumerable.Range(1000, 8))}", Assert.Single(Assert.Single(scene.Diagnose().Findings).Fix.Commands));
        Fix fix = Assert.Single(Diagnose(scene, "0-3").Findings).Fix;
        Assert.Equal($"coretop pin --cpus 0-3 {string.Join(' ', Enumerable.Range(1000, 8))}", Assert.Single(fix.Commands));
        Assert.Empty(Diagnose(scene, "0").Findings);
    }

    [Fact]
    public void Other_bounds_forget_what_was_shown_before()
    {
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "4", on: 4);
        (DiagnosisState state, Diagnosis before) = scene.Continue(DiagnosisState.Start, refreshes: 8);
        (state, Diagnosis inside) = scene.Continue(state, options: Options("0-3"));
        (_, Diagnosis after) = scene.Continue(state);

        Assert.NotEmpty(before.Findings);
        Assert.Empty(inside.Findings);
        Assert.NotEmpty(after.Findings);
    }

    [Fact]
    public void An_idle_CPU_is_found_within_and_named_so_when_there_is_none()
    {
        Scene scene = Scene.Of("0-7").Add(1, mask: "0", on: 0).Add(1, mask: "1", on: 1).Add(1, mask: "5", on: 5);
        Snapshot within = scene.Snapshot().Within(Bounds("0-1")), wider = scene.Snapshot().Within(Bounds("0-2"));
        ProcessLoad task = scene.Processes[0];

        Assert.Equal(2, IdleCpuFinder.Find(wider, task, limit: null, CpuSet.Empty, last: null).Cpu?.Number);
        Assert.Equal("all 2 CPUs it may use within 0-1 are busy", IdleCpuFinder.Find(within, task, limit: null, CpuSet.Empty, last: null).Why);
        Assert.Equal("it may use none of 0-1 (mine)", IdleCpuFinder.Find(within, task, CpuSet.Range(4, 7), CpuSet.Empty, last: null).Why);
    }

    private static Diagnosis Diagnose(Scene scene, string within) => scene.Diagnose(options: Options(within));

    private static DiagnosisOptions Options(string within) => new() { Bounds = Bounds(within) };

    private static CpuBounds Bounds(string cpus) => new(Scene.Set(cpus), "mine", "the cpuset of /job");
}
