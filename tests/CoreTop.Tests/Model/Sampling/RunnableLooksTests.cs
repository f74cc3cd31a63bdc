using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Model.Sampling;

public sealed class RunnableLooksTests
{
    private readonly SnapshotBuilder _builder = new();

    [Fact]
    public void The_mean_is_over_the_looks_of_the_window_and_the_one_that_it_began_with()
    {
        Assert.Equal(3, Runnable(0, new RunnableLooks(Sum: 6, Count: 2, Last: 4)));
        Assert.Equal(6, Runnable(1, new RunnableLooks(Sum: 14, Count: 2, Last: 9)));
        Assert.Equal(8, Runnable(2, new RunnableLooks(Sum: 7, Count: 1, Last: 7)));
    }

    [Fact]
    public void Where_nothing_could_be_looked_at_it_is_not_known()
    {
        Assert.Null(Runnable(0, looks: null));
        Assert.Equal(2, Runnable(1, new RunnableLooks(2, 1, 2)));
        Assert.Null(Runnable(2, looks: null));
    }

    [Fact]
    public void A_cpu_that_came_while_masks_were_read_is_not_strange()
    {
        Sample before = Any.Sample(0), during = Any.Sample(1).With(CpuSet.Of(7)), after = Any.Sample(2).With(CpuSet.Of(7, 9));
        _builder.Next(before);

        Assert.True(_builder.Next(during).StrangeCpus.IsEmpty);
        Assert.Equal("7", _builder.Next(after).StrangeCpus.ToString());
    }

    private double? Runnable(double seconds, RunnableLooks? looks)
    {
        Sample any = Any.Sample(seconds);
        return _builder.Next(any.With(looks)).Runnable;
    }
}
