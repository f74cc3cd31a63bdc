using CoreTop.Actions;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Changes tasks as the user asks: who is meant, what is asked before, what is said afterwards.</summary>
internal sealed class Changes
{
    private const int Root = 0;

    private readonly ScreenContext _context;
    private readonly GainWatch _gains;
    private readonly AskPolicy _asking = new();

    /// <param name="context">What the panes share.</param>
    public Changes(ScreenContext context)
    {
        _context = context;
        var looks = new SecondLook(context);
        var confirmation = new Confirmation(context);
        _gains = new GainWatch(context);
        var unwritten = new UnwrittenQuestion(context, _asking);
        var writer = new AffinityWriter(context, looks, unwritten);
        Affinities = new AffinityChanges(this, context, confirmation, writer, looks, _gains);
        Tasks = new TaskChanges(this, context, confirmation, looks, unwritten);
        Plans = new PlanChanges(context, writer, looks, _gains);
    }

    /// <summary>Tasks of other users can be changed: this program is root, or has the capability.</summary>
    public bool MayChangeOthers => _context.Services.UserId == Root || _context.Services.Tasks.MayRaisePriorities;

    /// <summary>Changes of affinity, and undo.</summary>
    public AffinityChanges Affinities { get; }

    /// <summary>Signals, nice values, I/O priorities and policies.</summary>
    public TaskChanges Tasks { get; }

    /// <summary>Plans of the balance preview.</summary>
    public PlanChanges Plans { get; }

    /// <summary>The question to ask before something is done; null when there is nothing to ask.</summary>
    public string? Question(Intention intention) => _asking.Question(intention, _context.Look.Confirm switch
    {
        ConfirmMode.Always => AskAboutOthers.Always,
        ConfirmMode.Never => AskAboutOthers.Never,
        _ => AskAboutOthers.OncePerUser,
    });

    /// <summary>The user agreed to it.</summary>
    public void Agree(Intention intention) => _asking.Agree(intention);

    /// <summary>The tagged rows or, when none is tagged, the selected one.</summary>
    public AffinityTargets Targets() => _context.Readings.Snapshot is { } snapshot
        ? AffinityTargets.Of(snapshot, _context.Tasks.Rows, _context.Tasks.Tags, _context.Tasks.Selected)
        : new AffinityTargets([], AreTagged: false, HiddenCount: 0);

    /// <summary>Why the kernel will refuse it for all of them: a sentence; null when it may not.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="capability">What lets others do it.</param>
    public string? WhyForbidden(AffinityTargets targets, string capability = "CAP_SYS_NICE")
    {
        if (MayChangeOthers || targets.Rows.IsEmpty || !targets.Rows.All(row => AffinityTargets.IsAnothers(row.Process, _context.Services.UserId)))
        {
            return null;
        }

        string user = targets.OtherUsers(_context.Services.UserId)[0];
        string who = user == "root" ? user : $"{user}, root";
        return $"{AffinityTargets.Name(targets.Rows[0])} belongs to {user}: only {who} or who has {capability} may do that.";
    }

    /// <summary>Takes a reading in, while the screen is paused too: what was gained is measured.</summary>
    public void Take(Snapshot snapshot) => _gains.Take(snapshot);

    /// <summary>Says that the user refused.</summary>
    public void SayNothingChanged() => _context.Messages.Say("Nothing was changed.", StatusKind.Done);
}
