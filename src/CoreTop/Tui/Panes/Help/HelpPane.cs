using System.Collections.Immutable;
using System.Drawing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Help;

/// <summary>Every key, column and sign, over everything else.</summary>
internal sealed class HelpPane : Pane
{
    private const string Group = "Help";

    private readonly ImmutableArray<KeyCommand> _commands;

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="commands">The keys of all panes.</param>
    public HelpPane(ScreenContext context, Theme theme, ImmutableArray<KeyCommand> commands) : base(context)
    {
        _commands = commands;
        View = new HelpView(theme, Lines);
        Search = new LineSearch(context, Lines);
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        new KeyCommand<HelpPane>(
            "Up Down k j PgUp PgDn Space Home End", Group, "Scrolls by lines and by whole pages.", (pane, press) => pane.Lines.Move(press.Name)),
        .. SharedKeys.Searching,
        new KeyCommand<HelpPane>("Esc q F10 F1 h ? Enter", Group, "Back.", (pane, _) => pane.Context.Panes.Close(pane)),
    ]);

    /// <summary>The lines, and how far they are scrolled.</summary>
    public ScrolledLines Lines { get; } = new();

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.Whole;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    /// <summary>Opens it at its first line.</summary>
    public void Open()
    {
        Lines.Start(0);
        Context.Push(this);
    }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        Lines.Fit(this, room, HelpView.BottomRows, width => HelpText.Lines(_commands, width));
        return room;
    }

    /// <inheritdoc/>
    protected override string WhyNothing(string keyName) => $"{keyName} does nothing here: PgDn and PgUp scroll, Esc goes back.";
}
