using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Says where kernel threads are what was looked for, and are hidden.</summary>
internal static class HiddenKernelThreads
{
    /// <summary>Why the list is empty: only kernel threads pass what narrows it; null where there are none.</summary>
    public static string? WhyEmpty(ListOptions options, Snapshot? snapshot) =>
        snapshot is not null && Number(options, snapshot, row => options.Lets(row, snapshot)) is > 0 and int hidden
            ? $"Only {Count.Of(hidden, "kernel thread")} would be here, which {(hidden == 1 ? "is" : "are")} hidden: K shows them."
            : null;

    /// <summary>What follows a sentence that says that no task was found: there are some among hidden kernel threads; empty where there are none.</summary>
    public static string Found(ListOptions options, Snapshot snapshot, Predicate<ProcessRow> isWanted) =>
        Number(options, snapshot, isWanted) is > 0 and int hidden
            ? $" {Count.Of(hidden, "hidden kernel thread")} {(hidden == 1 ? "has" : "have")} it: K shows them."
            : string.Empty;

    private static int Number(ListOptions options, Snapshot snapshot, Predicate<ProcessRow> isWanted)
    {
        int count = 0;
        foreach (ProcessLoad process in options.ShowsKernelThreads ? [] : snapshot.Processes)
        {
            count += process.IsKernelThread && ProcessRows.IsChosen(process, options) && isWanted(new ProcessRow(process, Thread: null, Depth: 0)) ? 1 : 0;
        }

        return count;
    }
}
