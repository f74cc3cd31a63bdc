using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

public sealed class LatentPileUpTests
{
    [Fact]
    public void Sleepers_pinned_to_one_CPU()
    {
        Finding finding = Latent(Sleepers(16, "0"))!;

        Assert.Equal(FindingSeverity.Note, finding.Severity);
        Assert.Equal(
            "16 idle tasks named worker are all pinned to CPU 0: they will collide when they have work. Affinity mask 0.", finding.Message);
        Assert.Equal([$"coretop release {string.Join(' ', Enumerable.Range(1000, 16))}"], finding.Fix.Commands);
    }

    [Fact]
    public void Many_sleepers_are_released_by_several_commands_as_no_plan_is_about_them()
    {
        Fix fix = Latent(Sleepers(30, "0"))!.Fix;

        Assert.Equal(2, fix.Commands.Length);
        Assert.False(fix.IsPlanned);
    }

    [Fact]
    public void Sixteen_idle_workers_on_two_CPUs() => Assert.Equal(
        "16 idle tasks named worker may all use only CPUs 0-1: they will collide when they have work. Affinity mask 0-1.",
        Latent(Sleepers(16, "0-1"))!.Message);

    [Theory]
    [InlineData(2, "0")]
    [InlineData(16, "0-7")]
    [InlineData(100, null)]
    public void Few_to_a_CPU_are_none(int count, string? mask) => Assert.Null(Latent(Sleepers(count, mask)));

    [Fact]
    public void A_mask_that_is_all_the_cpuset_allows_is_none() =>
        Assert.Null(Latent(Scene.Of("0-35").Add(16, run: 0, wait: 0, mask: "0-1", limit: "0-1", state: TaskState.Sleeping)));

    [Fact]
    public void Threads_of_one_process_under_one_mask_were_meant_so() => Assert.Null(Latent(
        Scene.Of("0-35").AddThreads("java", [.. Enumerable.Range(0, 40).Select(_ => Idle("0"))])
            .Change(_ => true, process => process.WithFacts(facts => facts with { State = TaskState.Sleeping }) with { Affinity = Scene.Set("0") })));

    [Fact]
    public void Threads_that_were_pinned_one_by_one_were_not()
    {
        Scene scene = Scene.Of("0-35").AddThreads("solver", [Idle("0-35"), .. Enumerable.Range(0, 6).Select(_ => Idle("7"))])
            .Change(_ => true, process => process.WithFacts(facts => facts with { State = TaskState.Sleeping }) with { IsAffinityMixed = true });

        Finding finding = Latent(scene)!;

        Assert.Equal(6, finding.Tasks.Length);
        Assert.Equal(["coretop release 1000"], finding.Fix.Commands);
    }

    [Fact]
    public void Shells_that_wait_for_their_own_children_are_none()
    {
        Scene scene = Scene.Of("0-35").Add(4, run: 0, wait: 0, mask: "0", state: TaskState.Sleeping, name: "sh");
        foreach (int shell in scene.Processes.Select(process => process.Pid).ToArray())
        {
            scene.Add(1, run: 0, wait: 0, mask: "0", state: TaskState.Sleeping, name: "cc1", with: process => process.WithWhole(whole => whole with { ParentPid = shell }));
        }

        Assert.Null(Latent(scene));
    }

    [Fact]
    public void Without_cgroups_tasks_may_be_given_what_others_have()
    {
        Scene scene = Sleepers(16, "0-1").Add(1, run: 0, wait: 0, state: TaskState.Sleeping, name: "init")
            .Change(_ => true, process => process with { Details = null });

        Assert.NotNull(Latent(scene));
    }

    [Theory]
    [InlineData(50, 50, true)]
    [InlineData(50, 60, false)]
    [InlineData(1, 1, false)]
    public void The_idle_ones_of_a_job_whose_others_collide_by_the_same_mask_are_part_of_that(int parent, int other, bool isPart)
    {
        Scene scene = Sleepers(16, "0").Change(_ => true, process => process.WithWhole(whole => whole with { ParentPid = parent }))
            .Add(4, run: 0.25, wait: 0.75, mask: "0", with: process => process.WithWhole(whole => whole with { ParentPid = other }));

        Assert.Equal(isPart, Latent(scene) is null);
    }

    private static Scene Sleepers(int count, string? mask) =>
        Scene.Of("0-35").Add(count, run: 0, wait: 0, mask: mask, state: TaskState.Sleeping);

    private static TaskLoad Idle(string mask) => Scene.Thread(0, 0, mask, state: TaskState.Sleeping);

    private static Finding? Latent(Scene scene) =>
        scene.Diagnose().Findings.SingleOrDefault(finding => finding.Rule.Name == "latent-pile-up");
}
