using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Details;

/// <summary>The details of one process, over the panels.</summary>
internal sealed class DetailsPane : Pane
{
    private const string Group = "Details of a process";

    private CpuHistory? _history;
    private bool _seeksCommand;

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    public DetailsPane(ScreenContext context, Theme theme) : base(context)
    {
        View = new DetailsView(theme, () => State, Lines);
        Search = new LineSearch(context, Lines);
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        new KeyCommand<DetailsPane>("Tab Right", Group, "The next section.", (pane, _) => pane.Switch(1), "Next", 0),
        new KeyCommand<DetailsPane>("Shift-Tab Left", Group, "The section before.", (pane, _) => pane.Switch(-1), "Before", 2),
        new KeyCommand<DetailsPane>(
            "Up Down PgUp PgDn Home End Space", Group, "Scrolls.", (pane, press) => pane.Lines.Move(press.Name), "Scroll", 2),
        new KeyCommand<DetailsPane>("w", Group, "To the command line.", (pane, _) => pane.ShowCommand()),
        new KeyCommand<DetailsPane>("e", Group, "To the environment.", (pane, _) => pane.Show(DetailsSection.Environment)),
        new KeyCommand<DetailsPane>("l", Group, "To the open files.", (pane, _) => pane.Show(DetailsSection.Files)),
        new KeyCommand<DetailsPane>("v", Group,
            "Shows the values of the environment that look like secrets, or hides them again.",
            (pane, _) => pane.ToggleSecrets(), "Secrets", 1),
        new KeyCommand<DetailsPane>("m", Group,
            "Reads on which NUMA nodes its memory lies, which stops the process for a moment.",
            (pane, _) => pane.ReadMemoryNodes(), "NUMA memory", 1, static pane => pane.WhyNotRead),
        new KeyCommand<DetailsPane>("F5", Group, "Reads the section again.", (pane, _) => pane.ReadAgain(), "Reread", 2,
            static pane => pane.WhyNotRead),
        .. SharedKeys.Searching,
        new KeyCommand<DetailsPane>("Esc q F10 Enter", Group, "Back.", (pane, _) => pane.Close(), "Back", 0),
    ]);

    /// <summary>The process whose details are open; null while none are.</summary>
    public DetailsState? State { get; private set; }

    /// <summary>The lines of the section, and how far they are scrolled.</summary>
    public ScrolledLines Lines { get; } = new();

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.OverPanels;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    // How busy the process of the details was since it was selected; null when that is not known.
    private CpuHistory? History => _history is { } history && history.Key == State?.Process.Key ? history : null;

    private string? WhyNotRead => State is { HasEnded: true } ? "The process has ended: nothing more can be read of it." : null;

    /// <summary>Opens the details of the selected process, or of the selected thread's.</summary>
    /// <param name="section">What they begin with; null for the threads when a thread is selected, else the overview.</param>
    public void Open(DetailsSection? section = null)
    {
        if (Context.Tasks.Selected is not { } row || Context.Readings.Snapshot is not { } snapshot)
        {
            Context.Messages.Say("No task is under the cursor.", StatusKind.Refused);
            return;
        }

        if (row.Group is { } group)
        {
            Context.Messages.Say(
                $"{group.Words(group.Members.Length)} are one row here: + shows them, and details are of one of them.", StatusKind.Refused);
            return;
        }

        State = DetailsState.Open(row, snapshot);
        if (History is null)
        {
            _history = new CpuHistory(row.Process.Key);
            _history.Add(row.Process, snapshot.Interval);
        }

        _seeksCommand = false;
        bool isAtThread = section is null;
        State = section is { } wanted ? State with { Section = wanted } : State;
        Lines.Start(isAtThread && State.Thread is { } thread ? row.Process.Threads.TakeWhile(each => each.Key != thread).Count() : 0);
        Context.Push(this);

        // The start stands in the title of every section.
        Context.Services.Pace.Inspect(new InspectionRequest(row.Process.Key, InspectedPart.Program));
        if (State.Part is { } part and not InspectedPart.Program)
        {
            Inspect(part);
        }

        if (row.Process.Threads.Length < row.Process.ThreadCount)
        {
            // Read in turn so far; from now on at each refresh.
            Context.Services.Pace.RefreshNow();
        }
    }

    /// <summary>Opens them at the command line.</summary>
    public void OpenCommand()
    {
        Open(DetailsSection.Overview);
        _seeksCommand = true;
    }

    /// <summary>Takes in what was read of a process.</summary>
    public void Show(ProcessInspection inspection)
    {
        DetailsState? before = State;
        State = State?.With(inspection);
        if (!ReferenceEquals(before, State))
        {
            Context.Refresh();
        }
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis)
    {
        // For the process that is looked at, or the selected one.
        State = State?.Next(snapshot);
        if ((State?.Process.Key ?? Context.Tasks.Selected?.Process.Key) is not { } key)
        {
            return;
        }

        if (_history?.Key != key)
        {
            _history = new CpuHistory(key);
        }

        if (snapshot.FindProcess(key) is { } process)
        {
            _history.Add(process, snapshot.Interval);
        }
    }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (State is { } state)
        {
            FitLines(state, room);
            SeekCommand(state, room);
        }

        return room;
    }

    private void FitLines(DetailsState state, Size room) =>
        Lines.Fit(state, room, DetailsView.TopRows, width => DetailsText.Lines(state, History, Context.Services.IsLive, width));

    // It is read a moment after the details have opened.
    private void SeekCommand(DetailsState state, Size room)
    {
        if (_seeksCommand && state.Parts.ContainsKey(InspectedPart.Program))
        {
            _seeksCommand = false;
            Lines.Start(Math.Max(0, Lines.Lines.ToList().FindIndex(line => line.Text == DetailsText.CommandHeading)));
            FitLines(state, room);
        }
    }

    private void Close()
    {
        Context.Panes.Close(this);
        State = null;
    }

    private void Switch(int step)
    {
        if (State is { } state)
        {
            Show(state.Switch(step).Section);
        }
    }

    private void ShowCommand()
    {
        Show(DetailsSection.Overview);
        _seeksCommand = true;
    }

    // What a section shows is read when it is shown first.
    private void Show(DetailsSection section)
    {
        _seeksCommand = false;
        State = State is { } state ? state with { Section = section } : null;
        Lines.ToTop();
        if (State is { Part: { } part } && !State.Parts.ContainsKey(part))
        {
            Inspect(part);
        }
    }

    private void ReadAgain()
    {
        if (State?.Part is { } part)
        {
            Inspect(part);
        }
    }

    private void ReadMemoryNodes()
    {
        State = State is { } state ? state with { Section = DetailsSection.Memory } : null;
        Lines.ToTop();
        Inspect(InspectedPart.Memory);
    }

    private void ToggleSecrets() => State = State?.ToggleSecrets();

    private void Inspect(InspectedPart part)
    {
        if (State is { HasEnded: false } details)
        {
            Context.Services.Pace.Inspect(new InspectionRequest(details.Process.Key, part));
        }
    }
}
