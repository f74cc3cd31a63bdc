using CoreTop.Kernel.Processes;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class MissingTasksTests
{
    private const int SearchReadings = 4;

    [Fact]
    public void A_task_that_stays_missing_is_looked_for_until_every_sleeper_was_read_and_then_no_more() =>
        Assert.Equal("..xxxx......", Searched(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3));

    [Fact]
    public void One_that_is_found_ends_the_search() =>
        Assert.Equal("..xx....", Searched(3, 3, 3, 3, 0, 0, 0, 0));

    [Fact]
    public void What_runs_only_at_the_moment_it_is_counted_is_not_looked_for() =>
        Assert.Equal("........", Searched(3, 9, 0, 5, 1, 0, 2, 2));

    [Fact]
    public void Another_one_that_is_missing_later_is_looked_for_too() =>
        Assert.Equal("..xxxx....xxxx", Searched(2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3));

    [Fact]
    public void Where_tasks_are_hidden_nobody_looks_for_them()
    {
        var missing = new MissingTasks();
        for (int reading = 0; reading < 9; reading++)
        {
            missing.Add(running: null, found: 0, SearchReadings);
        }

        Assert.False(missing.AreSearched);
    }

    private static string Searched(params int[] missingAt)
    {
        const int Found = 5;
        var missing = new MissingTasks();
        return string.Concat(missingAt.Select(number =>
        {
            missing.Add(Found + number, Found, SearchReadings);
            return missing.AreSearched ? 'x' : '.';
        }));
    }
}
