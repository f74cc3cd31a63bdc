using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>The targets of a change, who may make it, and what is asked before it.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="asking">Knows what was agreed to.</param>
internal sealed class ChangeRules(ScreenContext context, AskPolicy asking)
{
    private const int Root = 0;

    /// <summary>Tasks of other users can be changed: this program is root, or has the capability.</summary>
    public bool MayChangeOthers => context.Services.UserId == Root || context.Services.Tasks.MayRaisePriorities;

    /// <summary>The question to ask before something is done; null when there is nothing to ask.</summary>
    public string? Question(Intention intention) => asking.Question(intention, context.Look.Confirm switch
    {
        ConfirmMode.Always => AskAboutOthers.Always,
        ConfirmMode.Never => AskAboutOthers.Never,
        _ => AskAboutOthers.OncePerUser,
    });

    /// <summary>The user agreed to it.</summary>
    public void Agree(Intention intention) => asking.Agree(intention);

    /// <summary>The tagged rows or, when none is tagged, the selected one.</summary>
    public AffinityTargets Targets() => context.Readings.Snapshot is { } snapshot
        ? AffinityTargets.Of(snapshot, context.Tasks.Rows, context.Tasks.Tags, context.Tasks.Selected)
        : new AffinityTargets([], AreTagged: false, HiddenCount: 0);

    /// <summary>The same with the owner that each has right now, which is read once for each.</summary>
    public AffinityTargets OwnedNow(AffinityTargets targets) => targets.OwnedNow(context.Services.Tasks);

    /// <summary>The other users that the processes of some batches belong to right now, by PID; empty where only tasks of this one can be changed.</summary>
    public Dictionary<int, string> OtherUsers(IEnumerable<JournalBatch> batches)
    {
        var users = new Dictionary<int, string>();
        if (MayChangeOthers)
        {
            foreach (int pid in batches.SelectMany(batch => batch.Changes).Select(change => change.Pid).Distinct())
            {
                if (OwnerNow(pid) is { } owner && owner.UserId != context.Services.UserId)
                {
                    users.Add(pid, owner.User);
                }
            }
        }

        return users;
    }

    /// <summary>Why the kernel will refuse it for all of them: a sentence; null when it may not.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="capability">What lets others do it.</param>
    public string? WhyForbidden(AffinityTargets targets, string capability = "CAP_SYS_NICE")
    {
        if (MayChangeOthers || targets.Rows.IsEmpty || !targets.Rows.All(row => AffinityTargets.IsAnothers(row.Process, context.Services.UserId)))
        {
            return null;
        }

        string user = targets.OtherUsers(context.Services.UserId)[0];
        string who = user == "root" ? user : $"{user}, root";
        return $"{AffinityTargets.Name(targets.Rows[0])} belongs to {user}: only {who} or who has {capability} may do that.";
    }

    /// <summary>Says that the user refused.</summary>
    public void SayNothingChanged() => context.Messages.Say("Nothing was changed.", StatusKind.Done);

    private (int UserId, string User)? OwnerNow(int pid) =>
        context.Services.Tasks.TryReadOwner(pid, pid, out int userId, out string user) ? (userId, user)
        : context.Readings.Snapshot?.FindProcess(pid)?.Details is { } details ? (details.Uid, details.User)
        : null;
}
