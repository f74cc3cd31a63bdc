using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Overlays;

namespace CoreTop.Tui;

/// <content>What the process list shows: tree, users, commands, changes; and what it follows.</content>
internal sealed partial class MainScreen
{
    private const int PanStep = 8;

    /// <summary>So long after a movement the rows stay where they are.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan UsualMarkTime = TimeSpan.FromSeconds(5);

    private readonly ListMemory _memory = new();
    private long? _movedAt;

    /// <summary>The task that the cursor sticks to until it is moved; null for none.</summary>
    public RowKey? Followed { get; private set; }

    /// <summary>The most that <see cref="CommandPan"/> can be, so that the end of the longest command in view is seen; told by the view.</summary>
    public int LastCommandPan { get; set; }

    /// <summary>Rows keep their order at a refresh: the cursor is being moved, or something is being asked.</summary>
    private bool IsHeld => Overlay == Overlay.Menu || Prompt is { IsYesOrNo: true }
        || (_movedAt is { } moved && Followed is null && services.Time.GetElapsedTime(moved) < HeldFor);

    public void ToggleTree() => Choose(List with { IsTree = !List.IsTree });

    /// <summary>Folds the selected branch away.</summary>
    public void Fold()
    {
        if (SelectedBranch() is { } row)
        {
            Choose(List with { Folded = List.Folded.Add(row.Process.Key) });
        }
    }

    /// <summary>Unfolds the selected branch; folds one that is not folded, as in htop.</summary>
    public void Unfold()
    {
        if (SelectedBranch() is { } row)
        {
            TaskKey key = row.Process.Key;
            ImmutableHashSet<TaskKey> without = List.Folded.Remove(key);
            Choose(List with { Folded = without == List.Folded ? without.Add(key) : without });
        }
    }

    /// <summary>Unfolds every branch; folds all below the top level when none is folded.</summary>
    public void FoldAll()
    {
        if (!IsInTree())
        {
            return;
        }

        ProcessRow? before = Selected;
        Choose(List with
        {
            Folded = List.Folded.IsEmpty
                ? [.. Rows.Where(row => row.Depth > 0 && row.Is(RowTraits.Parent)).Select(row => row.Process.Key)]
                : [],
        });
        SelectNearest(before);
    }

    /// <summary>Folds the branch that the selected row stands in, and goes to its top.</summary>
    public void FoldIntoParent()
    {
        if (!IsInTree() || Selected is not { } row)
        {
            return;
        }

        int parent = Cursor.Index;
        while (parent >= 0 && Rows[parent].Depth >= row.Depth)
        {
            parent--;
        }

        if (parent < 0)
        {
            Say($"{AffinityTargets.Name(row)} stands at the top level: there is nothing to fold it into.", StatusKind.Refused);
            return;
        }

        MoveCursorTo(parent);
        Choose(List with { Folded = List.Folded.Add(Rows[parent].Process.Key) });
    }

    /// <summary>Asks whose processes to show.</summary>
    public void PickUser()
    {
        if (Snapshot is not { } snapshot)
        {
            Say("The machine is still being read.", StatusKind.Refused);
            return;
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        string? current = null;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Details is { } details)
            {
                counts[details.User] = counts.GetValueOrDefault(details.User) + 1;
                current = ProcessRows.IsOf(List.User, details) ? details.User : current;
            }
        }

        string[] users = [.. counts.Keys];
        const string Everybody = "all users";
        int width = users.Append(Everybody).Max(name => Canvas.Columns(name));
        int digits = Number(snapshot.Processes.Length).Length;
        Pick(new PickMenu(
            "Show processes of",
            [
                new PickItem(Padded(Everybody), Number(snapshot.Processes.Length)),
                .. counts.Select(pair => new PickItem(Padded(pair.Key), Number(pair.Value).PadLeft(digits))),
            ],
            current is null ? 0 : Array.IndexOf(users, current) + 1,
            line => Choose(List with { User = line == 0 ? null : users[line - 1] })));

        string Padded(string name) => name + new string(' ', width - Canvas.Columns(name));

        static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Lets the cursor stick to the selected task until it is moved; again, no longer.</summary>
    public void ToggleFollow()
    {
        if (Followed is not null)
        {
            Followed = null;
            Say("Nothing is followed any more.", StatusKind.Done);
        }
        else if (Selected is { } row)
        {
            Place(Cursor with { IsPlaced = true });
            Followed = row.Key;
            Say($"The cursor follows {AffinityTargets.Name(row)} until it is moved.", StatusKind.Done);
        }
        else
        {
            Say("There is no task under the cursor.", StatusKind.Refused);
        }
    }

    public void TogglePath() => Choose(List with { HidesPath = !List.HidesPath });

    /// <summary>Tells commands in the next way: command line, merged with the name, name alone.</summary>
    public void NextCommandMode()
    {
        CommandMode next = List.Command == CommandMode.Name ? CommandMode.CommandLine : List.Command + 1;
        Choose(List with { Command = next });
        Say(
            next switch
            {
                CommandMode.Merged => "Command lines, with the task's own name marked in them or before them.",
                CommandMode.Name => "The task's own name alone.",
                _ => "Command lines.",
            },
            StatusKind.Done);
    }

    /// <summary>Marks processes that come and go, or marks them no longer.</summary>
    public void ToggleChanges()
    {
        TimeSpan? time = List.ChangesMarkedFor is null ? UsualMarkTime : null;
        if (Snapshot is { } snapshot)
        {
            _memory.Changes.Take(snapshot, time);
        }

        Choose(List with { ChangesMarkedFor = time });
        Say(
            time is null
                ? "Processes that come and go are not marked any more."
                : $"Processes that come are marked + for {UsualMarkTime.TotalSeconds} s, and those that go stay so long, marked -.",
            StatusKind.Done);
    }

    public void PanCommand(int steps) => PanCommandTo(Math.Min(CommandPan, LastCommandPan) + (steps * PanStep));

    public void PanCommandTo(int characters)
    {
        CommandPan = Math.Clamp(characters, 0, LastCommandPan);
        Changed?.Invoke();
    }

    private bool IsInTree()
    {
        if (!List.IsTree)
        {
            Say("Folding is for the tree: t shows it.", StatusKind.Refused);
        }

        return List.IsTree;
    }

    private ProcessRow? SelectedBranch()
    {
        if (!IsInTree() || Selected is not { } row)
        {
            return null;
        }

        if (!row.Is(RowTraits.Parent))
        {
            Say($"{AffinityTargets.Name(row)} has nothing below it to fold.", StatusKind.Refused);
            return null;
        }

        return row;
    }

    // The row that the selected one was folded into: its nearest ancestor that is shown.
    private void SelectNearest(ProcessRow? before)
    {
        if (before is not { } row || Selected?.Key == row.Key)
        {
            return;
        }

        var processes = Snapshot!.Processes.ToLookup(process => process.Pid);
        int pid = row.Process.Pid;
        for (int i = 0; i < Snapshot.Processes.Length; i++)
        {
            int index = Rows.FindIndex(shown => shown.Thread is null && shown.Process.Pid == pid);
            if (index >= 0)
            {
                MoveCursorTo(index);
                return;
            }

            pid = processes[pid].FirstOrDefault()?.ParentPid ?? 0;
        }
    }

    private void ForgetEndedFolds(Snapshot snapshot)
    {
        if (List.Folded.IsEmpty)
        {
            return;
        }

        int living = 0;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            living += List.Folded.Contains(process.Key) ? 1 : 0;
        }

        if (living < List.Folded.Count)
        {
            List = List with { Folded = List.Folded.Intersect(snapshot.Processes.Select(process => process.Key)) };
        }
    }

    private void KeepFollowing(Snapshot snapshot)
    {
        if (Followed is not { } followed || Selected?.Key == followed)
        {
            return;
        }

        Followed = null;
        bool lives = snapshot.Processes.Any(process => process.Key == followed.Task || process.Threads.Any(thread => thread.Key == followed.Task));
        Say(
            lives ? "The task that was followed is hidden: it is not followed any more." : "The task that was followed has ended.",
            StatusKind.Refused);
    }
}
