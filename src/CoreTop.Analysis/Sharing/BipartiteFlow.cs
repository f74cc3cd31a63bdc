using System.Numerics;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>The largest flow from rows, each with a supply, to columns, each with a capacity, where a row may use a set of columns.</summary>
/// <remarks>
/// Rows are classes of tasks and columns are CPUs. With a supply of one per task and a capacity of one per CPU this is
/// Hopcroft and Karp's matching; with supplies and capacities in thousandths of a core it is Dinic's flow. Both are the same
/// search: shortest augmenting paths, many at a time, on bit sets. A path is at most twice as long as there are columns.
/// </remarks>
internal sealed class BipartiteFlow
{
    private const int None = -1;

    private readonly int _words;
    private readonly int[] _supply;
    private readonly int[] _sent;
    private readonly ulong[] _columns;
    private readonly int[] _room;

    // The flow into a column, as a linked list of rows and amounts.
    private readonly int[] _firstEntry;
    private readonly List<Entry> _entries = [];

    // What the last search reached: the level of each row, and all columns seen.
    private readonly int[] _level;
    private readonly int[] _queue;
    private readonly ulong[] _seen;

    // For each level, the columns first seen there that may still take flow.
    private readonly List<ulong[]> _open = [];
    private int _lastLevel;
    private int _freeEntry = None;

    /// <summary>An empty flow: rows without supply and columns, columns without capacity.</summary>
    public BipartiteFlow(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _words = (columns + 63) / 64;
        _supply = new int[rows];
        _sent = new int[rows];
        _columns = new ulong[rows * _words];
        _room = new int[columns];
        _firstEntry = new int[columns];
        Array.Fill(_firstEntry, None);
        _level = new int[rows];
        Array.Fill(_level, None);
        _queue = new int[rows];
        _seen = new ulong[_words];
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>The total that is sent.</summary>
    public int Total { get; private set; }

    /// <summary>How much the column can still take.</summary>
    public int Room(int column) => _room[column];

    /// <summary>How much of the row's supply is sent.</summary>
    public int Sent(int row) => _sent[row];

    /// <summary>How much of the row's supply is not sent.</summary>
    public int Unsent(int row) => _supply[row] - _sent[row];

    /// <summary>Whether the last <see cref="Augment"/> ended with the row on an alternating path from an unsent supply.</summary>
    /// <remarks>Those rows together want more than the columns they may use can take: Hall's violators.</remarks>
    public bool IsReached(int row) => _level[row] != None;

    /// <summary>The columns that those rows may use, as a bit set.</summary>
    public ReadOnlySpan<ulong> ReachedColumns => _seen;

    /// <summary>Gives the column a capacity, before anything is sent to it.</summary>
    public void SetCapacity(int column, int capacity) => _room[column] = capacity;

    /// <summary>Adds to the row's supply.</summary>
    public void AddSupply(int row, int amount) => _supply[row] += amount;

    /// <summary>Lets the row use the CPUs that are in both sets, in addition to those it may already use.</summary>
    public void Allow(int row, CpuSet cpus, CpuSet among)
    {
        Span<ulong> mine = ColumnsOf(row);
        ReadOnlySpan<ulong> some = cpus.Words, others = among.Words;
        for (int word = 0; word < Math.Min(mine.Length, Math.Min(some.Length, others.Length)); word++)
        {
            mine[word] |= some[word] & others[word];
        }
    }

    /// <summary>The columns the row may use, as a bit set.</summary>
    public Span<ulong> ColumnsOf(int row) => _columns.AsSpan(row * _words, _words);

    /// <summary>Sends an amount by hand, for <see cref="Augment"/> to start from.</summary>
    /// <exception cref="InvalidOperationException">The row does not have that much left, or the column has no room for it.</exception>
    public void Send(int row, int column, int amount)
    {
        if (Unsent(row) < amount || _room[column] < amount)
        {
            throw new InvalidOperationException($"Row {row} cannot send {amount} to column {column}.");
        }

        _sent[row] += amount;
        _room[column] -= amount;
        Total += amount;
        AddFlow(row, column, amount);
    }

    /// <summary>What flows into a column, row by row.</summary>
    public IEnumerable<(int Row, int Amount)> FlowInto(int column)
    {
        for (int entry = _firstEntry[column]; entry != None; entry = _entries[entry].Next)
        {
            yield return (_entries[entry].Row, _entries[entry].Amount);
        }
    }

    /// <summary>Sends as much as possible. What is already sent may be rerouted, but no row sends less than before.</summary>
    /// <returns>The total that is sent.</returns>
    public int Augment()
    {
        while (Search())
        {
            for (int row = 0; row < Rows; row++)
            {
                if (_level[row] == 0)
                {
                    int pushed = Push(row, Unsent(row));
                    _sent[row] += pushed;
                    Total += pushed;
                }
            }
        }

        return Total;
    }

    // Layers rows and columns by their distance from unsent supply, up to the layer of the nearest column with room.
    private bool Search()
    {
        int head = 0, tail = 0;
        Array.Fill(_level, None);
        Array.Clear(_seen);
        _lastLevel = int.MaxValue;
        for (int row = 0; row < Rows; row++)
        {
            if (Unsent(row) > 0)
            {
                _level[row] = 0;
                _queue[tail++] = row;
            }
        }

        int opened = None;
        while (head < tail)
        {
            int row = _queue[head++];
            int level = _level[row];
            if (level > _lastLevel)
            {
                break;
            }

            if (level > opened)
            {
                opened = level;
                ClearOpen(level);
            }

            ReadOnlySpan<ulong> columns = ColumnsOf(row);
            ulong[] open = _open[level];
            for (int word = 0; word < columns.Length; word++)
            {
                ulong found = columns[word] & ~_seen[word];
                _seen[word] |= found;
                open[word] |= found;
                for (; found != 0; found &= found - 1)
                {
                    int column = (word * 64) + BitOperations.TrailingZeroCount(found);
                    if (_room[column] > 0)
                    {
                        _lastLevel = level;
                    }

                    for (int entry = _firstEntry[column]; entry != None; entry = _entries[entry].Next)
                    {
                        int next = _entries[entry].Row;
                        if (_level[next] == None)
                        {
                            _level[next] = level + 1;
                            _queue[tail++] = next;
                        }
                    }
                }
            }
        }

        return _lastLevel != int.MaxValue;
    }

    private void ClearOpen(int level)
    {
        if (level == _open.Count)
        {
            _open.Add(new ulong[_words]);
        }
        else
        {
            Array.Clear(_open[level]);
        }
    }

    // Sends up to the limit along the layers. A column that could not take all it was offered is closed for this search.
    private int Push(int row, int limit)
    {
        int level = _level[row];
        ulong[] open = _open[level];
        int columns = row * _words;
        int pushed = 0;
        for (int word = 0; word < open.Length; word++)
        {
            for (ulong left = _columns[columns + word] & open[word]; left != 0; left &= left - 1)
            {
                int column = (word * 64) + BitOperations.TrailingZeroCount(left);
                int taken = PushInto(column, level, limit - pushed);
                if (taken > 0)
                {
                    AddFlow(row, column, taken);
                    pushed += taken;
                }

                if (pushed == limit)
                {
                    return pushed;
                }

                open[word] &= ~(left & ~(left - 1));
            }
        }

        return pushed;
    }

    private int PushInto(int column, int level, int limit)
    {
        int taken = Math.Min(limit, _room[column]);
        _room[column] -= taken;
        if (taken == limit || level >= _lastLevel)
        {
            return taken;
        }

        int before = None;
        for (int entry = _firstEntry[column]; entry != None && taken < limit;)
        {
            (int row, int amount, int next) = _entries[entry];
            int moved = _level[row] == level + 1 ? Push(row, Math.Min(limit - taken, amount)) : 0;
            taken += moved;
            if (moved < amount)
            {
                _entries[entry] = new Entry(row, amount - moved, next);
                before = entry;
            }
            else
            {
                RemoveEntry(column, before, entry);
            }

            entry = next;
        }

        return taken;
    }

    private void AddFlow(int row, int column, int amount)
    {
        for (int entry = _firstEntry[column]; entry != None; entry = _entries[entry].Next)
        {
            if (_entries[entry].Row == row)
            {
                _entries[entry] = _entries[entry] with { Amount = _entries[entry].Amount + amount };
                return;
            }
        }

        var added = new Entry(row, amount, _firstEntry[column]);
        if (_freeEntry == None)
        {
            _firstEntry[column] = _entries.Count;
            _entries.Add(added);
        }
        else
        {
            _firstEntry[column] = _freeEntry;
            _freeEntry = _entries[_freeEntry].Next;
            _entries[_firstEntry[column]] = added;
        }
    }

    private void RemoveEntry(int column, int before, int entry)
    {
        int next = _entries[entry].Next;
        if (before == None)
        {
            _firstEntry[column] = next;
        }
        else
        {
            _entries[before] = _entries[before] with { Next = next };
        }

        _entries[entry] = new Entry(None, 0, _freeEntry);
        _freeEntry = entry;
    }

    private readonly record struct Entry(int Row, int Amount, int Next);
}
