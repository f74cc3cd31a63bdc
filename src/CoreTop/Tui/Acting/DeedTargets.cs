using CoreTop.Actions;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Processes;

namespace CoreTop.Tui.Acting;

/// <summary>Whom a deed is for, and what is to be asked about them before. Pure.</summary>
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

    /// <summary>What is to be asked before it is done; null when nothing is.</summary>
    /// <param name="deed">What is to be done.</param>
    /// <param name="targets">To whom.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="ownPid">This program's.</param>
    /// <param name="userId">Its user's.</param>
    public static string? Question(Deed deed, AffinityTargets targets, Snapshot snapshot, int ownPid, int userId)
    {
        var reasons = new List<string>();
        bool isSeveral = targets.ProcessCount > 1;
        int foreign = targets.Rows.Count(row => row.Process.Details is { } details && details.Uid != userId);
        if (isSeveral && foreign > 0)
        {
            reasons.Add($"{foreign} of other users");
        }

        if (deed.IsForProcesses && targets.Rows.FirstOrDefault(row => row.Thread is not null) is { Process: not null } thread)
        {
            reasons.Add($"the whole process {thread.Process.Name} {thread.Process.Pid} and not a thread alone");
        }

        if (targets.Rows.Any(row => row.Process.Pid == FirstProcess))
        {
            reasons.Add("PID 1 is what all others depend on");
        }

        if (targets.Rows.Any(row => row.Process.Pid == ownPid))
        {
            reasons.Add("this is CoreTop itself");
        }
        else if (deed.MayEnd && Ancestors(snapshot, ownPid) is var above
            && targets.Rows.FirstOrDefault(row => row.Process.Pid != FirstProcess && above.Contains(row.Process.Pid)) is { Process: not null } shell)
        {
            reasons.Add($"CoreTop runs under {shell.Process.Name} {shell.Process.Pid}");
        }

        if (deed.Warning is not null)
        {
            reasons.Add(deed.Warning);
        }

        return reasons.Count == 0 && targets.HiddenCount == 0 && !(deed.AsksForSeveral && isSeveral)
            ? null
            : $"{string.Join(", ", reasons.Prepend($"{deed.Verb}: {targets.Whom}"))}: go on?";
    }

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
