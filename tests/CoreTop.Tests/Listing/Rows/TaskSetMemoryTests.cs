using CoreTop.Listing.Rows;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Rows;

public sealed class TaskSetMemoryTests
{
    private readonly TaskSetMemory _memory = new();

    [Fact]
    public void The_same_tasks_in_any_order_are_the_same_set_which_takes_no_memory()
    {
        (TaskKey, int)[] tasks = [.. Enumerable.Range(1, 1000).Select(pid => (new TaskKey(pid, 1), pid))];
        (TaskKey, int)[] again = [.. tasks.Reverse(), tasks[0]];
        TaskSet set = _memory.Of(tasks);
        _memory.Of(again);
        long before = GC.GetAllocatedBytesForCurrentThread();

        TaskSet same = _memory.Of(again);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
        Assert.Same(set, same);
    }

    [Fact]
    public void Other_tasks_are_another_set_and_the_one_of_before_stays_as_it_was()
    {
        TaskSet set = _memory.Of([(new TaskKey(1, 1), 1)]);

        TaskSet other = _memory.Of([(new TaskKey(2, 1), 1)]);
        _memory.Of([]);

        Assert.True(set.Has(new TaskKey(1, 1)));
        Assert.False(set.HasThreads);
        Assert.True(other.Has(new TaskKey(2, 1)));
        Assert.True(other.HasThreads);
        Assert.Equal(0, _memory.Last.Count);
    }
}
