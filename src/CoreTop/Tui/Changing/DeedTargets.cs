using CoreTop.Actions;
using CoreTop.Listing.Rows;

namespace CoreTop.Tui.Changing;

/// <summary>The targets of a deed.</summary>
internal static class DeedTargets
{
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

    private static TaskTarget Target(ProcessRow row) => new(
        row.Task.Key, row.Process.Pid, row.Task.Name, IsWholeProcess: row.Thread is null, row.Process.Details?.User);
}
