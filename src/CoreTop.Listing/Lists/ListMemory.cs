using CoreTop.Listing.Groups;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Tree;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Lists;

/// <summary>What the list remembers from one filling to the next, and the room it works in.</summary>
internal sealed class ListMemory
{
    private readonly Dictionary<RowKey, int> _places = [];

    /// <summary>The rows keep the order they have; rows that come go below them.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Kernel threads that are shown although kernel threads are not; null for none.</summary>
    public Predicate<ProcessLoad>? ShowsKernelThread { get; init; }

    /// <summary>Which processes came and went of late.</summary>
    public ChangeWatch Changes { get; } = new();

    /// <summary>Arranges rows as a tree.</summary>
    public TreeArranger Tree { get; } = new();

    /// <summary>Arranges rows by program.</summary>
    public GroupArranger Groups { get; } = new();

    /// <summary>Remembers in which order rows are.</summary>
    public void RememberOrder(List<ProcessRow> rows)
    {
        _places.Clear();
        for (int i = 0; i < rows.Count; i++)
        {
            _places.TryAdd(rows[i].Key, i);
        }
    }

    /// <summary>Where the row was when the order was remembered; below all others when it was not there.</summary>
    public int PlaceOf(in ProcessRow row) => _places.GetValueOrDefault(row.Key, int.MaxValue);
}
