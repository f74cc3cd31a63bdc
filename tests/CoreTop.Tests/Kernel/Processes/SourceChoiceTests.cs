using CoreTop.Kernel.Processes;

namespace CoreTop.Tests.Kernel.Processes;

/// <summary>Whether all tasks are walked, or the files of those that run are read.</summary>
public sealed class SourceChoiceTests
{
    private readonly SourceChoice _choice = new();

    [Fact]
    public void Before_anything_is_known_the_source_is_asked() => Assert.True(IsForSource());

    [Fact]
    public void Processes_of_one_thread_are_walked()
    {
        Add(10_000, threads: 1);

        Assert.True(IsForSource());
    }

    [Fact]
    public void Thousands_of_threads_that_sleep_are_left_to_the_clocks_of_their_processes()
    {
        Add(20, threads: 1_000);

        Assert.False(IsForSource());
    }

    [Fact]
    public void Whoever_insists_on_the_source_gets_it()
    {
        _choice.IsFixed = true;
        Add(20, threads: 1_000);

        Assert.True(IsForSource());
    }

    [Fact]
    public void Thousands_of_threads_that_run_are_walked()
    {
        Add(100, threads: 1);
        Add(1, threads: 2_000, isActive: true);

        Assert.True(IsForSource());
    }

    [Fact]
    public void Where_the_list_shows_all_threads_they_are_walked()
    {
        Add(20, threads: 1_000);

        Assert.True(IsForSource(areThreadsWanted: true));
    }

    [Fact]
    public void Between_the_two_it_stays_as_it_was()
    {
        Add(100, threads: 2);
        Assert.True(IsForSource());
        Add(100, threads: 3);
        Assert.False(IsForSource());
        Add(100, threads: 2);
        Assert.False(IsForSource());
        Add(100, threads: 1);
        Assert.True(IsForSource());
    }

    private void Add(int processes, int threads, bool isActive = false)
    {
        for (int i = 0; i < processes; i++)
        {
            _choice.Add(threads, isActive);
        }
    }

    private bool IsForSource(bool areThreadsWanted = false)
    {
        _choice.Begin(areThreadsWanted);
        return _choice.IsForSource;
    }
}
