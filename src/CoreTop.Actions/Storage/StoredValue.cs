using CoreTop.Model.Placement;

namespace CoreTop.Actions.Storage;

/// <summary>How one kind of value stands in the journal: all lines of a batch are about the same kind.</summary>
/// <param name="name">What its lines call it.</param>
/// <param name="words">What people call it.</param>
internal abstract class StoredValue(string name, ValueWords words)
{
    /// <summary>What its lines call it.</summary>
    public string Name => name;

    /// <summary>What people call it.</summary>
    public ValueWords Words => words;

    /// <summary>Whether a text is a value of this kind.</summary>
    public abstract bool IsSound(string text);

    /// <summary>The change that a sound task of a line describes.</summary>
    public abstract TaskChange Read(JournalTask task);

    /// <summary>A change that leads to something else.</summary>
    /// <param name="change">The change.</param>
    /// <param name="to">What it leads to: a sound text.</param>
    /// <param name="isRelease">See <see cref="AffinityChange.IsRelease"/>; null as it is.</param>
    public abstract TaskChange WithTo(TaskChange change, string to, bool? isRelease = null);

    /// <summary>A task of a line for a change.</summary>
    public abstract JournalTask Write(TaskChange change);
}
