using System.Text;
using CoreTop.Model.Cpus;

namespace CoreTop.LiveTests.Faults;

/// <summary>SIGKILL at every step of a change and of its undo: the next undo leaves every thread as it was before the change.</summary>
public sealed class KilledTests : IDisposable
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
    [InlineData("mkdirat")]
    [InlineData("openat")]
    [InlineData("flock")]
    [InlineData("write")]
    [InlineData("fsync")]
    public void Killed_at_any_step_of_writing_down_a_change_it_is_undone(string call)
    {
        int steps = 0;
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed; steps++)
        {
            Assert.True(steps < MostSteps);
            _program.Forget();
            code = _program.RunWithJournalFault(_threads.Pin, call, "signal=KILL", $"{steps + 1}").Code;
            UndoAndCompare($"{call} {steps + 1}");
        }

        Assert.True(steps > 1, $"it was never killed: it does not call {call}");
    }

    [Fact]
    public void Killed_between_two_threads_it_is_undone()
    {
        var changed = new List<int>();
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed;)
        {
            Assert.True(changed.Count < MostSteps);
            _program.Forget();
            code = _program.RunWithFault(_threads.Pin, "sched_setaffinity", "signal=KILL", $"{changed.Count + 1}").Code;
            changed.Add(_threads.Now.Count(cpus => cpus.Equals(_threads.Target)));
            UndoAndCompare($"thread {changed.Count}");
        }

        Assert.Equal([0, 1, 2, 3, 4], changed);
    }

    [Theory]
    [InlineData("sched_setaffinity")]
    [InlineData("write")]
    public void An_undo_that_is_killed_at_any_step_is_done_by_the_next(string call)
    {
        int steps = 0;
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed; steps++)
        {
            Assert.True(steps < MostSteps);
            _program.Forget();
            Assert.Equal(0, _program.Run(_threads.Pin).Code);
            Assert.All(_threads.Now, cpus => Assert.Equal(_threads.Target, cpus));
            code = call == "write"
                ? _program.RunWithJournalFault("undo", call, "signal=KILL", $"{steps + 1}").Code
                : _program.RunWithFault("undo", call, "signal=KILL", $"{steps + 1}").Code;
            UndoAndCompare($"{call} {steps + 1}");
        }

        Assert.True(steps > 1, $"it was never killed: it does not call {call}");
    }

    // A journal is made small again once it is large: the old one is there until the new one is whole.
    [Theory]
    [InlineData("unlinkat")]
    [InlineData("openat")]
    [InlineData("write")]
    [InlineData("fsync")]
    [InlineData("renameat")]
    public void Killed_at_any_step_of_making_the_journal_small_it_loses_nothing(string call)
    {
        Assert.Equal(0, _program.Run(_threads.Pin).Code);
        byte[] large = [.. Finished(bytes: 5 * 1024 * 1024), .. File.ReadAllBytes(_program.Journal)];
        using ChildProcess other = ChildProcess.Sleep();
        int steps = 0;
        for (int code = FaultyProgram.Killed; code == FaultyProgram.Killed; steps++)
        {
            Assert.True(steps < MostSteps);
            _threads.SetAll(_threads.Target);
            File.WriteAllBytes(_program.Journal, large);
            code = _program.RunWithJournalFault($"pin --cpus {_threads.Target} {other.Pid}", call, "signal=KILL", $"{steps + 1}").Code;
            (_, string output, string errors) = _program.Run("undo --all");
            Assert.True(_threads.Before.SequenceEqual(_threads.Now), $"{call} {steps + 1}: {output}{errors}");
        }

        Assert.True(steps > 1, $"it was never killed: it does not call {call}");
        Assert.True(new FileInfo(_program.Journal).Length < large.Length / 2, "it was never made small");
    }

    private void UndoAndCompare(string where)
    {
        (int code, string output, string errors) = _program.Run("undo");
        IReadOnlyList<CpuSet> now = _threads.Now;
        Assert.True(_threads.Before.SequenceEqual(now), $"{where}: {string.Join(' ', now)}: {output}{errors}");
        Assert.True(code == 0, $"{where}: undo ended with {code}: {output}{errors}");
        Assert.Equal("There is nothing to undo.\n", _program.Run("undo").Output);
    }

    // Batches of another boot, which are no use to anybody.
    private static byte[] Finished(int bytes)
    {
        var text = new StringBuilder();
        for (int i = 0; text.Length < bytes; i++)
        {
            string head = $"\"batch\":\"2024{i:D8}\",\"boot\":\"long ago\"";
            text.Append("{\"v\":1,\"kind\":\"Intend\",").Append(head).Append(",\"time\":\"2024-01-01T00:00:00+00:00\",\"summary\":\"pin\",\"tasks\":");
            text.Append("[{\"tid\":7,\"start\":1,\"pid\":7,\"name\":\"gone\",\"from\":\"0-1\",\"to\":\"1\"}]}\n");
            text.Append("{\"v\":1,\"kind\":\"Undone\",").Append(head).Append(",\"tasks\":[]}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
