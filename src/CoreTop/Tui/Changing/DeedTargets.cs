using CoreTop.Actions;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Changing;

/// <summary>The targets of a deed, and what decides whether the user is asked before.</summary>
internal static class DeedTargets
{
    private const int FirstProcess = 1;

    /// <summary>Says why nothing can be done to them: there are none, or kernel threads alone; null when something can.</summary>
    public static string? WhyNone(AffinityTargets targets)
    {
        if (targets.Rows.IsEmpty)
        {
            return "No task is selected.";
        }

        return targets.Rows.All(row => row.Process.IsKernelThread)
            ? $"{AffinityTargets.Name(targets.Rows[0])} is a kernel thread: those are left alone."
            : null;
    }

    /// <summary>The targets as the editor takes them; a process is reached once, however many of its threads are meant.</summary>
    public static List<TaskTarget> Of(AffinityTargets targets, Deed deed) => deed.IsForProcesses
        ? [.. targets.Rows.DistinctBy(row => row.Process.Pid).Select(row => Target(row with { Thread = null }))]
        : [.. targets.Rows.Select(Target)];

    /// <summary>The first target, whose value a menu starts on.</summary>
    public static TaskTarget First(AffinityTargets targets) => Target(targets.Rows[0]);

    /// <summary>What is about to be done, as far as it decides whether the user is asked.</summary>
    /// <param name="preview">What will be done, and its targets.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="ownPid">This program's.</param>
    /// <param name="userId">Its user's.</param>
    /// <param name="mayChangeOthers">Tasks of other users can be changed.</param>
    public static Intention Intention(DeedPreview preview, Snapshot snapshot, int ownPid, int userId, bool mayChangeOthers)
    {
        (Deed deed, AffinityTargets targets) = (preview.Deed, preview.Targets);
        return new Intention(IntentionKind.Task, preview.Opening, targets.Whom)
        {
            Change = preview.Change,
            Targets = targets.Rows.Length,
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

    private static TaskTarget Target(ProcessRow row) => new(
        row.Task.Key, row.Process.Pid, row.Task.Name, IsWholeProcess: row.Thread is null, row.Process.Details?.User);

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
