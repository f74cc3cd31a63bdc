using System.Runtime.InteropServices;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Groups;

/// <summary>The processes of one program that the list shows, from one filling to the next.</summary>
/// <param name="name">Which program.</param>
internal sealed class ProgramRows(GroupName name)
{
    private TaskGroup? _group;
    private string? _label;

    /// <summary>Which program.</summary>
    public GroupName Name { get; } = name;

    /// <summary>The rows of its processes.</summary>
    public List<ProcessRow> Living { get; } = [];

    /// <summary>The rows of those that ended of late.</summary>
    public List<ProcessRow> Ended { get; } = [];

    /// <summary>In which filling a row was added last.</summary>
    public int Filling { get; private set; }

    /// <summary>One of its processes goes by this label.</summary>
    public void Names(string label) => _label = _label is null ? label : CodeNumbers.Common(_label, label);

    /// <summary>Adds the row of a process; true when it is the first in this filling.</summary>
    public bool Add(in ProcessRow row, int filling)
    {
        bool isFirst = Filling != filling;
        if (isFirst)
        {
            Filling = filling;
            Living.Clear();
            Ended.Clear();
        }

        (row.Is(RowTraits.Ended) ? Ended : Living).Add(row);
        return isFirst;
    }

    /// <summary>Forgets its rows and processes, when none is shown any more.</summary>
    public void Forget()
    {
        Living.Clear();
        Ended.Clear();
        _group = null;
    }

    /// <summary>Its processes as a group: the one before when none of them changed.</summary>
    /// <param name="rows">The rows of the processes.</param>
    public TaskGroup Group(List<ProcessRow> rows)
    {
        if (_group is { } before && IsSame(before, rows))
        {
            return before;
        }

        var members = new ProcessLoad[rows.Count];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = rows[i].Process;
        }

        string label = _label ?? Name.Label;
        return _group = new TaskGroup(Name, label, ImmutableCollectionsMarshal.AsImmutableArray(members), GroupSum.Of(label, members));
    }

    // A process that did not change is the same object in the next snapshot.
    private static bool IsSame(TaskGroup group, List<ProcessRow> rows)
    {
        if (group.Members.Length != rows.Count)
        {
            return false;
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (!ReferenceEquals(group.Members[i], rows[i].Process))
            {
                return false;
            }
        }

        return true;
    }
}
