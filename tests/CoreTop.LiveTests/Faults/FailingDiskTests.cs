namespace CoreTop.LiveTests.Faults;

/// <summary>The journal cannot be written, wholly or in part: nothing is changed that undo could not take back, and it is said.</summary>
public sealed class FailingDiskTests : IDisposable
{
    private const int MostSteps = 100;

    private readonly FaultyProgram _program = new();
    private readonly PinnedThreads _threads = new(count: 4);

    public void Dispose()
    {
        _threads.Dispose();
        _program.Dispose();
    }

    [Theory]
    [InlineData("mkdirat", "EROFS", "set XDG_STATE_HOME to a folder that you may write to")]
    [InlineData("openat", "EACCES", "set XDG_STATE_HOME to a folder that you may write to")]
    [InlineData("write", "ENOSPC", "free some space")]
    [InlineData("write", "EIO", "set XDG_STATE_HOME to another folder")]
    [InlineData("fsync", "EIO", "set XDG_STATE_HOME to another folder")]
    public void Whichever_call_fails_a_change_is_either_refused_or_can_be_undone(string call, string error, string help)
    {
        int refused = 0, changed = 0;
        for (int step = 1; changed == 0 || step <= refused + 1; step++)
        {
            Assert.True(step < MostSteps);
            _program.Forget();
            (int code, string output, string errors) = _program.RunWithJournalFault(_threads.Pin, call, $"error={error}", $"{step}");
            if (code == 0)
            {
                changed++;
                Assert.All(_threads.Now, cpus => Assert.Equal(_threads.Target, cpus));
                Assert.Equal(0, _program.Run("undo").Code);
            }
            else
            {
                refused++;
                Assert.Contains($"The journal {_program.Journal} cannot be used", errors, StringComparison.Ordinal);
                Assert.Contains(help, errors, StringComparison.Ordinal);
                Assert.Contains("So nothing was changed", errors, StringComparison.Ordinal);
                Assert.True(_threads.Before.SequenceEqual(_threads.Now), output);
            }

            Assert.Equal(_threads.Before, _threads.Now);
            Assert.Equal("There is nothing to undo.\n", _program.Run("undo").Output);
        }

        Assert.True(refused > 0, $"it does not call {call}");
    }

    [Fact]
    public void A_lock_that_the_file_system_does_not_have_is_said_once_and_keeps_nobody_from_changing_and_undoing()
    {
        (int code, _, string errors) = _program.RunWithJournalFault(_threads.Pin, "flock", "error=ENOLCK", "1+");
        Assert.Equal(
            (0, $"coretop: The file system of the journal {_program.Journal} has no locks (No locks available): "
                + "lines are still added to it, but it is never shortened.\n"),
            (code, errors));
        Assert.Equal(0, _program.RunWithJournalFault("undo", "flock", "error=ENOLCK", "1+").Code);
        Assert.Equal(_threads.Before, _threads.Now);
    }

    // As on NFS, where only what is open for writing can be locked.
    [Fact]
    public void Where_a_folder_cannot_be_locked_a_file_in_it_is_and_nothing_is_said()
    {
        string folder = Path.GetDirectoryName(_program.Journal)!;
        (int code, _, string errors) = _program.RunWithFaultOf(folder, _threads.Pin, "flock", "error=EBADF");

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Equal(0, _program.RunWithFaultOf(folder, "undo", "flock", "error=EBADF").Code);
        Assert.Equal(_threads.Before, _threads.Now);
    }

    [Fact]
    public void An_undo_that_cannot_be_written_down_is_done_and_says_so_and_the_next_finds_nothing_left_to_do()
    {
        Assert.Equal(0, _program.Run(_threads.Pin).Code);

        (int code, string output, string errors) = _program.RunWithJournalFault("undo", "write", "error=ENOSPC", "1+");

        Assert.Equal(_threads.Before, _threads.Now);
        Assert.Equal(4, code);
        Assert.Contains("That could not be recorded, so the next run will offer it again", output, StringComparison.Ordinal);
        Assert.StartsWith("coretop: What was undone could not be written down: ", errors, StringComparison.Ordinal);
        (code, output, _) = _program.Run("undo");
        Assert.Equal((0, $"Undid \"pin {_threads.Pid} to {_threads.Target}\": 4 tasks had their former CPUs already.\n"), (code, output));
        Assert.Equal(_threads.Before, _threads.Now);
    }

    [Fact]
    public void A_journal_that_cannot_be_read_is_said_to_be_so_and_kept()
    {
        Assert.Equal(0, _program.Run(_threads.Pin).Code);

        (int code, string output, string errors) = _program.RunWithJournalFault("undo", "read", "error=EIO", "1+");

        Assert.Equal((1, string.Empty), (code, output));
        Assert.StartsWith($"coretop: The journal {_program.Journal} cannot be used (Input/output error)", errors, StringComparison.Ordinal);
        Assert.Equal(0, _program.Run("undo").Code);
        Assert.Equal(_threads.Before, _threads.Now);
    }

    // A file system of so many pages of 4,096 bytes: it ends within the line, behind it, or within the next.
    [Fact]
    public void A_disk_that_fills_up_anywhere_loses_no_change()
    {
        using var many = new PinnedThreads(count: 60);
        for (int pages = 1; pages <= 4; pages++)
        {
            (_, string output, string errors) = _program.RunWithOwnMounts(
                $"""
                mount -t tmpfs -o nr_blocks={pages} tmpfs {_program.State} || exit 99
                coretop {many.Pin}; echo "pinned: $?"
                taskset -cap {many.Pid} | grep -c "list: {many.Target}$"
                coretop undo; echo "undone: $?"
                """);
            Assert.True(many.Before.SequenceEqual(many.Now), $"{pages} pages: {output}{errors}");
            bool isPinned = output.Contains("pinned: 0\n60\n", StringComparison.Ordinal);
            bool isRefused = output.Contains("pinned: 1\n0\n", StringComparison.Ordinal) && errors.Contains("So nothing was changed", StringComparison.Ordinal);
            Assert.True(isPinned || isRefused, $"{pages} pages: {output}{errors}");
            Assert.True(pages > 1 || isRefused, $"the line of 60 threads fits into a page: {output}");
        }
    }

    [Fact]
    public void In_a_read_only_home_nothing_is_changed_unless_the_user_does_without_undo()
    {
        (_, string output, string errors) = _program.RunWithOwnMounts(
            $"""
            mount -t tmpfs -o ro tmpfs {_program.State} || exit 99
            coretop {_threads.Pin}; echo "pinned: $?"
            coretop undo; echo "undone: $?"
            coretop {_threads.Pin} --without-undo; echo "pinned: $?"
            """);

        Assert.StartsWith("pinned: 1\nThere is nothing to undo.\nundone: 0\n", output, StringComparison.Ordinal);
        Assert.EndsWith("pinned: 0\n", output, StringComparison.Ordinal);
        Assert.StartsWith(
            $"coretop: The journal {_program.Journal} cannot be used (Read-only file system): set XDG_STATE_HOME to a folder that you may write to. "
            + "So nothing was changed; --without-undo makes the change anyway.\n",
            errors, StringComparison.Ordinal);
        Assert.All(_threads.Now, cpus => Assert.Equal(_threads.Target, cpus));
    }
}
