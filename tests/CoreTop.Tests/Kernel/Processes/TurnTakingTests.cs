using CoreTop.Kernel.Processes;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class TurnTakingTests
{
    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(7, 2, 4)]
    [InlineData(5, 0.5, 10)]
    [InlineData(3, 9, 1)]
    [InlineData(1, 0.1, 10)]
    public void Everybody_has_had_a_turn_after_so_many_readings(int count, double turns, int readings)
    {
        var taking = new TurnTaking();
        for (int round = 0; round < 3; round++)
        {
            var seen = new List<int>();
            for (int reading = 0; reading < readings; reading++)
            {
                seen.AddRange(Next(taking, count, turns));
            }

            Assert.Equal(Enumerable.Range(0, count), seen.Distinct().Order());
            Assert.InRange(seen.Count, count, count + (int)Math.Ceiling(turns));
        }
    }

    [Fact]
    public void No_reading_has_more_turns_than_were_given()
    {
        var taking = new TurnTaking();

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(3, Next(taking, 10, 3).Count));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(4, -1)]
    public void Nobody_has_a_turn_where_there_are_none(int count, double turns) =>
        Assert.Empty(Next(new TurnTaking(), count, turns));

    [Fact]
    public void A_list_that_became_shorter_goes_on_within_its_new_length()
    {
        var taking = new TurnTaking();
        Next(taking, 1000, 900);

        Assert.Equal(10, Next(taking, 10, 10).Count);
    }

    private static List<int> Next(TurnTaking taking, int count, double turns)
    {
        taking.Begin(count, turns);
        return [.. Enumerable.Range(0, count).Where(taking.Has)];
    }
}
