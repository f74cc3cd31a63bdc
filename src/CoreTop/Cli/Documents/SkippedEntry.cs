using CoreTop.Actions;

namespace CoreTop.Cli.Documents;

/// <summary>A task of an <see cref="UndoDocument"/> that was left alone.</summary>
internal sealed record SkippedEntry(int Pid, int Tid, string Why, bool Kept)
{
    /// <summary>Makes the entry.</summary>
    public static SkippedEntry From(UndoSkip skip) => new(skip.Change.Pid, skip.Change.Task.Tid, skip.Why, skip.IsKept);
}
