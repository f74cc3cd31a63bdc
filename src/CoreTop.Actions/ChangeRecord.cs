using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Where every change is written down, of whatever value: the journal before it, the system log after it.</summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="isAlive">Whether the task of a change may still be taken back.</param>
internal sealed class ChangeRecord(ChangeJournal journal, TimeProvider time, Func<TaskChange, bool> isAlive)
{
    private bool _isLogProblemSaid;

    /// <summary>The journal.</summary>
    public ChangeJournal Journal => journal;

    /// <summary>Gets each batch that was made or taken back; null for nobody.</summary>
    public ChangeLog? Log { get; set; }

    /// <summary>Gets, once, what the user should know of how changes are written down; null for nobody.</summary>
    public Action<string>? Notify { get; set; }

    /// <summary>Names a new batch; nothing is written until it has a change.</summary>
    /// <param name="summary">What the user did.</param>
    /// <param name="value">What kind of value it changes.</param>
    public JournalBatch Begin(string summary, StoredValue value) => journal.Begin(summary, time.GetUtcNow(), isAlive, value);

    /// <summary>Tells the system log what was changed, and the user what there is to know of journal and log.</summary>
    /// <param name="what">What the user did.</param>
    /// <param name="value">What kind of value was changed.</param>
    /// <param name="changes">What was changed.</param>
    public void TellLog(string what, StoredValue value, IReadOnlyCollection<TaskChange> changes)
    {
        string? problem = Log?.Write(what, value, changes);
        string[] notices = [.. new[] { journal.TakeNotice(), _isLogProblemSaid ? null : problem }.OfType<string>()];
        _isLogProblemSaid |= problem is not null;
        if (notices.Length > 0)
        {
            Notify?.Invoke(string.Join(' ', notices));
        }
    }
}
