using System.Collections.Immutable;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Rows;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>How many processes of each group are tagged: counted once for the same tags and group, and not for each frame.</summary>
internal sealed class TaggedCounts
{
    private readonly Dictionary<TaskGroup, int> _counts = new(ReferenceEqualityComparer.Instance);
    private ImmutableHashSet<RowKey> _tags = [];

    /// <summary>How many are tagged.</summary>
    /// <param name="tags">What is tagged.</param>
    /// <param name="group">The group.</param>
    public int Count(ImmutableHashSet<RowKey> tags, TaskGroup group)
    {
        if (tags.IsEmpty)
        {
            Forget();
            return 0;
        }

        if (!ReferenceEquals(tags, _tags))
        {
            Forget();
            _tags = tags;
        }

        if (!_counts.TryGetValue(group, out int count))
        {
            _counts[group] = count = ProcessRows.CountTagged(tags, group);
        }

        return count;
    }

    /// <summary>The groups are others now: those of before must not be kept in memory.</summary>
    public void Forget() => _counts.Clear();
}
