using CoreTop.Kernel.Processes;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class NewPidsTests
{
    private const int Listed = 1000;

    [Fact]
    public void They_lie_between_the_last_one_then_and_now_and_the_latest_of_before_are_asked_again()
    {
        NewPids pids = Started(5000);

        Assert.True(pids.TryNext(5010, Listed, threads: 0, started: 0));
        Assert.Equal((5001 - NewPids.Again, 5010), (pids.From, pids.To));
        Assert.True(pids.TryNext(5010, Listed, threads: 0, started: 0));
        Assert.Equal((5011 - NewPids.Again, 5010), (pids.From, pids.To));
    }

    [Fact]
    public void No_number_below_the_first_is_asked_for()
    {
        NewPids pids = Started(20);

        Assert.True(pids.TryNext(21, Listed, threads: 0, started: 0));
        Assert.Equal(1, pids.From);
    }

    [Fact]
    public void Few_processes_are_listed_unless_they_have_so_many_threads_that_a_list_walks_past_more_numbers()
    {
        Assert.False(Started(5000).TryNext(5010, listed: 20, threads: 20, started: 0));
        Assert.True(Started(5000).TryNext(5010, listed: 20, threads: 20_000, started: 0));
    }

    [Theory]
    [InlineData(4999)]
    [InlineData(301)]
    [InlineData(5000 + (3 * Listed))]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(null)]
    public void Where_numbers_began_again_or_are_too_many_or_unknown_a_list_is_needed(int? last) =>
        Assert.False(Started(5000).TryNext(last, Listed, threads: 0, started: 0));

    [Theory]
    [InlineData(10, true)]
    [InlineData(10 + (3 * Listed), true)]
    [InlineData(11 + (3 * Listed), false)]
    [InlineData(ulong.MaxValue, false)]
    public void Where_far_more_were_started_than_numbers_lie_in_between_they_may_have_gone_round_and_a_list_is_needed(ulong started, bool canAsk) =>
        Assert.Equal(canAsk, Started(5000).TryNext(5010, Listed, threads: 0, started));

    [Fact]
    public void After_the_list_that_was_needed_they_are_asked_for_again()
    {
        NewPids pids = Started(32000);

        Assert.False(pids.TryNext(400, Listed, threads: 0, started: 0));
        pids.Start(410);
        Assert.True(pids.TryNext(420, Listed, threads: 0, started: 0));
    }

    [Fact]
    public void Nothing_can_be_asked_before_all_were_listed_or_where_the_last_is_none()
    {
        Assert.False(new NewPids().TryNext(5000, Listed, threads: 0, started: 0));
        Assert.False(Started(0).TryNext(10, Listed, threads: 0, started: 0));
    }

    [Fact]
    public void One_is_missed_only_where_it_was_asked_for_and_had_time_to_be_found()
    {
        NewPids pids = Started(5000);
        pids.TryNext(6000, Listed, threads: 0, started: 0);

        Assert.True(pids.IsMissed(6000 - NewPids.Again, last: 6000));
        Assert.False(pids.IsMissed(5999, last: 6000));
        Assert.False(pids.IsMissed(6001, last: 6001));
        pids.TryNext(10, Listed, threads: 0, started: 0);
        Assert.False(pids.IsMissed(5, last: 10));
    }

    [Fact]
    public void Where_numbers_began_again_since_those_asked_for_none_is_missed()
    {
        NewPids pids = Started(5000);
        pids.TryNext(6000, Listed, threads: 0, started: 0);

        Assert.False(pids.IsMissed(300, last: 400));
    }

    private static NewPids Started(int last)
    {
        var pids = new NewPids();
        pids.Start(last);
        return pids;
    }
}
