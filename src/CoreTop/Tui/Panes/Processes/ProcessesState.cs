using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Which rows the process list has, in which order, where its cursor is, which are tagged, and which task it follows.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class ProcessesState(ScreenContext context) : ITaskSelection
{
    /// <summary>So long after a movement the rows stay where they are.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(2);

    /// <summary>A kernel thread that uses so much of a CPU, or waits so long for one, is shown in any case: it may be what is wrong. Where many tasks run, all wait a little.</summary>
    private const double BusyShare = 0.1, LongWait = 0.5;

    private readonly MissingPids _missing = new(context);
    private readonly TaggedCounts _tagged = new();
    private ListMemory? _memory;
    private long? _movedAt;
    private RefusedField? _refused;

    /// <inheritdoc/>
    public ListOptions Options { get; private set; } = ScreenSettings.Default.List;

    /// <inheritdoc/>
    public List<ProcessRow> Rows { get; } = [];

    /// <inheritdoc/>
    public ImmutableHashSet<RowKey> Tags { get; set; } = [];

    /// <summary>Where the cursor is.</summary>
    public ListCursor Cursor { get; private set; }

    /// <summary>What is shown in place of rows: none of the PIDs that the list is for is there, or only kernel threads are, which are hidden; null otherwise.</summary>
    public string? WhyEmpty => Rows.Count > 0 ? null : _missing.WhyEmpty ?? HiddenKernelThreads.WhyEmpty(Options, Snapshot);

    /// <summary>Rows in view.</summary>
    public int Height { get; private set; } = 1;

    /// <summary>The task that the cursor sticks to until it is moved; null for none.</summary>
    public RowKey? Followed { get; private set; }

    /// <inheritdoc/>
    public ProcessRow? Selected => context.Panes.WithTaskCursor is { } pane ? pane.Pointed : ListSelected;

    /// <inheritdoc/>
    public ProcessRow? ListSelected => Cursor.Selected is not null && Cursor.Index < Rows.Count ? Rows[Cursor.Index] : null;

    /// <inheritdoc/>
    public bool IsPlaced => Cursor.IsPlaced;

    /// <summary>What narrows the list, and how many are tagged; empty for nothing.</summary>
    public string Narrowing
    {
        get
        {
            string tagged = Tags.IsEmpty ? string.Empty : $" {Tags.Count} tagged ";
            string cpu = Options.LastCpu is { } last ? $" last on CPU {last} " : string.Empty;
            string finding = Options.Only is null ? string.Empty : context.Finding.Narrowing;
            string user = Options.User is { } name ? $" user {name} " : string.Empty;
            string followed = Followed is { } key ? $" follows {NameOf(key)} " : string.Empty;
            string filter = Options.Filter == RowFilter.None ? string.Empty : $" filter {Options.Filter.Text} ";
            string refused = _refused is { } found ? $"({found.Field.Heading} refused of {found.Refused}) " : string.Empty;
            return tagged + followed + finding + cpu + user + filter + refused;
        }
    }

    private ListMemory Memory => _memory ??= new ListMemory { ShowsKernelThread = IsNoHiddenKernelThread };

    private Snapshot? Snapshot => context.Readings.Snapshot;

    // Rows keep their order at a refresh: the cursor is being moved, or something is being asked.
    private bool IsHeld => context.Panes.HoldsRows
        || (_movedAt is { } moved && Followed is null && context.Services.Time.GetElapsedTime(moved) < HeldFor);

    /// <inheritdoc/>
    public void Choose(ListOptions options)
    {
        // Where the cursor was not put by the user, what is new begins at the top.
        if (!Cursor.IsPlaced && Followed is null && (IsInNewOrder(options) || IsWider(options)))
        {
            Cursor = default;
        }

        Options = options;
        Arrange(isHeld: false);
    }

    /// <summary>So many rows are in view.</summary>
    public void SetHeight(int height)
    {
        Height = Math.Max(1, height);
        Cursor = Cursor.Follow(Rows, Height);
    }

    /// <summary>Moves the cursor down, or up when negative.</summary>
    public void Move(int rowsDown) => Place(Cursor.Move(Rows, rowsDown, Height));

    /// <summary>Moves the cursor down by a number of pages, or up when negative.</summary>
    public void MovePage(int pages) => Move(pages * Math.Max(1, Height - 1));

    /// <summary>Moves the cursor to a row, or the nearest there is.</summary>
    public void MoveTo(int row) => Place(Cursor.MoveTo(Rows, row, Height));

    /// <summary>Moves the cursor to a row, and gives the list the keyboard.</summary>
    public void ClickRow(int row)
    {
        context.Panes.LeaveCores();
        if (row < Rows.Count)
        {
            MoveTo(row);
        }
    }

    /// <summary>Sorts by the column; turns the order round when it sorts already.</summary>
    public void ClickHeading(ProcessColumn column)
    {
        if (column == Options.Sort)
        {
            ReverseSort();
        }
        else
        {
            SortBy(column);
        }
    }

    /// <summary>Sorts by a column.</summary>
    public void SortBy(ProcessColumn column) => Choose(Options with { Sort = column, IsReversed = false });

    /// <summary>Sorts by the shown column that is a number of places further to the right; by the first when the current one is not shown.</summary>
    public void SortByNeighbour(int step)
    {
        ImmutableArray<ProcessColumn> columns = Options.Columns;
        int sorts = columns.IndexOf(Options.Sort);
        int index = sorts < 0 ? 0 : sorts + step;
        if (index >= 0 && index < columns.Length)
        {
            SortBy(columns[index]);
        }
    }

    /// <summary>Turns the order round.</summary>
    public void ReverseSort() => Choose(Options with { IsReversed = !Options.IsReversed });

    /// <summary>A task or a group for people: its number, or its program.</summary>
    public static string NameOf(RowKey key) => key.Group?.Label ?? key.Task.Tid.ToString(CultureInfo.InvariantCulture);

    /// <summary>The row's task is tagged, or every process of its group.</summary>
    public bool IsTagged(in ProcessRow row) => row.Group is { } group
        ? _tagged.Count(Tags, group) == group.Members.Length
        : Tags.Contains(row.Key);

    /// <summary>Some processes of the row's group are tagged, and others are not.</summary>
    public bool IsTaggedInPart(in ProcessRow row) =>
        row.Group is { } group && _tagged.Count(Tags, group) is var count && count > 0 && count < group.Members.Length;

    /// <summary>Lets the cursor stick to the selected task until it is moved.</summary>
    public void Follow(RowKey task)
    {
        Place(Cursor with { IsPlaced = true });
        Followed = task;
    }

    /// <summary>Follows nothing any more.</summary>
    public void Unfollow() => Followed = null;

    /// <summary>Takes in what is newly shown.</summary>
    public void Take(Snapshot snapshot)
    {
        if (context.Readings.IsSettling)
        {
            Cursor = default;
        }

        ForgetEndedTags(snapshot);
        ForgetEndedFolds(snapshot);
        Memory.Changes.Take(snapshot, Options.ChangesMarkedFor);
        _missing.Take(snapshot, Options.Pids);
        Options = context.Finding.After(Options);
        Arrange(IsHeld);
        KeepFollowing(snapshot);
    }

    /// <summary>Marks processes that come and go for that time; null marks them no longer.</summary>
    public void MarkChanges(TimeSpan? time)
    {
        if (Snapshot is { } snapshot)
        {
            Memory.Changes.Take(snapshot, time);
        }

        Choose(Options with { ChangesMarkedFor = time });
    }

    // What was asked for by name or by CPU is not hidden either.
    private bool IsNoHiddenKernelThread(ProcessLoad process) =>
        process.Run >= BusyShare || process.Wait >= LongWait || context.Finding.Tasks.HasProcess(process.Pid) || Options.Pids is not null
        || (Options.LastCpu is not null && (process.Run > 0 || process.Wait > 0));

    private bool IsInNewOrder(ListOptions options) => options.Sort != Options.Sort || options.IsReversed != Options.IsReversed;

    private bool IsWider(ListOptions options) =>
        (options.Filter == RowFilter.None && Options.Filter != RowFilter.None)
        || (options.Only is null && Options.Only is not null)
        || (options.LastCpu is null && Options.LastCpu is not null)
        || (options.User is null && Options.User is not null);

    private void Place(ListCursor cursor)
    {
        context.Readings.EndSettling();
        _movedAt = context.Services.Time.GetTimestamp();
        Followed = null;
        Cursor = cursor;
        context.Refresh();
    }

    private void Arrange(bool isHeld)
    {
        if (Snapshot is { } snapshot)
        {
            Memory.IsHeld = isHeld;
            ProcessRow? held = ListSelected;
            ProcessRows.Fill(Rows, snapshot, Options, Memory);
            _tagged.Forget();
            FollowIntoGroups(held);
            _refused = RefusedField.Find(snapshot, Options.Filter);
            Cursor = Cursor.Follow(Rows, Height);
        }

        context.Refresh();
    }

    // A process may have been folded into a group, or a group unfolded into processes.
    private void FollowIntoGroups(ProcessRow? held)
    {
        if (held is { } row && (Options.IsGrouped || row.Group is not null))
        {
            RowKey key = Memory.Groups.Follow(row, Options);
            Followed = Followed == row.Key ? key : Followed;
            Cursor = Cursor with { Selected = key };
        }
    }

    private void ForgetEndedTags(Snapshot snapshot)
    {
        if (Tags.IsEmpty)
        {
            return;
        }

        // Tags are changed only where one has ended, which is seldom.
        int living = 0;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            living += Tags.Contains(new RowKey(process.Key, IsThread: false)) ? 1 : 0;
            foreach (TaskLoad thread in process.Threads)
            {
                living += Tags.Contains(new RowKey(thread.Key, IsThread: true)) ? 1 : 0;
            }
        }

        if (living < Tags.Count)
        {
            Tags = Tags.Intersect(snapshot.Processes.SelectMany(static process => process.Threads
                .Select(static thread => new RowKey(thread.Key, IsThread: true)).Prepend(new RowKey(process.Key, IsThread: false))));
        }
    }

    private void ForgetEndedFolds(Snapshot snapshot)
    {
        if (Options.Folded.IsEmpty)
        {
            return;
        }

        int living = 0;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            living += Options.Folded.Contains(process.Key) ? 1 : 0;
        }

        if (living < Options.Folded.Count)
        {
            Options = Options with { Folded = Options.Folded.Intersect(snapshot.Processes.Select(process => process.Key)) };
        }
    }

    private void KeepFollowing(Snapshot snapshot)
    {
        if (Followed is not { } followed || ListSelected?.Key == followed)
        {
            return;
        }

        Followed = null;
        bool lives = followed.Group is null && snapshot.Processes.Any(process => process.Key == followed.Task || process.Threads.Any(thread => thread.Key == followed.Task));
        context.Messages.Say(
            lives ? "The task that was followed is hidden: it is not followed any more."
            : followed.Group is { } group ? $"No process of {group.Label} is shown any more: the group is not followed any more."
            : "The task that was followed has ended.",
            StatusKind.Refused);
    }
}
