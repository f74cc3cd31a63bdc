using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Texts;

/// <summary>The batch system's number of the job that a task belongs to: by its environment, else by its cgroup.</summary>
internal static class JobField
{
    // A part of the path that says which batch system it is, and what stands before the number.
    private static readonly (string Owner, string Before)[] Cgroups =
    [
        ("slurm", "/job_"), ("/pbs", "/jobid/"), ("/pbspro", "/pbspro-"), ("/pbspro/", "/pbspro/"), ("/torque/", "/torque/"),
        ("/lsf/", "/job."),
    ];

    /// <summary>The number; empty where neither says one.</summary>
    public static ReadOnlySpan<char> Of(in ProcessRow row) => Of(row.Process, row.Cgroup);

    /// <summary>That of a process; empty where neither says one.</summary>
    public static ReadOnlySpan<char> Of(ProcessLoad process) => Of(process, process.Cgroup);

    /// <summary>The same as a text of its own; null where neither says one.</summary>
    public static string? TextOf(ProcessLoad process) =>
        process.Extras?.JobVariables?.Job ?? (Of(process) is { IsEmpty: false } number ? number.ToString() : null);

    /// <summary>The number in the path of a cgroup; empty where it is not that of a batch system's job.</summary>
    public static ReadOnlySpan<char> InCgroup(ReadOnlySpan<char> path)
    {
        foreach ((string owner, string before) in Cgroups)
        {
            int at = path.Contains(owner, StringComparison.Ordinal) ? path.IndexOf(before, StringComparison.Ordinal) : -1;
            if (at >= 0 && JobNumber.In(path[(at + before.Length)..]) is { IsEmpty: false } number)
            {
                return number;
            }
        }

        return default;
    }

    private static ReadOnlySpan<char> Of(ProcessLoad process, string? cgroup) =>
        process.Extras?.JobVariables?.Job is { } job ? job : InCgroup(cgroup);
}
