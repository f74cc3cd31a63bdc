using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Screen;

/// <summary>The full-screen program's screen: takes readings in, and passes keys to the pane on top. Belongs to the UI thread; draws nothing.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="panes">All panes, in the order in which they take in what is newly shown.</param>
/// <param name="heard">Called with every reading, also while the screen is paused.</param>
internal sealed class PaneScreen(ScreenContext context, ImmutableArray<IPane> panes, Action<Snapshot> heard)
{
    /// <summary>All panes, open or not.</summary>
    public ImmutableArray<IPane> Panes { get; } = panes;

    /// <summary>What the panes share.</summary>
    public ScreenContext Context { get; } = context;

    /// <summary>Takes a new snapshot and what is wrong in it in, and shows them unless the screen is paused.</summary>
    public void Show(Snapshot snapshot, Diagnosis diagnosis)
    {
        Context.Readings.Take(snapshot, diagnosis);
        Context.Heat.Add(snapshot, diagnosis);
        heard(snapshot);
        if (Context.Readings.IsPaused)
        {
            return;
        }

        Context.Readings.ShowLatest();
        Context.Heat.ShowLatest();
        Context.Look.MeterHistory.Add(snapshot, Context.Look.Header);
        Context.Messages.Age(snapshot);
        foreach (IPane pane in Panes)
        {
            pane.Take(snapshot, diagnosis);
        }
    }

    /// <summary>Says that the machine could not be read; what is shown stays.</summary>
    public void ShowFailure(string sentence)
    {
        Context.Readings.Fail();
        Context.Messages.Say(sentence, StatusKind.Problem);
    }

    /// <summary>Does what the key does, here and now.</summary>
    public void Press(string keyName, string? typed)
    {
        Context.Readings.EndSettling();
        Press(new KeyPress(keyName, typed));
    }

    /// <summary>Does what the command does whose label was clicked in the key bar.</summary>
    public void Click(KeyCommand command) =>
        Press(new KeyPress(command.KeyNames[0], Typed: null, KeyOrigin.Click));

    /// <summary>Adds pasted text to the answer being typed. Where none is, it is dropped: its letters are not commands.</summary>
    public void Paste(string text) => Context.Panes.Top.Paste(text);

    // As in htop, where a hand that does not want to leave the letters moves.
    private static string ArrowOf(string keyName) => keyName switch
    {
        "Alt-h" => "Left",
        "Alt-j" => "Down",
        "Alt-k" => "Up",
        "Alt-l" => "Right",
        _ => keyName,
    };

    private void Press(KeyPress press)
    {
        IPane pane = Context.Panes.Top;
        pane.Press(pane.Keys.Find(press.Name) is null ? press with { Name = ArrowOf(press.Name) } : press);
        if (Context.Panes.Top != pane)
        {
            Context.Messages.Leave();
        }
    }
}
