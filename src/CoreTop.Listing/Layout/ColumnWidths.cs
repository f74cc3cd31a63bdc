using CoreTop.Listing.Fields;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Layout;

/// <summary>
/// How wide columns are that some machines need wider: users without a name have ten digits, CPUs up to four. A column that was
/// wide once stays so, or the list would jump whenever such a task comes or goes.
/// </summary>
internal sealed class ColumnWidths
{
    private readonly Dictionary<ProcessColumn, int> _wider = [];
    private Snapshot? _seen;

    /// <summary>Cells that a column takes, the blank before it included.</summary>
    public int Of(ProcessColumn column) => _wider.GetValueOrDefault(column, column.Width);

    /// <summary>Looks at a snapshot, once.</summary>
    /// <returns>True when a column became wider.</returns>
    public bool Grow(Snapshot? snapshot)
    {
        if (snapshot is null || ReferenceEquals(snapshot, _seen))
        {
            return false;
        }

        _seen = snapshot;
        bool isWider = false;
        foreach (ProcessColumn column in ProcessColumns.Widening)
        {
            int needed = column.NeededWidth!(snapshot);
            if (needed > Of(column))
            {
                _wider[column] = needed;
                isWider = true;
            }
        }

        return isWider;
    }
}
