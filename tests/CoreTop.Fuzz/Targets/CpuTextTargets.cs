using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Fuzz.Targets;

/// <summary>Texts for sets of CPUs, the kernel's and people's.</summary>
internal static class CpuTextTargets
{
    private static readonly CpuTopology Machine = MakeMachine();

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("cpulist", "0-3 , - : / 0-65535 0-65535:1/2 16-31:2 (null)", input =>
        {
            bool isList = CpuList.TryParse(input, out CpuSet cpus);
            Expect.That(isList || cpus.IsEmpty);
            Expect.That(cpus.Last is null || cpus.Last.Value.Number <= CpuId.HighestNumber);
            Expect.That(ReadsBack(cpus));
            return Outcome.Of(isList ? 1 : 0, cpus.Count, cpus.Last?.Number ?? -1);
        }) { FixedBytes = 2 * 1024 * 1024 },
        new("cpumask", "ffffffff , 00000001 0x f", input =>
        {
            bool isMask = CpuList.TryParseMask(input, out CpuSet cpus);
            Expect.That(isMask || cpus.IsEmpty);
            Expect.That(cpus.Last is null || cpus.Last.Value.Number <= CpuId.HighestNumber);
            Expect.That(ReadsBack(cpus));
            return Outcome.Of(isMask ? 1 : 0, cpus.Count, cpus.Last?.Number ?? -1);
        }),
        new("cpu-expression", "all idle isolated node0 package0 socket llc core5 - ! , 0-3 0-65535 core0-65535 node- gpu0 nic:eth0 pci:3b:00.0 nvme0-1 2 of 99 of", input =>
        {
            string text = Encoding.UTF8.GetString(input);
            var naming = new CpuNaming(Machine)
            {
                Idle = input.Length % 3 == 0 ? null : CpuSet.Range(2, 2 + (input.Length % 5)),
                Bounds = input.Length % 4 == 0 ? new CpuBounds(CpuSet.Range(0, 7), "mine", "the cpuset of /a") : null,
                Devices = static () => Devices,
            };
            bool isGood = CpuExpression.TryParse(text, naming, out CpuSet cpus, out string error);
            if (!isGood)
            {
                Expect.That(cpus.IsEmpty);
                Expect.Sentence(error);
                return Outcome.Of(error);
            }

            Expect.That(error.Length == 0 && !cpus.IsEmpty && cpus.IsSubsetOf(naming.All));
            Expect.That(CpuExpression.TryParse(cpus.ToString(), naming, out CpuSet again, out _) && again.Equals(cpus));
            return Outcome.Of(cpus.Count, cpus.First!.Value.Number);
        }) { FixedBytes = 4 * 1024 * 1024 },
    ];

    /// <summary>The set's text is parsed as the same set, and is no longer than its parts need.</summary>
    public static bool ReadsBack(CpuSet cpus)
    {
        string text = cpus.ToString();
        return CpuList.TryParse(text, out CpuSet again) && again.Equals(cpus) && text.Length <= cpus.Count * 6;
    }

    private static readonly ImmutableArray<NearDevice> Devices =
    [
        new("gpu0", "0000:3b:00.0", CpuSet.Range(4, 11)), new("nic:eth0", "0000:18:00.0", null), new("nic:lo", null, null) { IsVirtual = true },
    ];

    // 64 CPUs in two packages and nodes, two to a core, the last of them offline and some isolated.
    private static CpuTopology MakeMachine()
    {
        CpuSet online = CpuSet.Range(0, 62);
        ImmutableArray<CpuSet> halves = [CpuSet.Range(0, 31), CpuSet.Range(32, 62)];
        ImmutableArray<CpuSet> cores = [.. Enumerable.Range(0, 32).Select(core => CpuSet.Range(core * 2, (core * 2) + 1).Intersect(online))];
        ImmutableArray<CpuPlace> places =
        [
            .. Enumerable.Range(0, 64).Select(cpu => new CpuPlace(
                new CpuId(cpu), cpu < 63, cpu / 32, cpu / 32, cpu / 2, cpu / 32, cores[cpu / 2], cpu is 4 or 5, IsNoHzFull: false, Capacity: null)),
        ];
        return new CpuTopology(places, halves, [new NumaNode(0, halves[0]), new NumaNode(2, halves[1])], cores, halves);
    }
}
