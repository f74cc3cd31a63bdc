namespace CoreTop.Actions.Storage;

/// <summary>What can be read of a line that a newer CoreTop wrote: whose it is, and what it holds.</summary>
internal sealed record JournalHead
{
    /// <summary>See <see cref="JournalLine.V"/>.</summary>
    public int V { get; init; }

    /// <summary>See <see cref="JournalLine.Value"/>.</summary>
    public string? Value { get; init; }

    /// <summary>See <see cref="JournalLine.Boot"/>; null when it is missing.</summary>
    public string? Boot { get; init; }

    /// <summary>See <see cref="JournalLine.Host"/>.</summary>
    public string? Host { get; init; }

    /// <summary>A newer CoreTop knows more than this one.</summary>
    public bool IsOfNewer =>
        V > JournalLine.CurrentVersion || (V == JournalLine.CurrentVersion && StoredValues.Find(Value) is null);
}
