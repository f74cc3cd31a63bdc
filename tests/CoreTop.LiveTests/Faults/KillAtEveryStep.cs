using CoreTop.Model.Cpus;

namespace CoreTop.LiveTests.Faults;

/// <summary>A program that is killed at one step after the other, and four threads whose affinities it changes. Its tests are several
/// classes because the tests of one class run one after the other.</summary>
public abstract class KillAtEveryStep : IDisposable
{
    private protected const int MostSteps = 100;

    private protected readonly FaultyProgram _program = new();
    private protected readonly PinnedThreads _threads = new(count: 4);

    public void Dispose()
    {
        _threads.Dispose();
        _program.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void UndoAndCompare(string where)
    {
        (int code, string output, string errors) = _program.Run("undo");
        IReadOnlyList<CpuSet> now = _threads.Now;
        Assert.True(_threads.Before.SequenceEqual(now), $"{where}: {string.Join(' ', now)}: {output}{errors}");
        Assert.True(code == 0, $"{where}: undo ended with {code}: {output}{errors}");
        Assert.Equal("There is nothing to undo.\n", _program.Run("undo").Output);
    }
}
