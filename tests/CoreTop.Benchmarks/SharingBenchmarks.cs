using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Benchmarks;

/// <summary>
/// Fair shares of 10,000 tasks on 1,024 CPUs that are 512 cores, every task with a demand of its own. The promise: the four
/// fillings of a refresh in 20 ms when each is pinned to a CPU, nearly nothing when all sleep.
/// </summary>
public class SharingBenchmarks
{
    private const int CpuCount = 1024;

    private static readonly CpuSet All = CpuSet.Range(0, CpuCount - 1);
    private static readonly CpuSet[] Single = [.. Enumerable.Range(0, CpuCount).Select(cpu => CpuSet.Of(cpu))];

    private static readonly Dictionary<string, Func<Random, IEnumerable<ShareClass>>> Loads = new()
    {
        ["10,000 sleepers"] = random => Tasks(10_000, _ => All, () => 0),
        ["10,000 that may use all"] = random => Tasks(10_000, _ => All, random.NextDouble),
        ["10,000 pinned to a CPU each"] = random => Tasks(10_000, i => Single[i % CpuCount], random.NextDouble),
        ["9,000 pinned, 1,000 free"] = random =>
            [.. Tasks(9000, _ => Single[random.Next(CpuCount)], random.NextDouble), .. Tasks(1000, _ => All, random.NextDouble)],
        ["CPU i with i + 2 pinned, one free"] = _ =>
            [Class(All, 1, 1), .. Enumerable.Range(0, CpuCount).Select(cpu => Class(Single[cpu], 1, cpu + 2))],
        ["10,000 on eight random CPUs each"] = random => Tasks(10_000, _ => Some(random, 8), random.NextDouble),
        ["10,000 on thirty random CPUs each"] = random => Tasks(10_000, _ => Some(random, 30), random.NextDouble),
        ["10,000 wide masks that all differ"] = random => Tasks(10_000, _ => All.Except(Some(random, 40)), random.NextDouble),
        ["300 quotas of 30 tasks each"] = random =>
            Tasks(9000, _ => All, random.NextDouble).Select((one, i) => one with { Quotas = [i / 30] }),
    };

    private ShareProblem[] _fillings = [];

    public static IEnumerable<string> Names => Loads.Keys;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare()
    {
        ImmutableArray<ShareClass> tasks = [.. Loads[Name](new Random(1024))];
        var masks = new ShareProblem
        {
            Cpus = [.. Enumerable.Range(0, CpuCount).Select(cpu => new ShareCpu(new CpuId(cpu), cpu / 2, 1, 0.95))],
            Classes = tasks,
            Quotas = [.. Enumerable.Range(0, 300).Select(quota => 0.5 + (quota % 4))],
        };
        ShareProblem limits = masks with { Classes = [.. tasks.Select(one => one with { Mask = All })] };
        ShareProblem unbound = limits with { Classes = [.. limits.Classes.Select(one => one with { Quotas = [] })] };
        _fillings = [masks, limits, unbound, unbound];
    }

    /// <summary>The four fillings of a refresh: masks, limits, limits without quotas, machine.</summary>
    [Benchmark]
    public double Fill()
    {
        double total = 0;
        foreach (ShareProblem filling in _fillings)
        {
            total += Filling.Fill(filling).Total;
        }

        return total;
    }

    /// <summary>Their totals alone.</summary>
    [Benchmark]
    public double Total()
    {
        double total = 0;
        foreach (ShareProblem filling in _fillings)
        {
            total += Filling.Total(filling);
        }

        return total;
    }

    private static IEnumerable<ShareClass> Tasks(int count, Func<int, CpuSet> mask, Func<double> demand) =>
        [.. Enumerable.Range(0, count).Select(i => Class(mask(i), demand(), 1))];

    private static ShareClass Class(CpuSet mask, double demand, double count) => new(mask, demand, 1024, 1, count, []);

    private static CpuSet Some(Random random, int count) =>
        CpuSet.Of([.. Enumerable.Range(0, count).Select(_ => random.Next(CpuCount))]);
}
