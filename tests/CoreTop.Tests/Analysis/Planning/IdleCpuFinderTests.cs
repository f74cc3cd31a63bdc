using System.Collections.Immutable;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Analysis.Planning;

public sealed class IdleCpuFinderTests
{
    [Theory]
    [InlineData("0", 2, "whole core idle, same cache")]
    [InlineData("0,2", 4, "whole core idle, another node")]
    [InlineData("0,2,4,6", 1, "idle, its sibling is not, same cache")]
    [InlineData("0-2,4,6", 3, "idle, its sibling is not, same cache")]
    [InlineData("0-4,6", 5, "idle, its sibling is not, another node")]
    public void A_whole_idle_core_comes_first_and_then_the_same_cache(string busy, int cpu, string why) =>
        Assert.Equal(new IdleCpuChoice(new CpuId(cpu), why), Find(Machine(busy)));

    [Fact]
    public void The_same_node_is_preferred_where_caches_are_smaller_than_nodes()
    {
        CpuTopology topology = Topology(cacheOf: cpu => cpu / 2, nodeOf: cpu => cpu / 4);

        Assert.Equal(
            new IdleCpuChoice(new CpuId(2), "whole core idle, same node"), Find(Machine("0,1", topology)));
    }

    [Fact]
    public void The_less_busy_of_two_alike_is_taken()
    {
        Snapshot machine = With(Machine("0,1,4-7"), cpu => cpu.Cpu.Number is 2 ? cpu with { User = 0.15, Idle = 0.85 } : cpu);

        Assert.Equal(3, Find(machine).Cpu?.Number);
    }

    [Fact]
    public void A_CPU_of_which_nothing_is_known_is_not_idle()
    {
        Snapshot machine = With(Machine("0,1"), cpu => cpu.Cpu.Number is 2 or 3 ? cpu with { User = 0, Idle = 0 } : cpu);
        Snapshot blind = With(Machine("0,1"), cpu => cpu with { User = 0, Idle = 0 });

        Assert.Equal(4, Find(machine).Cpu?.Number);
        Assert.Equal(
            new IdleCpuChoice(Cpu: null, "how busy the CPUs are is not known, as /proc/stat cannot be read"), Find(blind));
    }

    [Fact]
    public void More_capacity_is_taken_where_all_else_is_alike()
    {
        CpuTopology topology = Topology(capacityOf: cpu => cpu >= 6 ? 1024 : 512);

        Assert.Equal(6, Find(Machine("0-3", topology)).Cpu?.Number);
    }

    [Fact]
    public void A_performance_core_that_does_a_little_is_taken_before_an_efficiency_core_that_does_nothing()
    {
        Snapshot machine = With(
            Machine("0,1", AnyTopology.Hybrid(2, 4)), cpu => cpu.Cpu.Number is 2 or 3 ? cpu with { User = 0.15, Idle = 0.85 } : cpu);

        Assert.Equal(2, Find(machine).Cpu?.Number);
        Assert.Equal(4, Find(machine, taken: CpuSet.Of(2)).Cpu?.Number);
    }

    [Theory]
    [InlineData(0.12, 0)]
    [InlineData(0, 0.12)]
    public void A_CPU_busy_with_interrupts_is_the_last_resort(double irq, double softIrq)
    {
        Snapshot machine = With(
            Machine("0,1"), cpu => cpu.Cpu.Number is 2 or 3 ? cpu with { Irq = irq, SoftIrq = softIrq } : cpu);

        Assert.Equal(4, Find(machine).Cpu?.Number);
        Assert.Equal(
            "whole core idle, same cache, but with interrupts or real-time tasks", Find(machine, limit: CpuSet.Of(2)).Why);
    }

    [Fact]
    public void A_CPU_on_which_a_real_time_task_runs_is_the_last_resort()
    {
        ProcessSample hog = Any.Process(pid: 50, lastCpu: 2, userTicks: 15).WithFacts(facts => facts with { Policy = SchedPolicy.Fifo });
        Snapshot machine = Machine("0,1") with { Processes = Any.Snapshot(hog).Processes };

        Assert.Equal(3, Find(machine).Cpu?.Number);
    }

    [Fact]
    public void Each_of_several_sent_at_once_gets_another_CPU_until_none_is_left()
    {
        Snapshot machine = Machine("0");
        CpuSet taken = CpuSet.Empty;
        var cpus = new List<int>();
        for (int i = 0; i < 7; i++)
        {
            cpus.Add(Find(machine, taken: taken).Cpu!.Value.Number);
            taken = taken.Union(CpuSet.Of(cpus[i]));
        }

        Assert.Equal([2, 4, 6, 1, 3, 5, 7], cpus);
        Assert.Equal(
            None("tasks were just sent to every idle CPU it may use"), Find(machine, taken: taken));
    }

    [Fact]
    public void Asking_again_goes_on_through_the_idle_CPUs_and_round()
    {
        Snapshot machine = Machine("", CpuTopology.Flat(CpuSet.Range(0, 3)));
        CpuId? last = new CpuId(0);
        var cpus = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            last = Find(machine, last: last).Cpu;
            cpus.Add(last!.Value.Number);
        }

        Assert.Equal([1, 2, 3, 0, 1], cpus);
    }

    [Fact]
    public void A_task_pinned_to_an_idle_CPU_is_sent_to_another_one()
    {
        Snapshot machine = Machine("", CpuTopology.Flat(CpuSet.Range(0, 1)));

        Assert.Equal(1, Find(machine, affinity: CpuSet.Of(0)).Cpu?.Number);
        Assert.Equal(
            None("it has CPU 0, and no other is idle"),
            Find(machine, affinity: CpuSet.Of(0), limit: CpuSet.Of(0)));
    }

    [Theory]
    [InlineData("0-7", null, "all 8 CPUs it may use are busy")]
    [InlineData("0-3", "0-3", "all 4 CPUs it may use are busy")]
    [InlineData("0-3", "2", "the one CPU it may use is busy")]
    [InlineData("", "9", "no CPU it may use is online")]
    public void Why_there_is_none_is_said(string busy, string? limit, string why) =>
        Assert.Equal(None(why), Find(Machine(busy), limit: limit is null ? null : Cpus(limit)));

    [Fact]
    public void A_CPU_for_which_tasks_wait_is_not_idle()
    {
        Snapshot machine = With(Machine("0-5"), cpu => cpu.Cpu.Number is 6 ? cpu with { Waiting = 0.5 } : cpu);

        Assert.Equal(7, Find(machine).Cpu?.Number);
    }

    [Fact]
    public void Isolated_CPUs_are_for_tasks_that_live_there()
    {
        Snapshot machine = Machine("0-3", Topology(isolated: Cpus("4-7")));

        Assert.Equal("all 4 CPUs it may use are busy", Find(machine).Why);
        Assert.Equal("the CPUs it may use are isolated", Find(machine, limit: Cpus("4-7")).Why);
        Assert.Equal(6, Find(machine, affinity: Cpus("5")).Cpu?.Number);
    }

    [Fact]
    public void CPUs_of_a_cpuset_without_load_balancing_are_left_to_it()
    {
        Snapshot machine = Machine("0-3") with { Unbalanced = Cpus("4,5") };

        Assert.Equal(6, Find(machine).Cpu?.Number);
    }

    [Fact]
    public void Before_two_readings_nothing_is_known_to_be_idle()
    {
        Snapshot machine = Machine("0") with { Interval = TimeSpan.Zero };

        Assert.Equal(new IdleCpuChoice(null, "how busy the CPUs are is not measured yet"), Find(machine));
    }

    private static IdleCpuChoice None(string why) => new(Cpu: null, why)
    {
        WhyOfSeveral = why.Replace("it has", "they have", StringComparison.Ordinal).Replace("it may", "they may", StringComparison.Ordinal),
    };

    private static IdleCpuChoice Find(
        Snapshot machine, CpuSet? affinity = null, CpuSet? limit = null, CpuSet? taken = null, CpuId? last = null)
    {
        TaskLoad task = Any.Snapshot(Any.Process(affinity: affinity ?? CpuSet.Range(0, 7))).Processes[0];
        return IdleCpuFinder.Find(machine, task, limit, taken ?? CpuSet.Empty, last);
    }

    // Two nodes with a cache each, of two cores of two CPUs: 0,1 2,3 and 4,5 6,7.
    private static CpuTopology Topology(
        Func<int, int>? cacheOf = null, Func<int, int>? nodeOf = null, Func<int, int?>? capacityOf = null, CpuSet? isolated = null)
    {
        cacheOf ??= cpu => cpu / 4;
        nodeOf ??= cpu => cpu / 4;
        ImmutableArray<CpuPlace> places =
        [
            .. Enumerable.Range(0, 8).Select(cpu => new CpuPlace(
                new CpuId(cpu), IsOnline: true, Package: 0, nodeOf(cpu), cpu / 2, cacheOf(cpu),
                CpuSet.Range(cpu / 2 * 2, (cpu / 2 * 2) + 1), isolated?.Contains(new CpuId(cpu)) ?? false, IsNoHzFull: false,
                capacityOf?.Invoke(cpu))),
        ];
        return new CpuTopology(
            places,
            [CpuSet.Range(0, 7)],
            [.. Enumerable.Range(0, 8).GroupBy(nodeOf).Select(node => new NumaNode(node.Key, CpuSet.Of([.. node])))],
            [.. Enumerable.Range(0, 4).Select(core => CpuSet.Range(core * 2, (core * 2) + 1))],
            [.. Enumerable.Range(0, 8).GroupBy(cacheOf).Select(cache => CpuSet.Of([.. cache]))]);
    }

    private static Snapshot Machine(string busy, CpuTopology? topology = null)
    {
        topology ??= Topology();
        CpuSet busyCpus = Cpus(busy);
        return Any.Snapshot() with
        {
            Topology = topology,
            Cpus =
            [
                .. topology.Cpus.Select(place => busyCpus.Contains(place.Cpu)
                    ? new CpuLoad(place.Cpu, place.IsOnline, 1, 0, 0, 0, 0, 0, 0, 0, Waiting: null)
                    : new CpuLoad(place.Cpu, place.IsOnline, 0, 0, 0, 1, 0, 0, 0, 0, Waiting: null)),
            ],
        };
    }

    private static Snapshot With(Snapshot machine, Func<CpuLoad, CpuLoad> change) =>
        machine with { Cpus = [.. machine.Cpus.Select(change)] };

    private static CpuSet Cpus(string list)
    {
        Assert.True(CpuList.TryParse(list, out CpuSet cpus));
        return cpus;
    }
}
