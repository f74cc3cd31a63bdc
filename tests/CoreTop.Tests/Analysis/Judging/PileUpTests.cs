using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>What is a pile-up, over many shapes of machines and masks.</summary>
public sealed class PileUpTests
{
    [Fact]
    public void Twelve_tasks_on_four_CPUs_lose_eight_cores()
    {
        Scene scene = Scene.Of("0-35");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            scene.Add(3, run: 0.333, wait: 0.667, mask: "0-3", on: cpu);
        }

        var diagnosis = scene.Diagnose();

        Finding finding = Assert.Single(diagnosis.Findings);
        Assert.Equal(
            "12 worker tasks take turns on CPUs 0-3 (33 % each) while 32 CPUs idle: 8.0 cores lost. Affinity mask 0-3.", finding.Message);
        Assert.Equal([3, 3, 3, 3], diagnosis.Crowds.Values);
    }

    [Fact]
    public void Two_crowds_are_two_findings_the_larger_first()
    {
        var diagnosis = Scene.Of("0-35")
            .Add(3, run: 0.333, wait: 0.667, mask: "4", on: 4)
            .Add(6, run: 0.167, wait: 0.833, mask: "20", on: 20)
            .Diagnose();

        Assert.Equal(["20", "4"], diagnosis.Findings.Select(finding => finding.Cpus.ToString()));
        Assert.Equal(5.0, diagnosis.Findings[0].LostCores, 0.05);
        Assert.Equal(2.0, diagnosis.Findings[1].LostCores, 0.05);
        Assert.Equal(7.0, diagnosis.LostCores.Affinity, 0.05);
    }

    [Fact]
    public void Nested_masks_that_lack_CPUs_together_are_one_crowd()
    {
        Finding finding = Assert.Single(Scene.Of("0-7")
            .Add(2, run: 0.5, wait: 0.5, mask: "0", on: 0)
            .Add(2, run: 0.5, wait: 0.5, mask: "0-1", on: 1)
            .Add(1, mask: "0-3", on: 2)
            .Diagnose().Findings);

        Assert.Equal("4 worker tasks take turns on CPUs 0-1 (50 % each) while 5 CPUs idle: 2.0 cores lost. Affinity masks within 0-1.", finding.Message);
    }

    [Fact]
    public void A_cpuset_of_eighteen_CPUs_bounds_what_is_lost()
    {
        Finding finding = Assert.Single(Scene.Of("0-35")
            .Add(24, run: 1 / 24.0, wait: 23 / 24.0, mask: "3", on: 3, limit: "0-17")
            .Diagnose().Findings, each => each.Rule.Name == "pile-up");

        Assert.Equal(17.0, finding.LostCores, 0.05);
        Assert.Equal("0-2,4-17", finding.IdleCpus.ToString());
    }

    [Fact]
    public void Offline_CPUs_are_not_idle()
    {
        Finding finding = Assert.Single(Scene.Of("0-7,9-35").Add(2, run: 0.5, wait: 0.5, mask: "7", on: 7).Diagnose().Findings);

        Assert.Equal("0-6,9-35", finding.IdleCpus.ToString());
    }

    [Fact]
    public void Threads_of_one_process_are_named_as_such_when_its_main_thread_is_not_among_them()
    {
        Finding finding = Assert.Single(Scene.Of("0-1").AddThreads(
            "python",
            Scene.Thread(0, 0, "0-1", state: TaskState.Sleeping),
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1)).Diagnose().Findings);

        Assert.StartsWith("4 threads of python (PID 1000) take turns on CPU 1 (25 % each)", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["coretop release --scope thread 1001", "coretop release --scope thread 1002", "coretop release --scope thread 1003"], finding.Fix.Commands.Take(3));
    }

    [Fact]
    public void Names_cannot_smuggle_control_characters_into_a_message()
    {
        Finding finding = Assert.Single(Scene.Of("0-1").AddThreads(
            "a\u001b[31m\nb",
            Scene.Thread(0, 0, "0-1", state: TaskState.Sleeping),
            Scene.Thread(0.5, 0.5, "1", on: 1),
            Scene.Thread(0.5, 0.5, "1", on: 1)).Diagnose().Findings);

        Assert.Contains("2 threads of a\uFFFD[31m\uFFFDb ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_unknown_limit_nothing_is_promised()
    {
        var diagnosis = Scene.Of("0-3")
            .Add(4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { Details = null })
            .Add(1, run: 0, wait: 0, state: TaskState.Sleeping)
            .Diagnose();

        Assert.Empty(diagnosis.Findings);
        Assert.Equal(0, diagnosis.LostCores.Affinity);
    }

    [Fact]
    public void Where_no_cpuset_can_be_read_at_all_tasks_may_be_given_what_others_have()
    {
        Scene scene = Scene.Of("0-5").Add(4, run: 0.25, wait: 0.75, mask: "0", with: NoLimit);

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Rule.Name == "pile-up");

        scene.Add(1, run: 0, wait: 0, mask: "0-3", state: TaskState.Sleeping, with: NoLimit);

        Finding finding = Assert.Single(scene.Diagnose().Findings);
        Assert.Equal("1-3", finding.IdleCpus.ToString());
        Assert.Equal("coretop pin --cpus 0-3 1000", finding.Fix.Commands[0]);

        static ProcessLoad NoLimit(ProcessLoad process) => process with { Details = process.Details! with { Limit = null } };
    }

    [Fact]
    public void Hidden_tasks_that_keep_the_other_CPUs_busy_leave_nothing_to_gain()
    {
        Scene scene = Scene.Of("0-3").Add(4, run: 0.25, wait: 0.75, mask: "0");
        for (int cpu = 1; cpu < 4; cpu++)
        {
            scene.Cpu(cpu, load => load with { User = 1, Idle = 0 });
        }

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Rule.Name == "pile-up");
    }

    [Fact]
    public void Light_tasks_beside_a_crowd_do_not_hide_it()
    {
        var diagnosis = Scene.Of("0-3")
            .Add(4, run: 0.11, wait: 0.89, mask: "0")
            .Add(8, run: 0.07, wait: 0.1, mask: "0", state: TaskState.Sleeping, name: "io")
            .Diagnose();

        Assert.Equal("pile-up", diagnosis.Findings[0].Rule.Name);
    }

    [Fact]
    public void A_thousand_CPUs_and_ten_thousand_tasks_are_judged_too()
    {
        Scene scene = Scene.Of("0-1023");
        for (int cpu = 0; cpu < 1000; cpu++)
        {
            scene.Add(10, run: 0.1, wait: 0.9, mask: $"{cpu}", on: cpu);
        }

        var diagnosis = scene.Diagnose(refreshes: 2);

        Assert.Equal(24.0, diagnosis.LostCores.Affinity, 0.05);
        Assert.Equal(10_000, diagnosis.HungryTasks.Length);
    }
}
