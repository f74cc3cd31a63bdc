using System.Collections.Immutable;
using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Fields;
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
    private const int PanStep = 8;

    private static readonly TimeSpan UsualMarkTime = TimeSpan.FromSeconds(5);

    private readonly char[] _command = new char[4096];

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Changes tasks.</param>
    public ProcessesPane(ScreenContext context, Theme theme, Changes changes) : base(context, changes)
    {
        State = new ProcessesState(context);
        Folds = new TreeFolds(context, State);
        Search = new ListSearch(context, State);
        Menus = new ListMenus(context, State);
        View = new ProcessesView(theme, this);
    }

    /// <summary>The rows, the cursor, the tags.</summary>
    public ProcessesState State { get; }

    /// <summary>The branches of the tree that are folded away.</summary>
    public TreeFolds Folds { get; }

    /// <summary>Goes to tasks by a text.</summary>
    public ListSearch Search { get; }

    /// <summary>What is asked about the list.</summary>
    public ListMenus Menus { get; }

    /// <summary>Where the columns stand.</summary>
    public ListLayout Layout { get; } = new();

    /// <summary>Characters of the command lines hidden at the left.</summary>
    public int CommandPan { get; private set; }

    /// <summary>It has the keyboard, or would have it if nothing lay over it.</summary>
    public bool IsFocused => !Context.Panes.HasCores;

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.List;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => ProcessesKeys.Table;

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        Layout.Fit(room.Width, Context.Readings.Snapshot, State.Options, State.Narrowing);
        State.SetHeight(room.Height - Layout.HeadingRows);
        return room;
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis) => State.Take(snapshot);

    /// <summary>Moves the cursor to a row, and gives the list the keyboard.</summary>
    public void ClickRow(int row)
    {
        Context.Panes.LeaveCores();
        if (row < State.Rows.Count)
        {
            State.MoveTo(row);
        }
    }

    /// <summary>Sorts by the column; turns the order round when it sorts already.</summary>
    public void ClickHeading(ProcessColumn column)
    {
        if (column == State.Options.Sort)
        {
            ReverseSort();
        }
        else
        {
            SortBy(column);
        }
    }

    /// <summary>Sorts by a column.</summary>
    public void SortBy(ProcessColumn column) => State.Choose(State.Options with { Sort = column, IsReversed = false });

    /// <summary>Sorts by the shown column that is a number of places further to the right; by the first when the current one is not shown.</summary>
    public void SortByNeighbour(int step)
    {
        ImmutableArray<ProcessColumn> columns = State.Options.Columns;
        int sorts = columns.IndexOf(State.Options.Sort);
        int index = sorts < 0 ? 0 : sorts + step;
        if (index >= 0 && index < columns.Length)
        {
            SortBy(columns[index]);
        }
    }

    /// <summary>Turns the order round.</summary>
    public void ReverseSort() => State.Choose(State.Options with { IsReversed = !State.Options.IsReversed });

    /// <summary>Shows the threads of each process, or hides them.</summary>
    public void ToggleThreads()
    {
        State.Choose(State.Options with { ShowsThreads = !State.Options.ShowsThreads });
        Context.Services.Pace.RefreshNow();
    }

    /// <summary>Tags the selected row, or takes its tag away.</summary>
    public void ToggleTag()
    {
        if (State.Selected is { } row)
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

        List<ProcessLoad> family = AffinityTargets.Family(snapshot, [row.Process.Pid]);
        State.Tags = State.Tags.Union(family.Select(process => new RowKey(process.Key, IsThread: false)));
        Context.Messages.Say($"{family.Count} tagged.", StatusKind.Done);
    }

    /// <summary>Lets the cursor stick to the selected task until it is moved; again, no longer.</summary>
    public void ToggleFollow()
    {
        if (State.Followed is { } followed)
        {
            State.Unfollow();
            Context.Messages.Say($"The cursor no longer follows {followed.Task.Tid}.", StatusKind.Done);
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

    /// <summary>Shows more of long command lines, or less when negative.</summary>
    public void PanCommand(int steps)
    {
        int last = LastCommandPan();
        CommandPan = Math.Clamp(Math.Min(CommandPan, last) + (steps * PanStep), 0, last);
    }

    /// <summary>Shows long command lines from there on.</summary>
    public void PanCommandTo(int characters) => CommandPan = Math.Clamp(characters, 0, LastCommandPan());

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

    // So that the end of the longest command in view is seen.
    private int LastCommandPan()
    {
        int longest = 0;
        int end = Math.Min(State.Rows.Count, State.Cursor.Top + State.Height);
        for (int i = State.Cursor.Top; i < end; i++)
        {
            longest = Math.Max(longest, CommandField.Write(State.Rows[i], State.Options.Command, State.Options.HidesPath, _command, out _));
        }

        return Math.Max(0, longest - Layout.CommandRoom);
    }
}
