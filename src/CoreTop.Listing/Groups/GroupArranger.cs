using System.Runtime.InteropServices;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Groups;

/// <summary>
/// Arranges the rows of processes by program: one row for the processes of each, and theirs below it where it is unfolded. A process
/// that is the only one of its program stands for itself.
/// </summary>
internal sealed class GroupArranger
{
    private ProgramBook _book = new();
    private List<ProgramRows> _programs = [];
    private List<ProgramRows> _before = [];
    private readonly List<ProcessRow> _tops = [];
    private readonly List<GroupRank> _ranks = [];
    private int _filling;

    /// <summary>Arranges the rows, and leaves out what <paramref name="options"/> narrow.</summary>
    /// <param name="rows">Rows of processes.</param>
    /// <param name="snapshot">The reading they are of.</param>
    /// <param name="options">What to show.</param>
    /// <param name="order">The order of processes and threads.</param>
    /// <param name="placeOf">Where a row was when the order was remembered; null where that does not count.</param>
    public void Arrange(
        List<ProcessRow> rows, Snapshot snapshot, ListOptions options, Comparison<ProcessRow> order, Func<ProcessRow, int>? placeOf)
    {
        Gather(rows, snapshot, options);
        foreach (ProgramRows program in _programs)
        {
            Rank(program, snapshot, options, placeOf);
        }

        _ranks.Sort((left, right) => left.CompareTo(right, options.Sort, options.IsReversed));
        rows.Clear();
        foreach (GroupRank rank in _ranks)
        {
            Emit(rows, _tops[rank.Index], snapshot, options, order);
        }

        _tops.Clear();
        _ranks.Clear();
        ForgetOthers();
        _book.Tidy(snapshot, _filling);
    }

    /// <summary>The list is not grouped: nothing is kept of when it was.</summary>
    public void Forget()
    {
        if (_programs.Count > 0)
        {
            (_book, _programs, _before) = (new ProgramBook(), [], []);
        }
    }

    /// <summary>
    /// What the cursor holds, in the rows as they are now: the group that a process is folded into, the one process that is left of a
    /// group; else what it held.
    /// </summary>
    /// <param name="held">The row that it held.</param>
    /// <param name="options">What is shown.</param>
    public RowKey Follow(in ProcessRow held, ListOptions options)
    {
        if (!options.IsGrouped)
        {
            return held.Group is { } left ? new RowKey(left.Members[0].Key, IsThread: false) : held.Key;
        }

        ProgramRows? program = held.Group is { } group ? _book.Find(group.Name) : _book.Find(held.Process.Key);
        if (program is null || program.Filling != _filling)
        {
            return held.Key;
        }

        if (held.Group is null)
        {
            bool isFolded = IsGroup(program.Living, options) && !options.UnfoldedGroups.Contains(program.Name);
            return isFolded ? ProcessRow.Of(program.Group(program.Living)).Key : held.Key;
        }

        return program.Living is [var only] && !IsGroup(program.Living, options) ? only.Key : held.Key;
    }

    private static bool IsGroup(List<ProcessRow> rows, ListOptions options) => rows.Count >= (options.GroupsSingles ? 1 : 2);

    // What a program holds would keep a whole reading in memory.
    private void ForgetOthers()
    {
        foreach (ProgramRows program in _before)
        {
            if (program.Filling != _filling)
            {
                program.Forget();
            }
        }
    }

    private void Gather(List<ProcessRow> rows, Snapshot snapshot, ListOptions options)
    {
        _filling++;
        (_programs, _before) = (_before, _programs);
        _programs.Clear();
        foreach (ref ProcessRow row in CollectionsMarshal.AsSpan(rows))
        {
            bool isWanted = options.Lets(row, snapshot);
            if (!isWanted && !options.LetsThreadOf(row, snapshot))
            {
                continue;
            }

            ProgramRows program = _book.Of(row.Process, snapshot);
            if (program.Add(isWanted ? row : row with { Traits = row.Traits | RowTraits.Context }, _filling))
            {
                _programs.Add(program);
            }
        }
    }

    private void Rank(ProgramRows program, Snapshot snapshot, ListOptions options, Func<ProcessRow, int>? placeOf)
    {
        // Those that ended count only where all of the program did.
        bool areEnded = program.Living.Count == 0;
        List<ProcessRow> rows = areEnded ? program.Ended : program.Living;
        if (IsGroup(rows, options))
        {
            RowTraits traits = RowTraits.InTree | RowTraits.Parent
                | (areEnded ? RowTraits.Ended : rows.TrueForAll(row => row.Is(RowTraits.New)) ? RowTraits.New : 0)
                | (options.UnfoldedGroups.Contains(program.Name) ? 0 : RowTraits.Folded);
            Add(ProcessRow.Of(program.Group(rows)) with { Traits = traits });
            return;
        }

        foreach (ProcessRow row in program.Living)
        {
            Add(row);
        }

        foreach (ProcessRow row in program.Ended)
        {
            Add(row);
        }

        void Add(in ProcessRow row)
        {
            _ranks.Add(GroupRank.Of(row, options.Sort, snapshot, _tops.Count, placeOf?.Invoke(row) ?? 0));
            _tops.Add(row);
        }
    }

    private void Emit(List<ProcessRow> rows, in ProcessRow top, Snapshot snapshot, ListOptions options, Comparison<ProcessRow> order)
    {
        rows.Add(top);
        if (top.Group is not { } group)
        {
            AddThreads(rows, top, RowTraits.None, bars: 0, snapshot, options, order);
            return;
        }

        if (top.Is(RowTraits.Folded) || _book.Find(group.Name) is not { } program)
        {
            return;
        }

        List<ProcessRow> members = [.. program.Living, .. program.Ended];
        members.Sort(order);
        for (int i = 0; i < members.Count; i++)
        {
            bool isLast = i == members.Count - 1;
            ProcessRow member = members[i] with
            {
                Depth = 1,
                Traits = members[i].Traits | RowTraits.InTree | (isLast ? RowTraits.Last : 0),
            };
            rows.Add(member);
            AddThreads(rows, member, RowTraits.InTree, isLast ? 0UL : 1, snapshot, options, order);
        }
    }

    private static void AddThreads(
        List<ProcessRow> rows, in ProcessRow process, RowTraits traits, ulong bars, Snapshot snapshot, ListOptions options,
        Comparison<ProcessRow> order)
    {
        if (!options.ListsThreadsOf(process))
        {
            return;
        }

        int first = rows.Count;
        foreach (TaskLoad thread in process.Process.Threads)
        {
            var row = new ProcessRow(process.Process, thread, process.Depth + 1) { Traits = traits, Bars = bars };
            if (options.Lets(row, snapshot))
            {
                rows.Add(row);
            }
        }

        Span<ProcessRow> threads = CollectionsMarshal.AsSpan(rows)[first..];
        threads.Sort(order);
        if (!threads.IsEmpty && traits != RowTraits.None)
        {
            threads[^1] = threads[^1] with { Traits = traits | RowTraits.Last };
        }
    }
}
