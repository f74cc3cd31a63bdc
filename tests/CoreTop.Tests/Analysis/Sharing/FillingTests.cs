using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using static CoreTop.Tests.Analysis.Sharing.Sharers;

namespace CoreTop.Tests.Analysis.Sharing;

public sealed class FillingTests
{
    [Fact]
    public void Tasks_pinned_to_one_CPU_share_it_and_let_go_they_share_the_machine_with_all()
    {
        ShareProblem masks = Problem(Cpus(36), Tasks(36, On(0, 35)), Tasks(12, On(35)));

        AssertShares(masks, 35.0 / 36, 1.0 / 12);
        AssertShares(masks.Widened(), 0.75, 0.75);
        AssertTotal(36, masks);
        AssertTotal(36, masks.Widened());
    }

    [Fact]
    public void Fillers_yield_to_others_by_their_weight()
    {
        ShareProblem idleClass = Problem(Cpus(16), Tasks(4, On(0)), Tasks(15, On(0, 15), weight: 3));
        ShareProblem nice19 = Problem(Cpus(16), Tasks(4, On(0)), Tasks(15, On(0, 15), weight: 15));
        ShareProblem equal = Problem(Cpus(8), Tasks(4, On(0)), Tasks(12, On(1, 7)));

        Assert.Equal(3.0, Gain(idleClass, 0), 1e-2);
        Assert.Equal(3.0, Gain(nice19, 0), 1e-1);
        Assert.Equal((8 * 4 / 16.0) - 1, Gain(equal, 0), 1e-6);
    }

    [Fact]
    public void Efficiency_cores_count_as_much_as_they_can_do()
    {
        ShareProblem masks = Problem([.. Cpus(6), .. Cpus(8, speed: 0.625, first: 6)], Tasks(8, On(6, 13)));

        AssertShares(masks, 0.625);
        AssertTotal(5.0, masks);
        AssertTotal((6 * 1) + (2 * 0.625), masks.Widened());
    }

    [Fact]
    public void A_task_on_an_efficiency_core_has_no_use_for_a_second_one()
    {
        ShareProblem masks = Problem([.. Cpus(2, speed: 0.4)], Tasks(1, On(0, 1)), Tasks(1, On(0, 1), demand: 0.3));

        AssertShares(masks, 0.4, 0.3);
    }

    [Fact]
    public void A_second_sibling_adds_a_quarter_of_a_core()
    {
        ShareProblem masks = Problem(SmtCores(40), Tasks(80, On(0, 39)));

        AssertTotal(40, masks);
        AssertTotal(50, masks.Widened());
        AssertTotal(58, Problem(SmtCores(56), Tasks(64, On(0, 111))));
    }

    [Fact]
    public void Threads_kept_to_half_of_the_cores_fill_their_siblings_first()
    {
        var half = CpuSet.Of([.. Enumerable.Range(0, 56), .. Enumerable.Range(112, 56)]);
        ShareProblem masks = Problem(SmtCores(112), Tasks(112, half));

        AssertTotal(70, masks);
        AssertTotal(112, masks.Widened());
    }

    [Fact]
    public void One_task_uses_one_CPU_at_a_time()
    {
        AssertTotal(1, Problem(SmtCores(1), Tasks(1, On(0, 1))));
        AssertTotal(1.25, Problem(SmtCores(1), Tasks(1, On(0)), Tasks(1, On(1))));
        AssertTotal(1, Problem(SmtCores(1), Tasks(2, On(0))));
    }

    [Fact]
    public void A_quota_caps_what_wider_masks_give()
    {
        ShareProblem masks = Problem(Cpus(8), Tasks(8, On(0), quotas: [0])) with { Quotas = [2.0] };

        AssertTotal(1, masks);
        AssertTotal(2, masks.Widened());
        AssertShares(masks.Widened(), 0.25);
    }

    [Fact]
    public void Two_jobs_bound_to_the_same_CPUs_get_half_of_them_each()
    {
        ShareProblem masks = Problem(
            Cpus(36), [.. Enumerable.Range(0, 16).Select(cpu => Tasks(2, On(cpu)))]);

        AssertTotal(16, masks);
        AssertTotal(32, masks.Widened());
    }

    [Fact]
    public void Pairs_that_want_more_than_their_CPU_lose_the_rest()
    {
        ShareProblem masks = Problem(
            Cpus(36), [.. Enumerable.Range(0, 18).Select(cpu => Tasks(2, On(cpu), demand: 0.625))]);

        Assert.Equal(4.5, Filling.Total(masks.Widened()) - Filling.Total(masks), 1e-6);
        Assert.All(Filling.Fill(masks.Widened()).Cut, cut => Assert.Equal(-1, cut));
    }

    [Fact]
    public void Small_demands_are_met_before_the_rest_is_divided()
    {
        AssertShares(
            Problem(Cpus(1), Tasks(1, On(0)), Tasks(4, On(0), demand: 0.1), Tasks(1, On(0), demand: 0.5)),
            0.3, 0.1, 0.3);
    }

    [Fact]
    public void A_higher_tier_is_served_first_but_gives_way_where_it_can_run_elsewhere()
    {
        ShareProblem machine = Problem(
            Cpus(2), Tasks(1, On(0, 1), tier: RealTime), Tasks(1, On(0)), Tasks(1, On(0), demand: 0.3, tier: RealTime));

        AssertShares(machine, 1, 0.7, 0.3);
    }

    [Fact]
    public void Real_time_tasks_on_one_CPU_leave_nothing_to_others()
    {
        ShareProblem masks = Problem(Cpus(8), Tasks(3, On(5), tier: RealTime), Tasks(1, On(5)));

        AssertShares(masks, 1.0 / 3, 0);
        AssertTotal(4, masks.Widened());
    }

    [Fact]
    public void Classes_of_the_same_bottleneck_have_the_same_cut()
    {
        FillingResult result = Filling.Fill(Problem(
            Cpus(4), Tasks(2, On(0)), Tasks(5, On(1)), Tasks(1, On(0, 1)), Tasks(2, On(2)), Tasks(1, On(3))));

        Assert.Equal(result.Cut[0], result.Cut[2]);
        Assert.NotEqual(result.Cut[0], result.Cut[1]);
        Assert.NotEqual(result.Cut[0], result.Cut[3]);
        Assert.Equal(-1, result.Cut[4]);
        Assert.True(result.IsExact);
    }

    [Fact]
    public void Quotas_nest()
    {
        ShareProblem problem = Problem(
            Cpus(8), Tasks(4, On(0, 7), quotas: [0, 1]), Tasks(4, On(0, 7), quotas: [1]), Tasks(1, On(0, 7))) with
        {
            Quotas = [0.4, 2.0],
        };

        AssertShares(problem, 0.1, 0.4, 1);
        AssertTotal(3, problem);
    }

    [Fact]
    public void What_one_quota_leaves_counts_before_the_next_one_caps()
    {
        // Beside four that have a fifth of CPU 0 each the second quota would be used up at 0.7; those four get less than that.
        ShareProblem problem = Problem(
            Cpus(2), Tasks(4, On(0), quotas: [0]), Tasks(1, On(0), quotas: [1]), Tasks(1, On(1), quotas: [1])) with
        {
            Quotas = [0.2, 0.9],
        };

        AssertShares(problem, 0.05, 0.45, 0.45);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(-1, 0, -5)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    public void Numbers_that_cannot_be_harm_nobody(double demand, double weight, double count)
    {
        FillingResult result = Filling.Fill(Problem(Cpus(2), Tasks(count, On(0), demand, weight), Tasks(1, On(1))));

        Assert.InRange(result.Shares[0], 0, 1);
        Assert.Equal(1, result.Shares[1], 1e-6);
    }

    [Fact]
    public void Without_CPUs_room_or_tasks_nobody_gets_anything()
    {
        AssertShares(Problem([new ShareCpu(new CpuId(0), 0, 1, 0)], Tasks(2, On(0))), 0);
        AssertShares(Problem([new ShareCpu(new CpuId(0), 0, 1, double.NaN)], Tasks(2, On(0))), 0);
        AssertShares(Problem(Cpus(1), Tasks(2, CpuSet.Empty), Tasks(1, On(7))), 0, 0);
        AssertShares(Problem([], Tasks(2, On(0))), 0);
        AssertShares(Problem(Cpus(1)));
    }

    [Fact]
    public void Weights_of_1_and_10000_and_quotas_of_a_hundredth_are_exact()
    {
        AssertShares(Problem(Cpus(1), Tasks(1, On(0), weight: 1), Tasks(1, On(0), weight: 10_000)), 1 / 10_001.0, 10_000 / 10_001.0);
        AssertShares(
            Problem(Cpus(1), Tasks(1, On(0), quotas: [0]), Tasks(1, On(0))) with { Quotas = [0.01] }, 0.01, 0.99);
    }

    [Fact]
    public void Tasks_that_sleep_are_expected_to_leave_some_of_a_full_CPU_idle()
    {
        FillingResult result = Filling.Fill(Problem(Cpus(2), Tasks(4, On(0, 1), demand: 0.5)));

        Assert.Equal(2, result.Total, 1e-6);
        Assert.Equal(1.70, result.ExpectedTotal, 0.01);
        Assert.Equal(0.425, result.Expected[0], 0.0025);
    }

    [Fact]
    public void What_they_leave_goes_to_others_who_can_use_it()
    {
        FillingResult result = Filling.Fill(Problem(
            Cpus(7), Tasks(5, CpuSet.Of(0, 2, 4, 5), demand: 0.62), Tasks(16, On(0, 6), weight: 15), Tasks(1, On(2))));

        Assert.Equal(7, result.ExpectedTotal, 1e-6);
    }

    [Fact]
    public void Who_uses_a_quota_up_does_not_sleep_by_chance()
    {
        FillingResult result = Filling.Fill(Problem(Cpus(2), Tasks(4, On(0, 1), quotas: [0])) with { Quotas = [1.9] });

        Assert.Equal(1.9, result.ExpectedTotal, 1e-6);
    }

    private static double Gain(ShareProblem masks, int index) =>
        masks.Classes[index].Count * (Filling.Fill(masks.Widened()).Shares[index] - Filling.Fill(masks).Shares[index]);

    private static void AssertShares(ShareProblem problem, params double[] shares)
    {
        FillingResult result = Filling.Fill(problem);
        Assert.Equal(shares.Length, result.Shares.Length);
        for (int i = 0; i < shares.Length; i++)
        {
            Assert.Equal(shares[i], result.Shares[i], 1e-6);
        }
    }

    private static void AssertTotal(double total, ShareProblem problem)
    {
        Assert.Equal(total, Filling.Total(problem), 1e-6);
        Assert.Equal(total, Filling.Fill(problem).Total, 1e-6);
    }
}
