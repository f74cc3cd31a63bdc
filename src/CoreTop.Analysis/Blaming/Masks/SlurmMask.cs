using System.Collections.Immutable;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// Slurm's task/affinity plugin. It gives the batch script all CPUs of the job's allocation, and each task of a step those of
/// SLURM_CPU_BIND_LIST. Where a step may use all that was allocated, turning binding off changes nothing.
/// </summary>
/// <seealso href="https://slurm.schedmd.com/mc_support.html"/>
internal static class SlurmMask
{
    private const string Daemon = "slurmstepd";
    private const int Init = 1;

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        bool isTask = origin.Parent is { } parent && parent.Name.StartsWith(Daemon, StringComparison.Ordinal);
        if (isTask && process.Access != EvidenceAccess.Read)
        {
            return OfUnread(origin);
        }

        // Variables are inherited: a process that was started by one with a wider mask did not get its mask from Slurm.
        bool isOrphan = origin.Parent is null or { Key.Tid: Init };
        if (origin.IsThreadsOwn || !process.HasVariable("SLURM_") || !(isTask || isOrphan))
        {
            return null;
        }

        int? allocated = SlurmVariables.Allocated(process);
        if (SlurmVariables.Masks(process) is { } masks)
        {
            return !masks.Contains(origin.Affinity) ? null
                : origin.Affinity.Count == allocated ? OfAllocation(origin, isTask)
                : OfBinding(origin, isTask, allocated);
        }

        return isTask && origin.Affinity.Count == allocated ? OfAllocation(origin, isTask) : null;
    }

    private static Cause OfBinding(MaskOrigin origin, bool isTask, int? allocated) => Of(
        origin,
        isTask,
        "set by Slurm, which binds each task",
        $"Slurm bound {CauseText.Name(origin.Process)} to {CauseText.Cpus(origin.Affinity)}"
            + $"{(allocated is null ? string.Empty : $" of the {allocated} CPUs")}{JobOf(origin.Process)}.",
        "srun --cpu-bind=none lets each task use all CPUs of the job; --cpus-per-task asks for more.",
        ["srun --cpu-bind=none"]);

    private static Cause OfAllocation(MaskOrigin origin, bool isTask) => Of(
        origin,
        isTask,
        "set by Slurm: the job has no more CPUs",
        $"{CauseText.Name(origin.Process)} may use all that Slurm allocated{JobOf(origin.Process)}: {CauseText.Cpus(origin.Affinity)}.",
        "Ask for more CPUs: sbatch or srun --cpus-per-task=N. Not binding (--cpu-bind=none) would not give more.",
        [$"srun --cpus-per-task={origin.Snapshot.Topology.Online.Count}"]);

    private static Cause OfUnread(MaskOrigin origin) => Of(
        origin,
        isSure: false,
        "set by Slurm",
        $"{CauseText.Name(origin.Process)} was started by Slurm's slurmstepd, which binds tasks.",
        "srun --cpu-bind=none lets each task use all CPUs of the job; --cpus-per-task asks for more.",
        []);

    private static Cause Of(
        MaskOrigin origin, bool isSure, string phrase, string evidence, string permanent, ImmutableArray<string> lines) => new(
            CauseKind.Launcher,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? phrase : $"likely {phrase}",
            evidence,
            origin.Process.Key.Tid,
            permanent)
        {
            Lines = lines,
        };

    private static string JobOf(ProcessEvidence process) => process.Find("SLURM_JOB_ID") is { Length: > 0 } job ? $" of job {job}" : string.Empty;
}
