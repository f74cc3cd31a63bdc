namespace CoreTop.LiveTests.Faults;

/// <summary>SIGKILL at every step of an undo: the next one leaves every thread as it was before the change.</summary>
public sealed class KilledWhileUndoingTests : KillAtEveryStep
{
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
}
