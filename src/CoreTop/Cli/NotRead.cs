using CoreTop.Listing.Fields;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Cli;

/// <summary>Says why a list lacks rows that its reader may expect.</summary>
internal static class NotRead
{
    /// <summary>Files that the kernel gives only to who may trace the process: ptrace(2).</summary>
    private const ExtraFiles OfTracers = ExtraFiles.Io | ExtraFiles.MemoryMap | ExtraFiles.WaitChannel | ExtraFiles.Links;

    /// <summary>The fields of the filter that the kernel refused of some processes, which are left out; null when it refused none.</summary>
    public static string? Sentence(Snapshot snapshot, ListOptions list)
    {
        foreach (ProcessColumn field in list.Filter.Fields)
        {
            int all = 0, refused = 0;
            foreach (ProcessLoad process in (field.Needs & OfTracers) == 0 ? [] : snapshot.Processes)
            {
                var row = new ProcessRow(process, Thread: null, Depth: 0);
                bool isCounted = !process.IsKernelThread && process.State != TaskState.Zombie && ColumnKind.IsTried(row, field.Needs);
                all += isCounted ? 1 : 0;
                refused += isCounted && IsRefused(process.Extras!, field.Needs & OfTracers) ? 1 : 0;
            }

            if (refused > 0)
            {
                return $"the kernel does not let this user read {field.Heading} of {refused} of {all} processes, which the filter leaves out: "
                    + "root may read it of all.";
            }
        }

        return null;
    }

    // By what a file that is read always has: rates of a task that is new are not known either.
    private static bool IsRefused(TaskExtras extras, ExtraFiles needs) => needs switch
    {
        ExtraFiles.Io => extras.Io is null,
        ExtraFiles.MemoryMap => extras.ProportionalBytes is null,
        ExtraFiles.WaitChannel => extras.WaitChannel is null,
        _ => extras.Executable is null && extras.Folder is null,
    };

    /// <summary>Why no row is shown; null when nothing narrows the list.</summary>
    public static string? WhyEmpty(ListOptions list) => (list.Filter.Text, list.User) switch
    {
        ({ Length: > 0 } filter, { } user) => $"no process of user {user} fits the filter {filter}",
        ({ Length: > 0 } filter, null) => $"no process fits the filter {filter}",
        (_, { } user) => $"no process is of user {user}",
        _ => null,
    } is { } sentence ? $"{sentence}." : null;
}
