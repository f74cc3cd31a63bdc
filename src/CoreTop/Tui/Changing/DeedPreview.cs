using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Listing.Rows;

namespace CoreTop.Tui.Changing;

/// <summary>What a deed would come to, as far as that is known before: owner and value of each target are read once.</summary>
internal sealed class DeedPreview
{
    private readonly AffinityTargets _all;

    // For each of the targets, in their order; empty for what sets no value.
    private readonly ImmutableArray<Foresight> _foreseen;

    /// <summary>Looks at it.</summary>
    /// <param name="deed">What will be done.</param>
    /// <param name="targets">The targets, with the owners that they have now.</param>
    public DeedPreview(Deed deed, AffinityTargets targets)
    {
        (Deed, _all) = (deed, targets);
        List<TaskTarget> all = DeedTargets.Of(targets, deed);
        _foreseen = deed.Wish is { } wish ? [.. all.Select(wish.Foresee)] : [];
        HashSet<int> ofKernel = [.. targets.Rows.Where(row => row.Process.IsKernelThread).Select(row => row.Process.Pid)];
        int[] reached = [.. Enumerable.Range(0, all.Count).Where(at => !ofKernel.Contains(all[at].Pid) && (_foreseen.IsEmpty || !_foreseen[at].IsRefused))];
        if (reached.Length == 0)
        {
            (Targets, Reached, IsFutile) = (targets, [.. all], true);
            return;
        }

        IsFutile = deed.Wish is not null && reached.All(IsSame);
        Reached = [.. reached.Where(at => IsFutile || !IsSame(at)).Select(at => all[at])];
        HashSet<RowKey> keys = [.. Reached.Select(target => new RowKey(target.Task, !target.IsWholeProcess))];
        Targets = targets.Only(row => keys.Contains(deed.IsForProcesses ? new RowKey(row.Process.Key, IsThread: false) : row.Key));
        Change = Foresight.Together(reached.Where(at => !_foreseen.IsEmpty).Select(at => _foreseen[at]));

        bool IsSame(int at) => !_foreseen.IsEmpty && _foreseen[at].IsSame && IsOneThread(all[at]);
    }

    /// <summary>What will be done.</summary>
    public Deed Deed { get; }

    /// <summary>The targets that are not known to be left alone or refused, or to have the value; all of them where each is.</summary>
    public AffinityTargets Targets { get; }

    /// <summary>The same as the editor takes them.</summary>
    public ImmutableArray<TaskTarget> Reached { get; }

    /// <summary>Old and new value, for several targets those of each: <c>nice 0 → 1</c>; null where one of them is not known, or there is none.</summary>
    public string? Change { get; }

    /// <summary>How a question begins that asks whether to do it, before the target; may be empty.</summary>
    public string Opening => Deed.Wish is null ? $"{Deed.Verb} to "
        : Change is null ? $"{Deed.Verb}: "
        : string.Empty;

    /// <summary>Nothing would be changed: each has the value already, or will be refused.</summary>
    public bool IsFutile { get; }

    /// <summary>A target would be changed otherwise than an earlier look foresaw, or belongs to another user; what cannot be read any more does not count.</summary>
    /// <param name="before">The earlier look at the same.</param>
    public bool DiffersFrom(DeedPreview before) => !_all.AreOwnedAs(before._all) || before._foreseen.Zip(_foreseen).Any(
        pair => pair.Second is { Change: { } change, IsSame: false } && change != pair.First.Change);

    // The threads of a process may differ.
    private bool IsOneThread(TaskTarget target) =>
        !target.IsWholeProcess || _all.Rows.All(row => row.Process.Pid != target.Pid || row.Process.ThreadCount == 1);
}
