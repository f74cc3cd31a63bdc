using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>Reads a value from its text.</summary>
internal delegate bool TryReadStored<T>(string text, out T value);

/// <summary>How values of a type stand in the journal.</summary>
/// <param name="name">What its lines call it.</param>
/// <param name="words">What people call it.</param>
/// <param name="write">Writes a value.</param>
/// <param name="tryRead">Reads it.</param>
internal class StoredValue<T>(string name, ValueWords words, Func<T, string> write, TryReadStored<T> tryRead) : StoredValue(name, words)
    where T : notnull
{
    /// <summary>The text of a value.</summary>
    public string Text(T value) => write(value);

    /// <inheritdoc/>
    public override bool IsSound(string text) => tryRead(text, out _);

    /// <inheritdoc/>
    public override TaskChange Read(JournalTask task) =>
        new TaskChange<T>(new TaskKey(task.Tid, task.Start), task.Pid, task.Name!, Value(task.From!), Value(task.To!));

    /// <inheritdoc/>
    public override TaskChange WithTo(TaskChange change, string to, bool? isRelease = null) =>
        (TaskChange<T>)change with { To = Value(to) };

    /// <inheritdoc/>
    public override JournalTask Write(TaskChange change)
    {
        var known = (TaskChange<T>)change;
        return new JournalTask
        {
            Tid = change.Task.Tid,
            Start = change.Task.StartTicks,
            Pid = change.Pid,
            Name = change.Name,
            From = write(known.From),
            To = write(known.To),
        };
    }

    /// <summary>The value of a sound text.</summary>
    protected T Value(string text) => tryRead(text, out T value)
        ? value
        : throw new ArgumentException($"\"{text}\" is not sound.", nameof(text));
}
