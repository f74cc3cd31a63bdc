using CoreTop.Cli.Documents;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Analysis;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class CoreSummaryTests
{
    private static readonly Snapshot Machine = Scene.Of("0-3").Add(1, run: 1, wait: 0, on: 0)
        .Cpu(3, load => load with { User = 0, System = 0, Idle = 0, IoWait = 0 })
        .Snapshot();

    [Fact]
    public void A_CPU_of_which_nothing_is_known_is_named_and_not_counted_as_idle() =>
        Assert.Equal("1.0/4 2 idle 1 unknown", CoreSummary.Text(Machine, Machine.Topology.Online));

    [Fact]
    public void The_mean_is_that_of_the_CPUs_that_were_measured()
    {
        CoreLoad mean = CoreLoad.Mean(Machine, Machine.Topology.Online);

        Assert.Equal((3, 4), (mean.KnownCpus, mean.OnlineCpus));
        Assert.Equal(1.0 / 3, mean.Busy, 0.01);
    }

    [Fact]
    public void In_documents_only_a_CPU_of_which_nothing_is_known_says_so() =>
        Assert.Equal([null, null, null, false], Machine.Cpus.Select(cpu => CpuEntry.From(cpu, Machine).Known));
}
