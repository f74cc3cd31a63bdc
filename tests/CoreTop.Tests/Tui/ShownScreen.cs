using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Meters;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Panes.Setup;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui;

/// <summary>What tests ask of the screen, whichever pane knows it.</summary>
internal sealed class ShownScreen(ScreenPanes panes)
{
    public ScreenPanes Panes { get; } = panes;

    public Snapshot? Snapshot => Panes.Context.Readings.Snapshot;

    public List<ProcessRow> Rows => Panes.Processes.State.Rows;

    public ListOptions List => Panes.Processes.State.Options;

    public ListCursor Cursor => Panes.Processes.State.Cursor;

    public int ListHeight => Panes.Processes.State.Height;

    public ProcessRow? Selected => Panes.Processes.State.Selected;

    public ImmutableHashSet<RowKey> Tags => Panes.Processes.State.Tags;

    public RowKey? Followed => Panes.Processes.State.Followed;

    public CorePanelState Cores => Panes.Cores.State;

    public HeaderLayout Header => Panes.Context.Look.Header;

    public ScreenSettings Settings => Panes.Context.Look.Settings;

    public StatusMessage? Message => Panes.Context.Messages.Current;

    public Prompt? Prompt => Panes.Context.Panes.All.OfType<PromptPane>().FirstOrDefault()?.Prompt;

    public PickMenu? Menu => Panes.Menu.Menu;

    public SetupState? Setup => Panes.Setup.State;

    /// <summary>What lies over the panels.</summary>
    public Overlay Overlay => Panes.Context.Panes.Cover is null ? Overlay.None : Overlay.Some;

    public void Show(Snapshot snapshot, Diagnosis diagnosis) => Panes.Screen.Show(snapshot, diagnosis);

    public void Show(ProcessInspection inspection) => Panes.Details.Show(inspection);

    public void ShowFailure(string sentence) => Panes.Screen.ShowFailure(sentence);

    public void Press(string keyName, string? typed) => Panes.Screen.Press(keyName, typed);

    public void Paste(string text) => Panes.Screen.Paste(text);

    public void Pick(PickMenu menu) => Panes.Context.Pick(menu);

    public void Use(ScreenSettings settings) => Panes.Context.Look.Use(settings);

    public void SortBy(ProcessColumn column) => Panes.Processes.State.SortBy(column);
}
