using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Verdict;

/// <summary>What an engineer reads of each machine in tests/Fixtures/cases: every sentence agrees with the others.</summary>
public sealed class CaseTextTests
{
    [Theory]
    [InlineData("bursty12", "Up to 2.0 cores are lost to affinity: other masks get them back.")]
    [InlineData("half_pairs", "Up to 4.5 cores are lost to affinity: other masks get them back.")]
    [InlineData("mixed", "Up to 1.1 cores are lost to affinity: other masks get them back.")]
    [InlineData("quota_parent_pile", "Up to 1.0 core is lost to affinity: other masks get it back.")]
    [InlineData("busy60", "5.5 to 10.8 cores are lost to affinity: other masks get them back.")]
    [InlineData("lx1", "0.5 to 1.0 cores are lost to affinity: other masks get them back.")]
    [InlineData("lx2", "0.5 to 1.0 cores are lost to affinity: other masks get them back.")]
    [InlineData("lxcfs_stat", "1.5 to 3.0 cores are lost to affinity: other masks get them back.")]
    [InlineData("storm", "11.0 cores are lost to affinity: other masks get them back.")]
    [InlineData("kthread_hog", "1.0 core is lost to affinity: other masks get it back.")]
    [InlineData("over_squeezed", "Its tasks lack 8.0 cores of their fair share; others have them.")]
    public void The_loss_has_the_bound_or_the_range_of_the_message(string name, string sentence) => Assert.Contains(sentence, Lines(name));

    [Fact]
    public void Where_wider_masks_give_nearly_all_that_is_missing_nobody_else_is_said_to_have_it() =>
        Assert.DoesNotContain(Lines("busy60"), line => line.Contains("others have", StringComparison.Ordinal));

    [Theory]
    [InlineData("busy60", "at most 11 of them: 5.5 to 10.8 cores lost")]
    [InlineData("lx1", "at most 1 of them: 0.5 to 1.0 cores lost")]
    public void The_room_for_them_is_no_more_certain_than_the_loss(string name, string words) =>
        Assert.Contains(words, Text(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("iso_one")]
    [InlineData("iso_over")]
    public void Isolated_tasks_are_not_told_that_no_mask_helps_beside_a_mask_that_does(string name)
    {
        string text = Text(name);

        Assert.Contains("lost to isolation, off which the kernel moves nothing: a mask without the isolated CPUs gets them back.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no mask", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpuset2", "Idle meanwhile, but not allowed: CPUs 0-2,4-35.")]
    [InlineData("kvm", "Idle meanwhile, but not allowed: CPUs 4-15.")]
    [InlineData("iso_one", "Idle meanwhile, and allowed: CPUs 0-34.")]
    [InlineData("half_pairs", "Idle meanwhile, and allowed: CPUs 18-35.")]
    [InlineData("aduid", "Idle meanwhile, and allowed as far as is known: CPUs 1-3.")]
    public void Whether_idle_CPUs_may_be_used_is_said_as_it_is(string name, string sentence) => Assert.Contains(sentence, Lines(name));

    [Fact]
    public void Weights_that_divide_the_CPUs_are_what_the_advice_is_about()
    {
        string[] lines = Lines("weight");

        Assert.Contains("Nothing to move: any CPU would be divided in the same way.", lines);
        Assert.Contains(lines, line => line.StartsWith(
            "Give /kubepods/besteffort more weight or /kubepods/burstable less: cpu.weight, ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("fewer workers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lx1", "Affinity mask 7, set by hand or by itself.")]
    [InlineData("half_pairs", "Affinity masks within 0-17, likely set by worker or what started it, 2 workers a CPU.")]
    [InlineData("half_pairs", "Only 32 of the 36 tasks were looked at.")]
    [InlineData("two_omp", "likely set by omp0 and omp1 or what started them, one worker a CPU.")]
    [InlineData("hint_nomt", "Affinity mask 0-39, set by hand or by itself.")]
    [InlineData("kvm", "7 other cpusets limit the other tasks in the same way.")]
    [InlineData("kvm", "virsh vcpupin vm 3 0-15 --live --config")]
    [InlineData("bursty12", "It begins with worker 1001 and 11 others: whatever they start inherits it.")]
    [InlineData("storm", "It begins with make 1001: whatever that starts inherits it.")]
    public void The_cause_is_one_that_can_be_and_speaks_of_all_tasks(string name, string words) =>
        Assert.Contains(words, Text(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("lx1", "allows n")]
    [InlineData("half_pairs", "one each")]
    [InlineData("half_pairs", "one worker a CPU")]
    [InlineData("hint_nomt", "ended before")]
    [InlineData("storm", "That holds for")]
    [InlineData("two_omp", "That holds for")]
    [InlineData("kvm", "That holds for")]
    public void A_cause_that_cannot_be_is_not_said(string name, string words) => Assert.DoesNotContain(words, Text(name), StringComparison.Ordinal);

    [Fact]
    public void A_task_whose_mask_is_narrower_than_its_cpuset_is_limited_by_the_cpuset_all_the_same()
    {
        var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root), OutputWidth = 2000 };
        host.Run($"diagnose --root {FixtureMachines.CpusetV2}");

        Assert.Contains("   The cpuset /system.slice/docker-1f.scope allows only CPUs 4-7.\n", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iso_one", "Nothing to rebalance: 2.0 cores are lost to isolated CPUs, which plans leave alone; the explanation names a mask that helps.\n")]
    [InlineData("kvm", "Nothing to rebalance: 4.0 cores are lost to cpusets, and no affinity gets them back.\n")]
    [InlineData("cpuset2", "Nothing to rebalance: 1.0 core is lost to cpusets, and no affinity gets it back.\n")]
    public void A_plan_without_changes_says_why_as_the_diagnosis_does(string name, string sentence)
    {
        var host = new TestHost();
        host.Run($"rebalance --root {Fixture.CasePath(name)}");

        Assert.Equal(sentence, host.Output);
    }

    [Theory]
    [InlineData("busy60", "get 1.0 cores now, up to 12.0 then (up to +11.0).")]
    [InlineData("bursty12", "get 1.0 cores now, up to 3.0 then (up to +2.0).")]
    [InlineData("quota_parent_pile", "get 1.0 cores now, up to 2.0 then (up to +1.0).")]
    [InlineData("rt_pile", "get 1.0 cores now, 3.0 then (+2.0).")]
    public void A_plan_promises_no_more_than_the_diagnosis(string name, string words)
    {
        var host = new TestHost();
        host.Run($"rebalance --root {Fixture.CasePath(name)}");

        Assert.Contains(words, host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mixed", "Let as many of them as needed use other CPUs too.")]
    [InlineData("storm", "Let them, and what starts them, use other CPUs too.")]
    public void What_helps_does_not_ask_for_more_changes_than_the_plan_makes(string name, string sentence) => Assert.Contains(sentence, Lines(name));

    [Fact]
    public void One_task_on_a_slow_core_is_it_and_not_they()
    {
        var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root), OutputWidth = 2000 };
        host.Run($"diagnose --root {FixtureMachines.Hybrid}");

        Assert.Contains("slower than it could be.", host.Output, StringComparison.Ordinal);
        Assert.Contains("Its mask allows faster cores; where tasks run is up to the kernel.", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_changes_does_not_say_that_tasks_may_not_be_moved_where_the_kernel_places_them()
    {
        var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root) };
        host.Run($"rebalance --root {FixtureMachines.Hybrid}");

        Assert.Contains("cores are lost to placement: the masks allow better CPUs, and the kernel chooses among them.", host.Output, StringComparison.Ordinal);
    }

    private static string[] Lines(string name) => [.. Text(name).Split('\n').Select(line => line.Trim())];

    private static string Text(string name)
    {
        var host = new TestHost { OutputWidth = 2000 };
        host.Run($"diagnose --root {Fixture.CasePath(name)}");
        Assert.Empty(host.Errors);
        return host.Output;
    }
}
