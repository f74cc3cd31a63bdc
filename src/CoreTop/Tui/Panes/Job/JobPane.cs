using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Job;

/// <summary>Tasks by CPUs as a picture, over the panels: where each may run, where it runs, and where they are in each other's way.</summary>
internal sealed class JobPane : Pane
{
    private const string Group = "Job view";

    private readonly Changes _changes;
    private readonly Func<string> _whole;
    private readonly JobLayout _layout = new();

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="changes">Changes tasks.</param>
    public JobPane(ScreenContext context, Theme theme, Changes changes) : base(context)
    {
        _changes = changes;
        State = new JobState(context);
        Search = new LineSearch(context, new SearchedJob(State));
        var view = new JobView(theme, context, State, _layout, MoveTo);
        (View, _whole) = (view, () => view.Whole);
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        .. SharedKeys.Searching,
        new KeyCommand<JobPane>("Up Down PgUp PgDn Home End", Group, "Moves from task to task.",
            (pane, press) => pane.MoveTo(LineKeys.Move(press.Name, pane.State.Cursor.Index, Math.Max(1, pane.State.Height - 1)))),
        new KeyCommand<JobPane>("Enter", Group, "The details of the task's process.", (pane, _) => pane.Context.Open(PaneName.Details), "Details", 1,
            static pane => pane.WhyNoTask()),
        Change("a", "Opens the affinity editor for the task, or for the tagged tasks where those are shown.",
            (pane, _) => pane.Context.Open(PaneName.AffinityEditor), "Affinity", 1),
        Change("i", "Sends the task, or each of the tagged tasks where those are shown, to the best idle CPU it may use.",
            (pane, press) => pane._changes.Affinities.SendToIdleCore(press), "Idle core", 2),
        Change("r", "Releases the task, or the tagged tasks where those are shown: gives them all CPUs that their cpuset allows.",
            (pane, press) => pane._changes.Affinities.Release(press), "Release", 3),
        new KeyCommand<JobPane>("z", Group, "Takes back the last change.",
            (pane, press) => pane._changes.Affinities.Undo(press), "Undo", 3, pane => pane.Context.Services.WhyReadOnly),
        new KeyCommand<JobPane>("H", Group, "Shows the threads of each process, or one row for each process.",
            (pane, _) => pane.State.ToggleThreads(), "Threads", 1),
        new KeyCommand<JobPane>("Tab", Group, "Shows other tasks: the tagged ones, those that the selected one belongs to, those of the finding.",
            (pane, _) => pane.Next(), "Other tasks", 1),
        new KeyCommand<JobPane>("+", Group, "Gives each CPU a cell of its own, however many there are: Left and Right scroll.",
            (pane, _) => pane.ShowWhole(isWhole: true), "Each CPU", 4),
        new KeyCommand<JobPane>("-", Group, "Shows all CPUs, several in a cell where they must be.",
            (pane, _) => pane.ShowWhole(isWhole: false)),
        new KeyCommand<JobPane>("Left Right", Group, "Scrolls to other CPUs.",
            (pane, press) => pane.Scroll(press.Name == "Right" ? 1 : -1)),
        new KeyCommand<JobPane>(".", Group, "Shows whole what the first and the last line say.",
            (pane, _) => pane.Context.Messages.Say(pane._whole(), StatusKind.Done)),
        new KeyCommand<JobPane>("Esc q F10 J", Group, "Back.", (pane, _) => pane.Close(), "Back", 0),
    ]);

    /// <summary>What is shown.</summary>
    public JobState State { get; }

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.OverPanels;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    /// <inheritdoc/>
    public override bool HasTaskCursor => true;

    /// <inheritdoc/>
    public override ProcessRow? Pointed => State.Selected;

    /// <summary>Opens it, or says why there is nothing to show.</summary>
    public void Open()
    {
        if (!State.Open())
        {
            Context.Messages.Say("No task is under the cursor.", StatusKind.Refused);
            return;
        }

        Context.Push(this);

        // Ranks are in files that nobody asked for so far.
        Context.Services.Pace.RefreshNow();
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis)
    {
        if (Context.Panes.Has(this))
        {
            State.Take();
        }
        else
        {
            State.Forget();
        }
    }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (Context.Readings.Snapshot is { } snapshot)
        {
            _layout.Fit(State, snapshot.Topology, room.Width);
            State.SetHeight(_layout.TaskRows(room.Height));
        }

        return room;
    }

    private void MoveTo(int row)
    {
        State.MoveTo(row);
        Context.Refresh();
    }

    private void Close()
    {
        Context.Panes.Close(this);
        State.Forget();
    }

    private void Next()
    {
        if (!State.Next())
        {
            Context.Messages.RefuseHere("There are no other tasks to show: nothing is tagged, and no finding has tasks.");
        }
    }

    private void ShowWhole(bool isWhole)
    {
        if (!_layout.Show(isWhole))
        {
            Context.Messages.RefuseHere(isWhole ? "Each CPU has a cell of its own." : "All CPUs are shown.");
        }
    }

    private void Scroll(int steps)
    {
        if (!_layout.Scroll(steps))
        {
            Context.Messages.RefuseHere(_layout.IsWhole ? "There are no more CPUs on that side." : "All CPUs are in view: + gives each a cell to scroll through.");
        }
    }

    private static KeyCommand<JobPane> Change(string keys, string help, Action<JobPane, KeyPress> run, string label, int rank) =>
        new(keys, Group, help, run, label, rank, pane => pane.Context.Services.WhyReadOnly ?? pane.WhyNotChange() ?? pane.WhyNoTask());

    private string? WhyNoTask() => State.Selected is null ? "The tasks that were shown here have ended: Tab shows others, Esc goes back." : null;

    // What is tagged is what would be changed, and something else is looked at.
    private string? WhyNotChange() => Context.Tasks.Tags.Count is > 0 and int tags && State.Source != JobSource.Tags
        ? $"{Count.Of(tags, "task")} {Count.Are(tags)} tagged and would be changed, and not what is shown: Tab shows them, U in the list untags them."
        : null;
}
