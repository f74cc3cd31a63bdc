using CoreTop.Analysis.Judging;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

public sealed class SnapshotFeedTests
{
    [Fact]
    public void The_newest_wins_and_is_announced_once()
    {
        int announced = 0;
        var feed = new SnapshotFeed(() => announced++);
        var newest = new Reading(Any.Snapshot(), Diagnosis.Nothing, Failure: null);

        feed.Publish(new Reading(Any.Snapshot(), Diagnosis.Nothing, Failure: null));
        feed.Publish(newest);

        Assert.Equal(1, announced);
        Assert.Same(newest, feed.Take());
        Assert.Null(feed.Take());
        feed.Publish(newest);
        Assert.Equal(2, announced);
    }
}
