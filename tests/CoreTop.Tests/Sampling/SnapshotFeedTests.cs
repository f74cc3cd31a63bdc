using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Tasks;
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

    [Fact]
    public void Parts_of_a_process_all_arrive_in_turn_however_slow_the_screen_is()
    {
        int announced = 0;
        var feed = new SnapshotFeed(() => announced++);
        ProcessInspection Part(InspectedPart part) => new(new InspectionRequest(new TaskKey(7, 1), part));

        feed.Answer(Part(InspectedPart.Program));
        feed.Publish(new Reading(Any.Snapshot(), Diagnosis.Nothing, Failure: null));
        feed.Answer(Part(InspectedPart.Files));
        feed.Publish(new Reading(Any.Snapshot(), Diagnosis.Nothing, Failure: null));

        Assert.True(announced > 0);
        Assert.Equal(InspectedPart.Program, feed.TakePart()?.Request.Part);
        Assert.Equal(InspectedPart.Files, feed.TakePart()?.Request.Part);
        Assert.Null(feed.TakePart());
    }
}
