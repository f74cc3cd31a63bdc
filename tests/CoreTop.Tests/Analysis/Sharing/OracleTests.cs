namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>What fair shares claim from run and wait alone, against what a simulated scheduler gives back when masks are widened.</summary>
public sealed class OracleTests
{
    // On a few CPUs for 20 s, chance moves a fifth of a core.
    private const double Chance = 0.2;

    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    [InlineData(201)]
    [InlineData(301)]
    public void What_is_claimed_of_fair_tasks_is_gained(int first)
    {
        for (int seed = first; seed < first + 10; seed++)
        {
            AssertGained(SimulatedLoad.Random(seed));
        }
    }

    [Fact]
    public void What_is_claimed_beside_real_time_tasks_is_gained()
    {
        for (int seed = 1; seed < 11; seed++)
        {
            AssertGained(SimulatedLoad.Random(seed, hasRealTime: true));
        }
    }

    [Fact]
    public void What_is_claimed_below_a_quota_is_the_most_that_can_be_gained()
    {
        // Tasks use their quota up on many CPUs at once, then sleep together: fair shares spread them over the period.
        for (int seed = 1; seed < 11; seed++)
        {
            var load = SimulatedLoad.Random(seed, hasQuota: true);

            Assert.True(load.Claim + load.Placement > load.Gain - Chance, $"Seed {seed}: {load.Words}");
        }
    }

    [Fact]
    public void Tasks_that_sleep_gain_what_the_queue_at_their_CPUs_allows()
    {
        var load = new SimulatedLoad(2, Enumerable.Range(0, 4).Select(_ => new SimulatedTask(1) { Sleep = 0.02 }));

        Assert.Equal(1.70 - 0.98, load.Gain, 0.05);
        Assert.Equal(load.Gain, load.Claim, 0.05);
    }

    [Fact]
    public void Who_leaves_CPUs_idle_in_part_lets_others_gain_the_rest()
    {
        var load = new SimulatedLoad(
            8,
            [
                .. Enumerable.Range(0, 4).Select(_ => new SimulatedTask(1)),
                .. Enumerable.Range(0, 7).Select(_ => new SimulatedTask(0xFE) { Work = 0.03, Sleep = 0.02 }),
            ]);

        Assert.Equal(load.Gain, load.Claim, 0.1 * load.Gain);
    }

    [Fact]
    public void Work_of_low_priority_yields_what_is_claimed()
    {
        SimulatedTask[] squeezed = [.. Enumerable.Range(0, 4).Select(_ => new SimulatedTask(1))];
        SimulatedTask[] fillers = [.. Enumerable.Range(0, 7).Select(_ => new SimulatedTask(0xFE) { Weight = 3 })];
        var load = new SimulatedLoad(8, [.. squeezed, .. fillers]);

        Assert.Equal(0, load.Gain, 0.05);
        Assert.Equal(0, load.Claim, 0.05);
        Assert.Equal(4, squeezed.Sum(task => task.Run), 0.1);
    }

    private static void AssertGained(SimulatedLoad load)
    {
        double tolerance = Math.Max(Chance, 0.1 * load.Gain);
        Assert.True(load.Claim < load.Gain + tolerance, load.Words);
        Assert.True(Math.Abs(load.Claim + load.Placement - load.Gain) < tolerance, load.Words);
    }
}
