using System.Collections.Immutable;
using CoreTop.Actions;

namespace CoreTop.Tui.Changing;

/// <summary>What a deed would come to, as far as that is known before: the value of each target is read once.</summary>
internal sealed class DeedPreview
{
    // For each of the targets that are reached, in their order; empty for what sets no value.
    private readonly ImmutableArray<Foresight> _foreseen;

    /// <summary>Looks at it.</summary>
    /// <param name="deed">What will be done.</param>
    /// <param name="targets">The targets.</param>
    public DeedPreview(Deed deed, AffinityTargets targets)
    {
        (Deed, Targets) = (deed, targets);
        Reached = [.. DeedTargets.Of(targets, deed)];
        _foreseen = deed.Wish is { } wish ? [.. Reached.Select(wish.Foresee)] : [];
        Change = Foresight.Together(_foreseen);
    }

    /// <summary>What will be done.</summary>
    public Deed Deed { get; }

    /// <summary>The targets.</summary>
    public AffinityTargets Targets { get; }

    /// <summary>The targets as the editor takes them.</summary>
    public ImmutableArray<TaskTarget> Reached { get; }

    /// <summary>Old and new value, for several targets those of each: <c>nice 0 → 1</c>; null where one of them is not known, or there is none.</summary>
    public string? Change { get; }

    /// <summary>How a question begins that asks whether to do it, before the target; may be empty.</summary>
    public string Opening => Deed.Wish is null ? $"{Deed.Verb} to "
        : Change is null ? $"{Deed.Verb}: "
        : string.Empty;

    /// <summary>Nothing would be changed: each has the value already, or will be refused.</summary>
    public bool IsFutile => Deed.Wish is not null && Reached.Zip(_foreseen).All(
        target => target.Second.IsRefused || (target.Second.IsSame && IsOneThread(target.First)));

    /// <summary>A target would be changed otherwise than an earlier look foresaw; what cannot be read any more does not count.</summary>
    /// <param name="before">The earlier look at the same.</param>
    public bool DiffersFrom(DeedPreview before) => before._foreseen.Zip(_foreseen).Any(
        pair => pair.Second is { Change: { } change, IsSame: false } && change != pair.First.Change);

    // The threads of a process may differ.
    private bool IsOneThread(TaskTarget target) =>
        !target.IsWholeProcess || Targets.Rows.All(row => row.Process.Pid != target.Pid || row.Process.ThreadCount == 1);
}
