using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Filters;

/// <summary>A field of a filter that the kernel refuses of some processes, so that the filter leaves them out.</summary>
/// <param name="Field">The field.</param>
/// <param name="Refused">Of how many it is refused.</param>
/// <param name="All">Of how many it was asked for.</param>
internal readonly record struct RefusedField(ProcessColumn Field, int Refused, int All)
{
    /// <summary>Files that the kernel gives only to who may trace the process: ptrace(2).</summary>
    private const ExtraFiles OfTracers = ExtraFiles.Io | ExtraFiles.MemoryMap | ExtraFiles.WaitChannel | ExtraFiles.Links
        | ExtraFiles.Environment;

    /// <summary>The first such field of the filter; null when there is none. Costs nothing where it looks at no such file.</summary>
    public static RefusedField? Find(Snapshot snapshot, RowFilter filter)
    {
        if ((filter.Needs & OfTracers) == 0)
        {
            return null;
        }

        foreach (ProcessColumn field in filter.Fields)
        {
            if ((field.Needs & OfTracers) != 0 && Count(snapshot, field) is { Refused: > 0 } found)
            {
                return found;
            }
        }

        return null;
    }

    private static RefusedField Count(Snapshot snapshot, ProcessColumn field)
    {
        int all = 0, refused = 0;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            var row = new ProcessRow(process, Thread: null, Depth: 0);
            bool isAsked = !process.IsKernelThread && process.State != TaskState.Zombie && ColumnKind.IsTried(row, field.Needs);
            all += isAsked ? 1 : 0;

            // The number of a job stands in the path of a cgroup too, which everybody may read.
            refused += isAsked && IsRefused(process.Extras!, field.Needs & OfTracers) && !field.Value(row, snapshot).IsKnown ? 1 : 0;
        }

        return new RefusedField(field, refused, all);
    }

    // By what a file that is read always has: rates of a task that is new are not known either.
    private static bool IsRefused(TaskExtras extras, ExtraFiles needs) => needs switch
    {
        ExtraFiles.Io => extras.Io is null,
        ExtraFiles.MemoryMap => extras.ProportionalBytes is null,
        ExtraFiles.WaitChannel => extras.WaitChannel is null,
        ExtraFiles.Environment => extras.JobVariables is null,
        _ => extras.Executable is null && extras.Folder is null,
    };
}
