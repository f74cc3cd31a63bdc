using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>The process list, under all other panes.</summary>
internal sealed class ProcessesPane : PanelPane
{
    private static readonly TimeSpan UsualMarkTime = TimeSpan.FromSeconds(5);

    private readonly ListLayout _layout = new();

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Changes tasks.</param>
    /// <param name="keys">The keys.</param>
    public ProcessesPane(ScreenContext context, Theme theme, Changes changes, PaneKeys keys) : base(context, changes)
    {
        Keys = keys;
        State = new ProcessesState(context);
        Pan = new CommandPan(State, _layout);
        Folds = new RowFolds(context, State);
        Groups = new ListGroups(context, State);
        Search = new LineSearch(context, new SearchedTasks(context, State));
        Menus = new ListMenus(context, State);
        View = new ProcessesView(theme, context, State, _layout, Pan);
    }

    /// <summary>The rows, the cursor, the tags.</summary>
    public ProcessesState State { get; }

    /// <summary>The branches of the tree and the groups that are folded away.</summary>
    public RowFolds Folds { get; }

    /// <summary>Groups by program.</summary>
    public ListGroups Groups { get; }

    /// <summary>Goes to tasks by a text.</summary>
    public override LineSearch Search { get; }

    /// <summary>What is asked about the list.</summary>
    public ListMenus Menus { get; }

    /// <summary>How much of long command lines is hidden.</summary>
    public CommandPan Pan { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.List;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys { get; }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        _layout.Fit(room.Width, Context.Readings.Snapshot, State);
        State.SetHeight(room.Height - _layout.HeadingRows);
        return room;
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis) => State.Take(snapshot);

    /// <summary>Shows the threads of each process, or hides them.</summary>
    public void ToggleThreads()
    {
        State.Choose(State.Options with { ShowsThreads = !State.Options.ShowsThreads });
        if (State.Options is { ShowsThreads: false, ListsThreads: true })
        {
            Context.Messages.Say("Threads stay listed while the list is narrowed to some: Esc shows all tasks.", StatusKind.Done);
        }

        Context.Services.Pace.RefreshNow();
    }

    /// <summary>Shows kernel threads, or hides them.</summary>
    public void ToggleKernelThreads()
    {
        bool areShown = !State.Options.ShowsKernelThreads;
        State.Choose(State.Options with { ShowsKernelThreads = areShown });
        Context.Messages.Say(
            areShown ? "Kernel threads are shown." : "Kernel threads are hidden, except for busy ones and those of the finding.", StatusKind.Done);
    }

    /// <summary>Opens the details of the selected process; unfolds a group, or folds it away.</summary>
    public void OpenOrUnfold()
    {
        if (State.Selected is { Group: not null })
        {
            Folds.Unfold();
        }
        else
        {
            Context.Open(PaneName.Details);
        }
    }

    /// <summary>Unfolds a folded group; else shows more of long command lines.</summary>
    public void GoRight()
    {
        if (Folds.IsOnFoldedGroup)
        {
            Folds.Unfold();
        }
        else
        {
            Pan.Move(1);
        }
    }

    /// <summary>Shows more of the beginning of long command lines; where all of it is shown, folds an unfolded group.</summary>
    public void GoLeft()
    {
        if (Folds.IsOnUnfoldedGroup && Pan.Characters == 0)
        {
            Folds.Fold();
        }
        else
        {
            Pan.Move(-1);
        }
    }

    /// <summary>Tags the selected row, or takes its tag away.</summary>
    public void ToggleTag()
    {
        if (Groups.ToggleTags())
        {
            State.Move(1);
        }
        else if (State.Selected is { } row)
        {
            State.Tags = State.Tags.Contains(row.Key) ? State.Tags.Remove(row.Key) : State.Tags.Add(row.Key);
            State.Move(1);
        }
    }

    /// <summary>Tags the selected process and every process that descends from it.</summary>
    public void TagWithChildren()
    {
        if (State.Selected is not { } row || Context.Readings.Snapshot is not { } snapshot)
        {
            return;
        }

        List<ProcessLoad> family = AffinityTargets.Family(snapshot, row.Processes.Select(process => process.Pid));
        State.Tags = State.Tags.Union(family.Select(process => new RowKey(process.Key, IsThread: false)));
        Context.Messages.Say($"{family.Count} tagged.", StatusKind.Done);
    }

    /// <summary>Lets the cursor stick to the selected task until it is moved; again, no longer.</summary>
    public void ToggleFollow()
    {
        if (State.Followed is { } followed)
        {
            State.Unfollow();
            Context.Messages.Say($"The cursor no longer follows {ProcessesState.NameOf(followed)}.", StatusKind.Done);
        }
        else if (State.Selected is { } row)
        {
            State.Follow(row.Key);
            Context.Messages.Say($"The cursor follows {AffinityTargets.Name(row)} until it is moved.", StatusKind.Done);
        }
        else
        {
            Context.Messages.Say("No task is under the cursor.", StatusKind.Refused);
        }
    }

    /// <summary>Shows commands in the next way: command line, merged with the name, name alone.</summary>
    public void NextCommandMode()
    {
        CommandMode next = State.Options.Command >= CommandMode.Name ? CommandMode.CommandLine : State.Options.Command + 1;
        State.Choose(State.Options with { Command = next });
        Context.Messages.Say(
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
        TimeSpan? time = State.Options.ChangesMarkedFor is null ? UsualMarkTime : null;
        State.MarkChanges(time);
        Context.Messages.Say(
            time is null
                ? "Processes that come and go are not marked any more."
                : $"Processes that come are marked + for {UsualMarkTime.TotalSeconds} s, and those that go stay so long, marked -.",
            StatusKind.Done);
    }

    /// <summary>
    /// Takes away one thing and says which: what the cursor follows, then what narrows the list, the narrowest first, then the tags,
    /// which took more keys to make; at last the search and the pause.
    /// </summary>
    public void Escape()
    {
        ListOptions list = State.Options;
        if (State.Followed is not null)
        {
            ToggleFollow();
        }
        else if (list.Only is not null)
        {
            Context.Finding.ShowAll();
        }
        else if (list.LastCpu is not null)
        {
            Widen(list with { LastCpu = null }, "Tasks of all CPUs are shown again.");
        }
        else if (list.Filter != RowFilter.None)
        {
            Widen(list with { Filter = RowFilter.None }, $"The filter {list.Filter.Text} is taken away.");
        }
        else if (list.User is not null)
        {
            Widen(list with { User = null }, "Processes of all users are shown again.");
        }
        else if (list.HidesIdle)
        {
            Widen(list with { HidesIdle = false }, "Idle tasks are shown again.");
        }
        else if (!State.Tags.IsEmpty)
        {
            Untag();
        }
        else if (Search.Text is { } text)
        {
            Search.Forget();
            Context.Messages.Say($"The search for \"{text}\" is over.", StatusKind.Done);
        }
        else if (Context.Readings.IsPaused)
        {
            TogglePause();
        }
        else if (Context.Messages.Current is not null)
        {
            Context.Messages.Current = null;
        }
        else
        {
            Context.Messages.RefuseHere("Esc has nothing to take away here: q quits.");
        }
    }

    /// <summary>Takes all tags away.</summary>
    public void Untag()
    {
        int tags = State.Tags.Count;
        State.Tags = [];
        Context.Messages.Say(tags == 0 ? "Nothing is tagged." : $"{Count.Of(tags, "tag")} taken away.", StatusKind.Done);
    }

    private void Widen(ListOptions options, string sentence)
    {
        State.Choose(options);
        Context.Messages.Say(sentence, StatusKind.Done);
    }
}
