using CoreTop.Actions;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Changes tasks as the user asks: who is meant, what is asked before, what is said afterwards.</summary>
internal sealed class Changes
{
    private readonly ScreenContext _context;
    private readonly GainWatch _gains;

    /// <param name="context">What the panes share.</param>
    public Changes(ScreenContext context)
    {
        _context = context;
        var looks = new SecondLook(context);
        var confirmation = new Confirmation(context);
        _gains = new GainWatch(context);
        var asking = new AskPolicy();
        var unwritten = new UnwrittenQuestion(context, asking);
        var writer = new AffinityWriter(context, looks, unwritten);
        Affinities = new AffinityChanges(this, context, confirmation, writer, looks, _gains);
        Tasks = new TaskChanges(this, context, confirmation, looks, asking, unwritten);
        Plans = new PlanChanges(context, writer, looks, _gains);
    }

    /// <summary>Changes of affinity, and undo.</summary>
    public AffinityChanges Affinities { get; }

    /// <summary>Signals, nice values, I/O priorities and policies.</summary>
    public TaskChanges Tasks { get; }

    /// <summary>Plans of the balance preview.</summary>
    public PlanChanges Plans { get; }

    /// <summary>The tagged rows or, when none is tagged, the selected one.</summary>
    public AffinityTargets Targets() => _context.Readings.Snapshot is { } snapshot
        ? AffinityTargets.Of(snapshot, _context.Tasks.Rows, _context.Tasks.Tags, _context.Tasks.Selected)
        : new AffinityTargets([], AreTagged: false, HiddenCount: 0);

    /// <summary>Takes a reading in, while the screen is paused too: what was gained is measured.</summary>
    public void Take(Snapshot snapshot) => _gains.Take(snapshot);

    /// <summary>Says that the user refused.</summary>
    public void SayNothingChanged() => _context.Messages.Say("Nothing was changed.", StatusKind.Done);
}
