using System.Collections.Concurrent;
using CoreTop.Model.Sampling;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private readonly BlockingCollection<Reading> _readings = [];
    private SnapshotFeed? _feed;

    [Fact]
    public void The_second_reading_comes_soon_and_has_rates()
    {
        double seconds = 0;
        using Sampler sampler = Start(() => Any.Sample(seconds++, Any.Process()));

        Assert.Equal(TimeSpan.Zero, Next().Snapshot!.Interval);
        Assert.Equal(TimeSpan.FromSeconds(1), Next().Snapshot!.Interval);
    }

    [Fact]
    public void A_refresh_out_of_turn_does_not_wait_for_the_delay()
    {
        int reads = 0;
        using Sampler sampler = Start(() => Any.Sample(reads++));
        Next();
        Next();

        sampler.RefreshNow();

        Assert.NotNull(Next().Snapshot);
    }

    [Fact]
    public void A_failure_is_a_sentence_and_not_the_end_of_the_program()
    {
        using Sampler sampler = Start(() => throw new IOException("The disk is gone."));

        Assert.Contains("The disk is gone.", Next().Failure, StringComparison.Ordinal);
    }

    private Sampler Start(Func<Sample> read)
    {
        _feed = new SnapshotFeed(() => _readings.Add(_feed!.Take()!));
        var sampler = new Sampler(read, _feed, TimeProvider.System, Never);
        sampler.Start();
        return sampler;
    }

    private Reading Next()
    {
        Assert.True(_readings.TryTake(out Reading? reading, TimeSpan.FromSeconds(30)), "no reading came");
        return reading;
    }
}
