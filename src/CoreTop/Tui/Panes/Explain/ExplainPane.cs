using System.Collections.Immutable;
using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using CoreTop.Verdict;

namespace CoreTop.Tui.Panes.Explain;

/// <summary>The explanation of every finding, over the panels.</summary>
internal sealed class ExplainPane : Pane
{
    private const string Group = "Explanation";

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    public ExplainPane(ScreenContext context, Theme theme) : base(context)
    {
        View = new ExplainView(theme, () => State, Lines);
        Search = new LineSearch(context, Lines);
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        new KeyCommand<ExplainPane>(
            "Up Down PgUp PgDn Home End Space", Group, "Scrolls.", (pane, press) => pane.Lines.Move(press.Name), "Scroll", 1),
        new KeyCommand<ExplainPane>(
            "b", Group, "To the balance preview.", (pane, _) => pane.Context.Open(PaneName.Balance), "Balance", 1),
        .. SharedKeys.Searching,
        new KeyCommand<ExplainPane>("Esc q F10 x Enter", Group, "Back.", (pane, _) => pane.Context.Panes.Close(pane), "Back", 0),
    ]);

    /// <summary>What is being explained; null before it was opened.</summary>
    public ExplainState? State { get; private set; }

    /// <summary>The lines, and how far they are scrolled.</summary>
    public ScrolledLines Lines { get; } = new();

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.OverPanels;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    /// <summary>Opens the explanation of all findings; their causes are looked up again.</summary>
    public void Open()
    {
        Readings readings = Context.Readings;
        if (readings.Snapshot is not { } snapshot || readings.Diagnosis.Findings.IsEmpty)
        {
            SayNothingToExplain();
            return;
        }

        State = new ExplainState(readings.Diagnosis, snapshot, IsOver: false);
        Context.Services.Pace.RefreshCauses();
        Lines.Start(0);
        Context.Push(this);
    }

    /// <inheritdoc/>
    public override void Take(Snapshot snapshot, Diagnosis diagnosis) => State = Context.Panes.Has(this) ? State?.Next(diagnosis, snapshot) : null;

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (State is { } state)
        {
            Lines.Fit(state.Diagnosis, room, ExplainView.TopRows, width => LinesOf(state, width));
        }

        return room;
    }

    private static ImmutableArray<TextLine> LinesOf(ExplainState state, int width) =>
    [
        .. ExplainText.Lines(state.Diagnosis, state.Snapshot, width)
            .SelectMany(line => Rows(line, width).Select(row => new TextLine(row, InkOf(line.Part)))),
    ];

    // Lines of a unit or a pod are not commands, but no longer than a narrow screen.
    private static IEnumerable<string> Rows(ExplainLine line, int width) =>
        line.Part == ExplainPart.Command ? CommandRows.Of(line.Text, width) : [line.Text];

    private static Ink InkOf(ExplainPart part) => part switch
    {
        ExplainPart.Warning => Ink.Warning,
        ExplainPart.Note => Ink.Notice,
        ExplainPart.Heading => Ink.Strong,
        ExplainPart.TableHeading => Ink.Label,
        ExplainPart.Command => Ink.Strong,
        _ => Ink.Normal,
    };

    // Where memory lies is looked at only when asked for.
    private void SayNothingToExplain()
    {
        string more = string.Empty;
        if (Context.Readings.Snapshot is { Topology.Nodes.Length: > 1 } && !Context.Readings.Diagnosis.HungryTasks.IsEmpty)
        {
            Context.Services.Pace.RefreshCauses();
            more = " Looking on which NUMA node the memory of busy processes lies.";
        }

        Context.Messages.SayAllIsWell($"Nothing to explain: nothing is wrong.{more}", StatusKind.Done);
    }
}
