using CoreTop.Actions;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Changes tasks as the user asks: what is done, and what is said afterwards.</summary>
internal sealed class Changes
{
    private readonly GainWatch _gains;

    /// <param name="context">What the panes share.</param>
    public Changes(ScreenContext context)
    {
        var asking = new AskPolicy();
        var looks = new SecondLook(context);
        var confirmation = new Confirmation(context);
        _gains = new GainWatch(context);
        var unwritten = new UnwrittenQuestion(context, asking);
        var writer = new AffinityWriter(context, looks, unwritten);
        Rules = new ChangeRules(context, asking);
        Affinities = new AffinityChanges(Rules, context, confirmation, writer, looks, _gains);
        Tasks = new TaskChanges(Rules, context, confirmation, looks, unwritten, _gains);
        Plans = new PlanChanges(context, writer, looks, _gains);
    }

    /// <summary>The targets, who may do it, what is asked before.</summary>
    public ChangeRules Rules { get; }

    /// <summary>Changes of affinity, and undo.</summary>
    public AffinityChanges Affinities { get; }

    /// <summary>Signals, nice values, I/O priorities and policies.</summary>
    public TaskChanges Tasks { get; }

    /// <summary>Plans of the balance preview.</summary>
    public PlanChanges Plans { get; }

    /// <summary>There is a change to take back, as far as was seen at the last change or refresh.</summary>
    public bool CanUndo => _gains.CanUndo;

    /// <summary>Takes a reading in, while the screen is paused too: what was gained is measured.</summary>
    public void Take(Snapshot snapshot) => _gains.Take(snapshot);
}
