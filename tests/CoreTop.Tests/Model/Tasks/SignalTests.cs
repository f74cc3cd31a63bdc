using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Model.Tasks;

public sealed class SignalTests
{
    [Fact]
    public void Signals_stand_by_number_and_the_two_that_end_are_found()
    {
        Assert.Equal((15, "TERM"), (Signal.Term.Number, Signal.Term.Name));
        Assert.Equal((9, "KILL"), (Signal.Kill.Number, Signal.Kill.Name));
        Assert.Equal(Enumerable.Range(1, 31).Concat(Enumerable.Range(34, 31)), Signal.All.Select(signal => signal.Number));
        Assert.Equal(Signal.All.Length, Signal.All.DistinctBy(signal => signal.Name).Count());
    }
}
