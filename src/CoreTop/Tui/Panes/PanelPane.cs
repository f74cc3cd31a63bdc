using CoreTop.Listing.Filters;
using CoreTop.Listing.Options;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes;

/// <summary>One of the two panels that are always there: what both have in common.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="changes">Changes tasks.</param>
internal abstract class PanelPane(ScreenContext context, Changes changes) : Pane(context)
{
    private StatusMessage? _saidByEscape;

    /// <summary>Changes tasks.</summary>
    public Changes Changes { get; } = changes;

    /// <summary>Gives the keyboard to the other panel.</summary>
    public abstract void SwitchPanel();

    /// <summary>Keeps what is shown, or goes on.</summary>
    public void TogglePause()
    {
        Context.Readings.IsPaused = !Context.Readings.IsPaused;
        Context.Messages.Say(Context.Readings.IsPaused ? "Paused: Z goes on." : "Goes on.", StatusKind.Done);
    }

    /// <summary>Takes away, one a key press: the message, then of what narrows the list the narrowest: CPU, filter, user.</summary>
    public void Escape()
    {
        // What it said itself is not in its own way.
        if (Context.Messages.Current is { } message && message != _saidByEscape)
        {
            Context.Messages.Current = null;
            return;
        }

        Context.Messages.Current = null;
        ListOptions list = Context.Tasks.Options;
        if (list.LastCpu is not null)
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
    }

    private void Widen(ListOptions options, string sentence)
    {
        Context.Tasks.Choose(options);
        Context.Messages.Say(sentence, StatusKind.Done);
        _saidByEscape = Context.Messages.Current;
    }
}
