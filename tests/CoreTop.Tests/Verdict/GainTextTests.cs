using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class GainTextTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2.01);

    [Fact]
    public void A_gain_is_told_in_cores() =>
        Assert.Equal("3 tasks moved; +1.0 cores after 2 s: 1.0 → 2.0.", Text(new Gain(1, 2, TwoSeconds, 1, 0, 0)));

    [Fact]
    public void No_gain_is_said_plainly_and_undo_is_offered() => Assert.Equal(
        "3 tasks moved, but nothing was gained after 2 s: 1.0 → 1.0 cores. z takes it back.",
        Text(new Gain(1, 1.04, TwoSeconds, 1, 0, 0)));

    [Fact]
    public void Less_than_was_reckoned_with_is_said() => Assert.Equal(
        "3 tasks moved; only +2.0 of +10.0 cores after 2 s: 1.0 → 3.0. z takes it back.",
        Text(new Gain(1, 3, TwoSeconds, 10, 0, 0)));

    [Fact]
    public void It_is_not_given_up_before_the_last_measurement()
    {
        Assert.Null(Text(new Gain(1, 1, TwoSeconds, 1, 0, 0), isLast: false));
        Assert.NotNull(Text(new Gain(1, 2, TwoSeconds, 1, 0, 0), isLast: false));
    }

    [Fact]
    public void Tasks_that_ended_or_were_set_anew_are_counted() => Assert.Equal(
        "3 tasks moved; +1.0 cores after 2 s: 1.0 → 2.0; 1 task ended meanwhile; 2 tasks given another affinity by somebody else since.",
        Text(new Gain(1, 2, TwoSeconds, 1, Ended: 1, SetAgain: 2)));

    [Fact]
    public void A_refusal_is_named_and_further_ones_are_counted() => Assert.Equal(
        "3 of 5 tasks moved; +1.0 cores after 2 s: 1.0 → 2.0; 2 not, such as python 8: needs root.",
        Text(new Gain(1, 2, TwoSeconds, 1, 0, 0), refused: [8, 9]));

    private static string? Text(Gain gain, bool isLast = true, params int[] refused)
    {
        var request = new AffinityRequest(new TaskKey(1, 1), 1, "python", IsWholeProcess: false, Wanted: null, Limit: null);
        AffinityChange[] changes = [.. Enumerable.Range(1, 3).Select(tid =>
            new AffinityChange(new TaskKey(tid, 1), tid, "python", CpuSet.Of(0), CpuSet.Range(0, 1), WasUnrestricted: false))];
        TaskRefusal[] refusals = [.. refused.Select(tid =>
            new TaskRefusal(new TaskKey(tid, 1), tid, "python", ControlResult.NotPermitted, "needs root"))];
        var outcome = new AffinityOutcome(request, [.. changes], Unchanged: 0, [.. refusals], ReadBack: null, string.Empty);
        return GainText.Of(new RebalanceOutcome(new BatchOutcome([outcome], JournalProblem: null)), gain, isLast, "z");
    }
}
