using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Folds branches of the tree away, and unfolds them.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class TreeFolds(ScreenContext context, ProcessesState list)
{
    /// <summary>Folds the selected branch away.</summary>
    public void Fold()
    {
        if (SelectedBranch() is { } row)
        {
            list.Choose(list.Options with { Folded = list.Options.Folded.Add(row.Process.Key) });
        }
    }

    /// <summary>Unfolds the selected branch; folds one that is not folded, as in htop.</summary>
    public void Unfold()
    {
        if (SelectedBranch() is { } row)
        {
            TaskKey key = row.Process.Key;
            ImmutableHashSet<TaskKey> without = list.Options.Folded.Remove(key);
            list.Choose(list.Options with { Folded = without == list.Options.Folded ? without.Add(key) : without });
        }
    }

    /// <summary>Unfolds every branch; folds all below the top level when none is folded.</summary>
    public void FoldAll()
    {
        if (!IsInTree())
        {
            return;
        }

        ProcessRow? before = list.Selected;
        list.Choose(list.Options with
        {
            Folded = list.Options.Folded.IsEmpty
                ? [.. list.Rows.Where(row => row.Depth > 0 && row.Is(RowTraits.Parent)).Select(row => row.Process.Key)]
                : [],
        });
        SelectNearest(before);
    }

    /// <summary>Folds the branch that the selected row stands in, and goes to its top.</summary>
    public void FoldIntoParent()
    {
        if (!IsInTree() || list.Selected is not { } row)
        {
            return;
        }

        int parent = list.Cursor.Index;
        while (parent >= 0 && list.Rows[parent].Depth >= row.Depth)
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
        list.Choose(list.Options with { Folded = list.Options.Folded.Add(list.Rows[parent].Process.Key) });
    }

    private bool IsInTree()
    {
        if (!list.Options.IsTree)
        {
            context.Messages.Say("Folding is for the tree: t shows it.", StatusKind.Refused);
        }

        return list.Options.IsTree;
    }

    private ProcessRow? SelectedBranch()
    {
        if (!IsInTree() || list.Selected is not { } row)
        {
            return null;
        }

        if (!row.Is(RowTraits.Parent))
        {
            context.Messages.Say($"{AffinityTargets.Name(row)} has nothing below it to fold.", StatusKind.Refused);
            return null;
        }

        return row;
    }

    // The row that the selected one was folded into: its nearest ancestor that is shown.
    private void SelectNearest(ProcessRow? before)
    {
        if (before is not { } row || list.Selected?.Key == row.Key || context.Readings.Snapshot is not { } snapshot)
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
