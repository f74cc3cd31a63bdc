using System.Runtime.InteropServices;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Tree;

/// <summary>Arranges rows as a tree. Siblings keep their order; one whose parent is not there stands at the top level.</summary>
internal sealed class TreeArranger
{
    private const int None = -1;

    private readonly Dictionary<int, int> _indexByPid = [];
    private readonly List<ProcessRow> _rows = [];
    private Node[] _nodes = [];
    private Place[] _places = [];
    private int _placed;

    /// <summary>Arranges the rows, and leaves out what is folded away and what <paramref name="options"/> narrow.</summary>
    /// <param name="rows">Rows of processes, in the order of siblings.</param>
    /// <param name="snapshot">The reading they are of.</param>
    /// <param name="options">What to show.</param>
    /// <param name="order">The order of threads.</param>
    public void Arrange(List<ProcessRow> rows, Snapshot snapshot, ListOptions options, Comparison<ProcessRow> order)
    {
        if (_nodes.Length < rows.Count)
        {
            (_nodes, _places) = (new Node[rows.Count * 5 / 4], new Place[rows.Count * 5 / 4]);
        }

        PutInPlace(rows, snapshot, options);
        if (!options.Folded.IsEmpty && SumFolded(rows, options))
        {
            rows.Sort(order);
            PutInPlace(rows, snapshot, options);
        }

        Emit(rows, snapshot, options, order);
        rows.Clear();
        rows.AddRange(_rows);
        _rows.Clear();
    }

    private void PutInPlace(List<ProcessRow> rows, Snapshot snapshot, ListOptions options)
    {
        Link(rows);
        WalkAll(rows.Count);
        LookUpwards(rows, snapshot, options);
    }

    // A folded branch is sorted by what it shows.
    private bool SumFolded(List<ProcessRow> rows, ListOptions options)
    {
        bool isAny = false;
        for (int i = 0; i < _placed; i++)
        {
            ref readonly Place place = ref _places[i];
            ProcessRow row = rows[place.Row];
            if (options.Folded.Contains(row.Process.Key) && IsParent(i, row, options))
            {
                rows[place.Row] = row with { Traits = row.Traits | RowTraits.Folded, Process = Summed(row.Process, place) };
                isAny = true;
            }
        }

        return isAny;
    }

    private bool IsParent(int place, in ProcessRow row, ListOptions options) =>
        _places[place].End > place + 1 || options.ListsThreadsOf(row);

    private void Link(List<ProcessRow> rows)
    {
        _indexByPid.Clear();
        for (int i = 0; i < rows.Count; i++)
        {
            _nodes[i] = new Node { Parent = None, FirstChild = None, LastChild = None, Next = None };

            // An ended process may have left its PID to a living one.
            if (!rows[i].Is(RowTraits.Ended))
            {
                _indexByPid[rows[i].Process.Pid] = i;
            }
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (!_indexByPid.TryGetValue(rows[i].Process.ParentPid, out int parent) || parent == i)
            {
                continue;
            }

            _nodes[i].Parent = parent;
            ref Node above = ref _nodes[parent];
            if (above.LastChild == None)
            {
                above.FirstChild = i;
            }
            else
            {
                _nodes[above.LastChild].Next = i;
            }

            above.LastChild = i;
        }
    }

    // A parent loop, which a reused PID can make, has no top: the first of it that is met is taken for one.
    private void WalkAll(int count)
    {
        _placed = 0;
        for (int i = 0; i < count; i++)
        {
            if (_nodes[i].Parent == None)
            {
                Walk(i);
            }
        }

        for (int i = 0; _placed < count && i < count; i++)
        {
            if (!_nodes[i].IsPlaced)
            {
                Walk(i);
            }
        }
    }

    // Depth first, without recursion: a chain of children may be long.
    private void Walk(int top)
    {
        int at = top, parentPlace = None, depth = 0;
        while (true)
        {
            int place = _placed++;
            _nodes[at].IsPlaced = true;
            _nodes[at].Place = place;
            _places[place] = new Place { Row = at, Parent = parentPlace, Depth = depth };
            int next = SkipPlaced(_nodes[at].FirstChild);
            if (next != None)
            {
                (at, parentPlace, depth) = (next, place, depth + 1);
                continue;
            }

            while (true)
            {
                _places[_nodes[at].Place].End = _placed;
                if (at == top)
                {
                    return;
                }

                next = SkipPlaced(_nodes[at].Next);
                if (next != None)
                {
                    at = next;
                    break;
                }

                at = _places[parentPlace].Row;
                parentPlace = _places[parentPlace].Parent;
                depth--;
            }
        }
    }

    private int SkipPlaced(int node)
    {
        while (node != None && _nodes[node].IsPlaced)
        {
            node = _nodes[node].Next;
        }

        return node;
    }

    // From the last to the first, so that children are seen before their parents, and later siblings before earlier ones.
    private void LookUpwards(List<ProcessRow> rows, Snapshot snapshot, ListOptions options)
    {
        for (int i = _placed - 1; i >= 0; i--)
        {
            ref Place place = ref _places[i];
            ProcessRow row = rows[place.Row];
            place.IsWanted = options.Lets(row, snapshot);
            place.IsKept |= place.IsWanted || options.LetsThreadOf(row, snapshot);
            AddOwn(ref place, row);
            if (place.Parent == None)
            {
                continue;
            }

            ref Place parent = ref _places[place.Parent];
            parent.Run += place.Run;
            parent.Wait += place.Wait;
            parent.ResidentBytes += place.ResidentBytes;
            parent.MemoryShare += place.MemoryShare;
            if (place.IsKept)
            {
                place.IsLast = !parent.HasKeptChild;
                parent.HasKeptChild = true;
                parent.IsKept = true;
            }
        }
    }

    // A folded row has the sums already.
    private static void AddOwn(ref Place place, in ProcessRow row)
    {
        bool isSum = row.Is(RowTraits.Folded);
        ProcessLoad process = row.Process;
        place.Run = (isSum ? 0 : place.Run) + process.Run;
        place.Wait = (isSum ? 0 : place.Wait) + (process.Wait ?? 0);
        place.ResidentBytes = (isSum ? 0 : place.ResidentBytes) + process.ResidentBytes;
        place.MemoryShare = (isSum ? 0 : place.MemoryShare) + process.MemoryShare;
    }

    private void Emit(List<ProcessRow> rows, Snapshot snapshot, ListOptions options, Comparison<ProcessRow> order)
    {
        for (int i = 0; i < _placed;)
        {
            ref Place place = ref _places[i];
            if (!place.IsKept)
            {
                i = place.End;
                continue;
            }

            ulong bars = place.Parent == None ? 0 : _places[place.Parent].BarsBelow;
            place.BarsBelow = bars | (place.IsLast || place.Depth is 0 or > 64 ? 0 : 1UL << (place.Depth - 1));
            ProcessRow row = rows[place.Row];
            row = row with
            {
                Depth = place.Depth,
                Bars = bars,
                Traits = row.Traits | RowTraits.InTree
                    | (place.IsLast ? RowTraits.Last : 0)
                    | (IsParent(i, row, options) ? RowTraits.Parent : 0)
                    | (place.IsWanted ? 0 : RowTraits.Context),
            };
            _rows.Add(row);
            if (row.Is(RowTraits.Folded))
            {
                i = place.End;
                continue;
            }

            if (options.ListsThreadsOf(row))
            {
                AddThreads(row, place, snapshot, options, order);
            }

            i++;
        }
    }

    private static ProcessLoad Summed(ProcessLoad process, in Place place) => process with
    {
        Run = place.Run,
        Wait = process.Wait is null && place.Wait == 0 ? null : place.Wait,
        Whole = process.Whole with { ResidentBytes = place.ResidentBytes },
        MemoryShare = place.MemoryShare,
    };

    // Threads stand before the children, so only where there is none is one of them the last.
    private void AddThreads(
        in ProcessRow process, in Place place, Snapshot snapshot, ListOptions options, Comparison<ProcessRow> order)
    {
        int first = _rows.Count;
        foreach (TaskLoad thread in process.Process.Threads)
        {
            var row = new ProcessRow(process.Process, thread, place.Depth + 1) { Bars = place.BarsBelow, Traits = RowTraits.InTree };
            if (options.Lets(row, snapshot))
            {
                _rows.Add(row);
            }
        }

        Span<ProcessRow> threads = CollectionsMarshal.AsSpan(_rows)[first..];
        threads.Sort(order);
        if (!threads.IsEmpty && !place.HasKeptChild)
        {
            threads[^1] = threads[^1] with { Traits = RowTraits.InTree | RowTraits.Last };
        }
    }

    private struct Node
    {
        public int Parent;
        public int FirstChild;
        public int LastChild;
        public int Next;
        public int Place;
        public bool IsPlaced;
    }

    /// <summary>A row's place in the tree, with the sums of it and all below it.</summary>
    private struct Place
    {
        public int Row;
        public int Parent;

        /// <summary>The first place that is not below it.</summary>
        public int End;
        public int Depth;
        public bool IsWanted;
        public bool IsKept;
        public bool HasKeptChild;
        public bool IsLast;
        public ulong BarsBelow;
        public double Run;
        public double Wait;
        public ulong ResidentBytes;
        public double MemoryShare;
    }
}
