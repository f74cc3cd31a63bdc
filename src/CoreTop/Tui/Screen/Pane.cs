using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>What all panes have in common.</summary>
/// <param name="context">What they share.</param>
internal abstract class Pane(ScreenContext context) : IPane
{
    /// <summary>What the panes share.</summary>
    public ScreenContext Context { get; } = context;

    /// <inheritdoc/>
    public abstract PaneArea Area { get; }

    /// <inheritdoc/>
    public abstract HotView? View { get; }

    /// <inheritdoc/>
    public abstract PaneKeys Keys { get; }

    /// <summary>Searches its lines; null for a pane without lines.</summary>
    public virtual LineSearch? Search => null;

    /// <inheritdoc/>
    public virtual KeyMoment Moment => KeyMoment.None;

    /// <inheritdoc/>
    public virtual bool HoldsRows => false;

    /// <inheritdoc/>
    public virtual string? Detail => null;

    /// <inheritdoc/>
    public virtual bool HasTaskCursor => false;

    /// <inheritdoc/>
    public virtual ProcessRow? Pointed => null;

    /// <inheritdoc/>
    public virtual Size Fit(Size room) => room;

    /// <inheritdoc/>
    public virtual void Take(Snapshot snapshot, Diagnosis diagnosis)
    {
    }

    /// <inheritdoc/>
    public virtual void Press(KeyPress press)
    {
        if (Keys.Find(press.Name) is not { } command)
        {
            Context.Messages.RefuseHere(WhyNothing(press.Name));
        }
        else if (command.WhyNotIn(this) is { } why)
        {
            Context.Messages.Say(why, StatusKind.Refused);
        }
        else
        {
            command.RunIn(this, press);
            Context.Refresh();
        }
    }

    /// <summary>The key that goes back to the process list.</summary>
    protected virtual string KeyBack => "Esc";

    /// <summary>Says that a key has no meaning here, and which one does what it may be meant for.</summary>
    protected virtual string WhyNothing(string keyName) => Context.Panes.All[0] is var list && list != this && list.Keys.Find(keyName) is not null
        ? $"{keyName} is a key of the process list: {KeyBack} goes there."
        : $"{keyName} does nothing here: F1 shows the keys.";

    /// <inheritdoc/>
    public virtual void Paste(string text)
    {
    }

    /// <inheritdoc/>
    public virtual bool DrawBar(ref Canvas canvas) => false;
}
