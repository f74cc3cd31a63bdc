using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Analysis.Judging;

public sealed class SingleThreadBoundTests
{
    [Fact]
    public void One_burner() => Assert.Equal(
        "worker (1000) has one thread, which keeps one CPU busy; the process cannot use the idle CPU.",
        Bound(Scene.Of("0-1").Add(1, on: 1)).Message);

    [Fact]
    public void Threads_that_take_turns_under_one_lock() => Assert.Equal(
        "5 threads of python (1000) take turns and keep one CPU busy together; the process cannot use the 7 idle CPUs.",
        Bound(Turns(mask: "0-7")).Message);

    [Fact]
    public void A_burner_under_a_mask_is_held_by_that_and_not_by_being_one_thread()
    {
        Finding finding = Bound(Scene.Of("0-1").Add(1, mask: "1", on: 1));

        Assert.Equal(
            "worker (1000) keeps one CPU busy, and may use only CPU 1: Go, Java and OpenMP start as many threads as their mask has CPUs."
                + " Affinity mask 1.",
            finding.Message);
        Assert.Equal(["coretop release 1000"], finding.Fix.Commands);
    }

    [Fact]
    public void A_cpuset_of_one_CPU_is_no_mask_and_more_threads_would_not_help_in_it()
    {
        Finding finding = Bound(Scene.Of("0-1").Add(1, mask: "1", on: 1, limit: "1"));

        Assert.Equal("worker (1000) has one thread, which keeps one CPU busy; its cpuset allows none of the idle CPUs.", finding.Message);
        Assert.Equal("More threads alone would not help: its cpuset needs more CPUs first.", finding.Permanent);
        Assert.True(finding.IdleCpus.IsEmpty);
    }

    [Fact]
    public void Many_threads_of_which_one_works_are_not_one_thread()
    {
        Finding finding = Bound(Scene.Of("0-15").AddThreads(
            "ray::Trainer", [Scene.Thread(1, 0, "0-15"), .. Enumerable.Range(0, 59).Select(_ => Scene.Thread(0, 0, "0-15"))]));

        Assert.Equal("ray::Trainer (1000) has 60 threads, of which one works; the process cannot use the 15 idle CPUs.", finding.Message);
        Assert.Contains("OMP_NUM_THREADS", finding.Permanent, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_that_come_and_go_on_a_crowded_CPU_wait_for_that_and_not_for_each_other()
    {
        // sort starts its threads again for each part; what they and their siblings are short of is found as a stream.
        ImmutableArray<Finding> findings = Scene.Of("0-3").AddThreads(
                "sort", Born(run: 0, wait: 0), Born(run: 0.48, wait: 0.5), Born(run: 0.48, wait: 0.5))
            .Change(_ => true, sort => sort with { Affinity = Scene.Set("0") })
            .Diagnose(refreshes: 1, DiagnosisOptions.Default with { IsOneShot = true }).Findings;

        Assert.Equal(["pile-up"], findings.Select(finding => finding.Rule.Name));
    }

    private static TaskLoad Born(double run, double wait) => Scene.Thread(run, wait, "0", on: 0) with { Lived = 0.4 };

    private static Scene Turns(string mask) => Scene.Of("0-7")
        .AddThreads("python", [.. Enumerable.Range(0, 5).Select(_ => Scene.Thread(0.2, 0.1, mask, on: 0))]);

    private static Finding Bound(Scene scene) =>
        Assert.Single(scene.Diagnose().Findings, finding => finding.Rule.Name == "single-thread-bound");
}
