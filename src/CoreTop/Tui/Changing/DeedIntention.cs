using CoreTop.Actions;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Changing;

/// <summary>What decides whether the user is asked before a deed.</summary>
internal static class DeedIntention
{
    private const int FirstProcess = 1;

    /// <summary>What is about to be done, as far as it decides whether the user is asked.</summary>
    /// <param name="preview">What will be done, and its targets.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="ownPid">This program's.</param>
    /// <param name="userId">Its user's.</param>
    /// <param name="mayChangeOthers">Tasks of other users can be changed.</param>
    public static Intention Of(DeedPreview preview, Snapshot snapshot, int ownPid, int userId, bool mayChangeOthers)
    {
        (Deed deed, AffinityTargets targets) = (preview.Deed, preview.Targets);
        return new Intention(IntentionKind.Task, preview.Opening, targets.Whom)
        {
            Change = preview.Change,
            Targets = targets.Rows.Length,
            LeftAlone = targets.LeftAlone,
            Hidden = targets.HiddenCount,
            Processes = targets.ProcessCount,
            OfOthers = mayChangeOthers ? targets.CountForeign(userId) : 0,
            OtherUsers = mayChangeOthers ? targets.OtherUsers(userId) : [],
            WholeProcess = deed.IsForProcesses ? Name(targets.Rows.FirstOrDefault(row => row.Thread is not null)) : null,
            HasFirstProcess = targets.Rows.Any(row => row.Process.Pid == FirstProcess),
            HasThisProgram = targets.Rows.Any(row => row.Process.Pid == ownPid),
            RunsUnder = deed.MayEnd ? Name(FindAbove(targets, snapshot, ownPid)) : null,
            AsksForSeveral = deed.AsksForSeveral,
            Warning = deed.Warning,
            Value = deed.Wish?.Value,
            WhyNoWayBack = deed.Wish?.WhyNoWayBack(preview.Reached),
        };
    }

    private static ProcessRow FindAbove(AffinityTargets targets, Snapshot snapshot, int ownPid)
    {
        HashSet<int> above = Ancestors(snapshot, ownPid);
        return targets.Rows.FirstOrDefault(row => row.Process.Pid != FirstProcess && above.Contains(row.Process.Pid));
    }

    private static string? Name(ProcessRow row) => row.Process is { } process ? $"{process.Name} {process.Pid}" : null;

    private static HashSet<int> Ancestors(Snapshot snapshot, int pid)
    {
        var parents = snapshot.Processes.ToDictionary(process => process.Pid, process => process.ParentPid);
        var found = new HashSet<int>();
        while (parents.TryGetValue(pid, out int parent) && found.Add(parent))
        {
            pid = parent;
        }

        return found;
    }
}
