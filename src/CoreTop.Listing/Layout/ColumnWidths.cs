using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Layout;

/// <summary>
/// How wide columns are that some machines need wider, as users without a name have ten digits and CPUs up to four, and those that are as
/// wide as the rows in view need. They become wider at once. The former stay so, the latter until nothing has needed it for a while, or the
/// list would jump whenever such a task comes or goes.
/// </summary>
internal sealed class ColumnWidths
{
    /// <summary>A column that no row in view has needed so wide for so long becomes narrower.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ProcessColumn, int> _wider = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ProcessColumn, Fitted> _fitted = new(ReferenceEqualityComparer.Instance);
    private Snapshot? _seen;

    /// <summary>Cells that a column should have, the blank before it included.</summary>
    public int Of(ProcessColumn column) =>
        Math.Max(_fitted.TryGetValue(column, out Fitted? fitted) ? fitted.Width : column.Width, _wider.GetValueOrDefault(column));

    /// <summary>Cells that a column must have: of one that is as wide as its rows need, those of its heading.</summary>
    public int LeastOf(ProcessColumn column) => column.Contents is null ? Of(column)
        : Math.Max(Math.Min(Of(column), column.Heading.Length + PlacedColumn.GapOf(column)), _wider.GetValueOrDefault(column));

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

    /// <summary>Looks at the rows in view.</summary>
    /// <param name="columns">The columns chosen.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="view">Which are in view; may reach beyond the last.</param>
    /// <param name="snapshot">The reading they are of.</param>
    /// <returns>True when a column became wider or narrower.</returns>
    public bool Fit(ImmutableArray<ProcessColumn> columns, List<ProcessRow> rows, Range view, Snapshot snapshot)
    {
        bool hasChanged = false;
        foreach (ProcessColumn column in columns)
        {
            if (column.Contents is null)
            {
                continue;
            }

            if (!_fitted.TryGetValue(column, out Fitted? fitted))
            {
                _fitted.Add(column, fitted = new Fitted());
            }

            hasChanged |= fitted.Take(Needed(column, rows, view, snapshot), snapshot.Time);
        }

        return hasChanged;
    }

    private static int Needed(ProcessColumn column, List<ProcessRow> rows, Range view, Snapshot snapshot)
    {
        int longest = column.Heading.Length;
        int end = Math.Min(rows.Count, view.End.Value);
        for (int i = view.Start.Value; i < end; i++)
        {
            longest = Math.Max(longest, column.Contents!(rows[i], snapshot));
        }

        return longest + PlacedColumn.GapOf(column);
    }

    /// <summary>A column that is as wide as its rows need.</summary>
    private sealed class Fitted
    {
        private DateTimeOffset _neededAt;
        private int _neededSince;

        public int Width { get; private set; }

        public bool Take(int needed, DateTimeOffset now)
        {
            int before = Width;
            if (needed >= Width)
            {
                (Width, _neededAt, _neededSince) = (needed, now, 0);
            }
            else if (now - _neededAt < KeptFor)
            {
                _neededSince = Math.Max(_neededSince, needed);
            }
            else
            {
                (Width, _neededAt, _neededSince) = (Math.Max(_neededSince, needed), now, 0);
            }

            return Width != before;
        }
    }
}
