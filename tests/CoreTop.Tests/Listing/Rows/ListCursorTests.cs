using CoreTop.Listing.Rows;

namespace CoreTop.Tests.Listing.Rows;

public sealed class ListCursorTests
{
    private const int Height = 5;

    [Fact]
    public void The_cursor_follows_its_task_when_the_order_changes()
    {
        ListCursor cursor = default(ListCursor).Follow(Rows(1, 2, 3), Height).Move(Rows(1, 2, 3), 1, Height);

        ListCursor after = cursor.Follow(Rows(9, 8, 7, 2, 1), Height);

        Assert.Equal(2, after.Selected!.Value.Task.Tid);
        Assert.Equal(3, after.Index);
    }

    [Fact]
    public void When_its_task_ends_the_cursor_stays_on_the_row()
    {
        List<ProcessRow> before = Rows(1, 2, 3);
        ListCursor cursor = default(ListCursor).MoveTo(before, 1, Height);

        Assert.Equal(3, cursor.Follow(Rows(1, 3), Height).Selected!.Value.Task.Tid);
        Assert.Equal(1, cursor.Follow(Rows(1), Height).Selected!.Value.Task.Tid);
        Assert.Null(cursor.Follow(Rows(), Height).Selected);
    }

    [Fact]
    public void A_cursor_never_moved_returns_to_the_top_when_its_task_leaves_the_view()
    {
        ListCursor cursor = default(ListCursor).Follow(Rows(1, 2, 3, 4, 5, 6, 7), Height);

        Assert.Equal(1, cursor.Follow(Rows(2, 3, 1, 4, 5, 6, 7), Height).Selected!.Value.Task.Tid);
        ListCursor after = cursor.Follow(Rows(2, 3, 4, 5, 6, 7, 1), Height);
        Assert.Equal(2, after.Selected!.Value.Task.Tid);
        Assert.Equal(0, after.Top);
    }

    [Fact]
    public void A_cursor_that_was_moved_takes_the_view_along()
    {
        ListCursor cursor = default(ListCursor).MoveTo(Rows(1, 2, 3, 4, 5, 6, 7), 0, Height);

        ListCursor after = cursor.Follow(Rows(2, 3, 4, 5, 6, 7, 1), Height);

        Assert.Equal(1, after.Selected!.Value.Task.Tid);
        Assert.Equal(2, after.Top);
    }

    [Theory]
    [InlineData(100, 6, 2)]
    [InlineData(-3, 0, 0)]
    [InlineData(5, 5, 1)]
    public void The_cursor_stays_in_the_list_and_in_view(int row, int index, int top)
    {
        ListCursor cursor = default(ListCursor).MoveTo(Rows(1, 2, 3, 4, 5, 6, 7), row, Height);

        Assert.Equal((index, top), (cursor.Index, cursor.Top));
    }

    private static List<ProcessRow> Rows(params int[] pids) =>
    [
        .. Any.Snapshot([.. pids.Select(pid => Any.Process(pid: pid))]).Processes
            .Select(process => new ProcessRow(process, Thread: null, Depth: 0)),
    ];
}
