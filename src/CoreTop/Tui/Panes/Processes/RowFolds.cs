using System.Collections.Immutable;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Folds branches of the tree and groups of processes away, and unfolds them.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class RowFolds(ScreenContext context, ProcessesState list)
{
    /// <summary>The selected row is a group that is folded.</summary>
    public bool IsOnFoldedGroup => list.Selected is { Group: not null } row && row.Is(RowTraits.Folded);

    /// <summary>The selected row is a group that is unfolded.</summary>
    public bool IsOnUnfoldedGroup => list.Selected is { Group: not null } row && !row.Is(RowTraits.Folded);

    /// <summary>Folds the selected branch or group away.</summary>
    public void Fold()
    {
        if (SelectedBranch() is { } row)
        {
            list.Choose(With(list.Options, row, isFolded: true));
        }
    }

    /// <summary>Unfolds the selected branch or group; folds one that is not folded, as in htop.</summary>
    public void Unfold()
    {
        if (SelectedBranch() is { } row)
        {
            list.Choose(With(list.Options, row, isFolded: !row.Is(RowTraits.Folded)));
        }
    }

    /// <summary>Unfolds everything; when nothing is folded, folds all groups, or all branches below the top level.</summary>
    public void FoldAll()
    {
        if (!CanFold())
        {
            return;
        }

        ProcessRow? before = list.Selected;
        ListOptions options = list.Options;
        bool isAnyFolded = options.IsGrouped ? list.Rows.Exists(row => row.Is(RowTraits.Folded)) : !options.Folded.IsEmpty;
        list.Choose(options.IsGrouped
            ? options with { UnfoldedGroups = isAnyFolded ? [.. list.Rows.Select(row => row.Group?.Name).OfType<GroupName>()] : [] }
            : options with
            {
                Folded = isAnyFolded
                    ? []
                    : [.. list.Rows.Where(row => row.Depth > 0 && row.Is(RowTraits.Parent)).Select(row => row.Process.Key)],
            });
        SelectNearest(before);
    }

    /// <summary>Folds the branch or the group that the selected row stands in, and goes to its top.</summary>
    public void FoldIntoParent()
    {
        if (!CanFold() || list.Selected is not { } row)
        {
            return;
        }

        int parent = list.Cursor.Index;
        while (parent >= 0 && !IsAbove(list.Rows[parent], row))
        {
            parent--;
        }

        if (parent < 0)
        {
            context.Messages.Say(
                $"{AffinityTargets.Name(row)} stands at the top level: there is nothing to fold it into.", StatusKind.Refused);
            return;
        }

        list.MoveTo(parent);
        list.Choose(With(list.Options, list.Rows[parent], isFolded: true));
    }

    // Of processes in a group only the group folds.
    private bool IsAbove(in ProcessRow above, in ProcessRow row) =>
        above.Depth < row.Depth && (!list.Options.IsGrouped || above.Depth == 0) && above.Is(RowTraits.Parent);

    private static ListOptions With(ListOptions options, in ProcessRow row, bool isFolded)
    {
        if (row.Group is { } group)
        {
            ImmutableHashSet<GroupName> unfolded = options.UnfoldedGroups;
            return options with { UnfoldedGroups = isFolded ? unfolded.Remove(group.Name) : unfolded.Add(group.Name) };
        }

        TaskKey key = row.Process.Key;
        return options with { Folded = isFolded ? options.Folded.Add(key) : options.Folded.Remove(key) };
    }

    private bool CanFold()
    {
        bool canFold = list.Options.IsTree || list.Options.IsGrouped;
        if (!canFold)
        {
            context.Messages.Say("Folding is for the tree, which t shows, and for groups of processes, which g shows.", StatusKind.Refused);
        }

        return canFold;
    }

    private ProcessRow? SelectedBranch()
    {
        if (!CanFold() || list.Selected is not { } row)
        {
            return null;
        }

        if (!row.Is(RowTraits.Parent))
        {
            string why = list.Options.IsGrouped ? "is one process: groups fold" : "has nothing below it to fold";
            context.Messages.Say($"{AffinityTargets.Name(row)} {why}.", StatusKind.Refused);
            return null;
        }

        return row;
    }

    // The row that the selected one was folded into: its nearest ancestor that is shown. A group's members are followed as they are.
    private void SelectNearest(ProcessRow? before)
    {
        if (before is not { } row || list.Options.IsGrouped || list.Selected?.Key == row.Key || context.Readings.Snapshot is not { } snapshot)
        {
            return;
        }

        var processes = snapshot.Processes.ToLookup(process => process.Pid);
        int pid = row.Process.Pid;
        for (int i = 0; i < snapshot.Processes.Length; i++)
        {
            int index = list.Rows.FindIndex(shown => shown.Thread is null && shown.Process.Pid == pid);
            if (index >= 0)
            {
                list.MoveTo(index);
                return;
            }

            pid = processes[pid].FirstOrDefault()?.ParentPid ?? 0;
        }
    }
}
