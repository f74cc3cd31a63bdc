using System.Text;

namespace CoreTop.LiveTests.Faults;

/// <summary>SIGKILL at every step of making the journal small: the old one is there until the new one is whole.</summary>
public sealed class KilledWhileMakingTheJournalSmallTests : KillAtEveryStep
{
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

    // Batches of another boot, which nobody can use any more.
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
