namespace CoreTop.LiveTests.Faults;

/// <summary>SIGKILL at every step of a change: the next undo leaves every thread as it was before.</summary>
public sealed class KilledWhileChangingTests : KillAtEveryStep
{
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
}
