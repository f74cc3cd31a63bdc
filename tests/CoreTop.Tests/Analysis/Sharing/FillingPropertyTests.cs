using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using static CoreTop.Tests.Analysis.Sharing.Sharers;

namespace CoreTop.Tests.Analysis.Sharing;

public sealed class FillingPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Shares_are_those_that_trying_every_set_of_tasks_gives(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 80; round++)
        {
            ShareProblem problem = Small(random, isNested: round % 3 > 0);
            FillingResult result = Filling.Fill(problem);
            double[] expected = EnumeratedFilling.Fill(problem);

            Assert.True(result.IsExact);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - result.Shares[i]) < 1e-6,
                    $"Round {round}, class {i}: {expected[i]} expected, {result.Shares[i]} found in {Describe(problem)}");
            }

            double total = expected.Select((share, i) => share * problem.Classes[i].Count).Sum();
            Assert.Equal(total, result.Total, 1e-6);
            Assert.True(Filling.Total(problem) > total - 1e-6);
            Assert.True(problem.Quotas.Count > 0 || Filling.Total(problem) < total + 1e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void So_they_are_on_cores_of_several_kinds_that_are_all_busy(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 80; round++)
        {
            ShareProblem problem = Hybrid(random);
            FillingResult result = Filling.Fill(problem);
            double[] expected = EnumeratedFilling.Fill(problem);

            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - result.Shares[i]) < 1e-6,
                    $"Round {round}, class {i}: {expected[i]} expected, {result.Shares[i]} found in {Describe(problem)}");
            }
        }
    }

    [Fact]
    public void Totals_grow_from_masks_to_limits_to_the_machine()
    {
        var random = new Random(11);
        for (int round = 0; round < 300; round++)
        {
            ShareProblem masks = Small(random);
            ShareProblem limits = masks with
            {
                Classes = [.. masks.Classes.Select(one => one with { Mask = one.Mask.Union(Mask(random, masks.Cpus.Length)) })],
            };
            ShareProblem machine = limits.Widened() with { Quotas = [], Classes = [.. limits.Widened().Classes.Select(one => one with { Quotas = [] })] };

            Assert.True(Filling.Total(masks) <= Filling.Total(limits) + 1e-6);
            Assert.True(Filling.Total(limits) <= Filling.Total(machine) + 1e-6);
            Assert.True(Filling.Fill(masks with { Quotas = [.. masks.Quotas.Select(_ => double.PositiveInfinity)] }).Total <= Filling.Fill(machine).Total + 1e-6);
        }
    }

    [Fact]
    public void Who_has_no_cut_has_all_it_wants_and_who_has_one_does_not()
    {
        var random = new Random(12);
        for (int round = 0; round < 300; round++)
        {
            ShareProblem problem = Small(random);
            problem = problem with { Classes = [.. problem.Classes.Select(one => one with { Quotas = [] })] };
            FillingResult result = Filling.Fill(problem);

            Assert.All(problem.Classes.Select((one, i) => (one, i)), each => Assert.Equal(
                each.one.Mask.IsEmpty || result.Shares[each.i] > each.one.Demand - 1e-7,
                result.Cut[each.i] == -1));
        }
    }

    [Fact]
    public void How_alike_tasks_are_listed_makes_no_difference()
    {
        var random = new Random(13);
        for (int round = 0; round < 100; round++)
        {
            ShareProblem problem = Small(random);
            problem = problem with { Classes = [.. problem.Classes.Select(one => one with { Count = Math.Ceiling(one.Count) })] };
            ShareClass[] single = [.. problem.Classes.SelectMany(one => Enumerable.Repeat(one with { Count = 1 }, (int)one.Count))];
            double[] shares = [.. Filling.Fill(problem with { Classes = single }).Shares];
            double[] expected = [.. Filling.Fill(problem).Shares.SelectMany((share, i) => Enumerable.Repeat(share, (int)problem.Classes[i].Count))];

            Assert.Equal(expected, shares, (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Fact]
    public void A_level_for_every_CPU_is_found_within_a_hundredth_and_in_total_exactly()
    {
        ShareProblem problem = Problem(
            Cpus(1024), [Tasks(1, On(0, 1023)), .. Enumerable.Range(0, 1024).Select(cpu => Tasks(cpu + 2, On(cpu)))]);
        FillingResult result = Filling.Fill(problem);

        Assert.Equal(1024, result.Total, 1e-4);
        Assert.Equal(1024, Filling.Total(problem), 1e-4);
        Assert.False(result.IsExact);
        for (int cpu = 1; cpu < 1024; cpu++)
        {
            Assert.InRange(result.Shares[cpu + 1] * (cpu + 2), 0.99, 1.01);
        }
    }

    [Fact]
    public void Ten_thousand_wide_masks_that_all_differ_are_divided_nearly_as_if_they_were_full()
    {
        var random = new Random(14);
        ShareProblem problem = Problem(
            Cpus(1024),
            [.. Enumerable.Range(0, 10_000).Select(_ => Tasks(1, CpuSet.Of([.. Enumerable.Range(0, 512).Where(_ => random.Next(10) > 0)])))]);
        FillingResult result = Filling.Fill(problem);

        Assert.False(result.IsExact);
        Assert.Equal(512, result.Total, 1e-3);
        Assert.Equal(512, Filling.Total(problem), 1e-3);
        Assert.All(result.Shares, share => Assert.Equal(0.0512, share, 1e-4));
    }

    [Fact]
    public void Without_time_masks_are_treated_as_full_and_that_is_said()
    {
        var random = new Random(15);
        for (int round = 0; round < 100; round++)
        {
            ShareProblem problem = Small(random);
            FillingResult rough = Filling.Fill(problem, steps: 0);

            Assert.True(!rough.IsExact || Math.Abs(rough.Total - Filling.Fill(problem).Total) < 1e-6);
            Assert.True(Filling.Total(problem, steps: 0) > Filling.Total(problem) - 1e-6);
            Assert.True(rough.Total < problem.Cpus.Length + 1e-6);
            Assert.All(rough.Shares.Zip(problem.Classes), each => Assert.InRange(each.First, 0, each.Second.Demand));
        }
    }

    private static string Describe(ShareProblem problem) =>
        string.Join(' ', problem.Cpus.Select(cpu => $"[{cpu.Cpu} core {cpu.Core} speed {cpu.Speed} room {cpu.Room:R}]"))
        + string.Concat(problem.Classes.Select(one => $"\n{one.Count} on {one.Mask} want {one.Demand:R}, weight {one.Weight}, tier {one.Tier}, quotas {string.Join(',', one.Quotas)}"))
        + $"\nquotas {string.Join(' ', problem.Quotas)}";

    // A few CPUs of any shape, a few classes of all kinds.
    private static ShareProblem Small(Random random, bool isNested = true)
    {
        int cpus = random.Next(1, 6), siblings = random.Next(1, 3), quotas = random.Next(2) == 0 ? 0 : random.Next(1, 5);
        bool hasSlow = random.Next(2) == 0;
        ImmutableArray<ShareCpu> machine =
        [
            .. Enumerable.Range(0, cpus).Select(cpu => new ShareCpu(
                new CpuId(cpu), cpu / siblings, hasSlow && cpu / siblings % 2 == 1 ? 0.625 : 1, Pick(random, 1, 1, 1, 0.9, 0.5, random.NextDouble(), 0))),
        ];
        return new ShareProblem
        {
            Cpus = machine,
            Classes = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Class(random, cpus, quotas, isNested))],
            Quotas = [.. Enumerable.Range(0, quotas).Select(_ => Pick(random, 0, 0.01, 0.5, 1, 2 * random.NextDouble()))],
        };
    }

    // Performance cores of two CPUs, efficiency cores of one, and work for all of them.
    private static ShareProblem Hybrid(Random random)
    {
        int performance = random.Next(1, 3), efficiency = random.Next(1, 4), cpus = (2 * performance) + efficiency;
        return new ShareProblem
        {
            Cpus =
            [
                .. Enumerable.Range(0, cpus).Select(cpu => new ShareCpu(
                    new CpuId(cpu), cpu < 2 * performance ? cpu / 2 : cpu, cpu < 2 * performance ? 1 : 0.625, 1)),
            ],
            Classes =
            [
                .. Enumerable.Range(0, random.Next(2, 7)).Select(_ => Tasks(
                    random.Next(1, 4), CpuSet.FromWords([(ulong)random.Next(1, 1 << cpus)]), Pick(random, 1, 1, 0.8), Pick(random, 1024, 512, 3000))),
            ],
        };
    }

    private static ShareClass Class(Random random, int cpus, int quotas, bool isNested) => Tasks(
        Pick(random, 1, 1, 2, 3, 0.5, 1.5),
        Mask(random, cpus),
        Pick(random, 1, 1, 0.3, 0.02, random.NextDouble()),
        Pick(random, 1024, 1024, 15, 3, 1, 10_000),
        random.Next(4) == 0 ? RealTime : Fair,
        isNested ? Path(random.Next(quotas + 1) - 1) : [.. Enumerable.Range(0, quotas).Where(_ => random.Next(2) == 0)]);

    // Quota N lies within quota (N - 1) / 2.
    private static ImmutableArray<int> Path(int quota) =>
        quota < 0 ? [] : quota == 0 ? [0] : [quota, .. Path((quota - 1) / 2)];

    private static CpuSet Mask(Random random, int cpus) => CpuSet.FromWords([(ulong)random.Next(1 << cpus)]);

    private static double Pick(Random random, params double[] values) => values[random.Next(values.Length)];
}
