using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Launchers of parallel programs bind each rank to a core: mpirun by default, Slurm where its task/affinity plugin is on.</summary>
internal static class LauncherMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        // What binds whole processes did not give one thread a mask of its own.
        ProcessEvidence process = origin.Process;
        return origin.IsThreadsOwn ? null : FindOpenMpi(process) ?? FindSlurm(process) ?? FindOther(process);
    }

    private static Cause? FindOpenMpi(ProcessEvidence process)
    {
        bool isRank = process.Environment.Any(static variable => variable.Name.StartsWith("OMPI_COMM_WORLD_", StringComparison.Ordinal));
        bool isBound = process.Environment.Any(static variable =>
            variable.Name.EndsWith("_bound_at_launch", StringComparison.Ordinal) && variable.Value == "1");
        bool isUnbound = process.Environment.Any(static variable =>
            variable.Name.StartsWith("OMPI_", StringComparison.Ordinal) && variable.Name.Contains("bind", StringComparison.Ordinal)
                && variable.Value == "none");
        if (!isRank || (isUnbound && !isBound))
        {
            return null;
        }

        return Of(
            process,
            isBound ? CauseConfidence.High : CauseConfidence.Medium,
            isBound ? "set by mpirun, which binds each rank" : "likely set by mpirun, which binds each rank",
            isBound
                ? $"{CauseText.Name(process)} was started by Open MPI's mpirun, which bound it at its launch."
                : $"{CauseText.Name(process)} was started by Open MPI's mpirun, which binds each rank unless told otherwise.",
            "Start it with mpirun --bind-to none; several mpirun on one machine all begin at its first core.");
    }

    private static Cause? FindSlurm(ProcessEvidence process)
    {
        foreach (EnvironmentVariable variable in process.Environment)
        {
            if (variable.Name is "SLURM_CPU_BIND" or "SLURM_CPU_BIND_TYPE" && IsSlurmBinding(variable.Value))
            {
                return Of(
                    process, CauseConfidence.High, $"set by Slurm ({variable.Name}={variable.Value})",
                    $"{CauseText.Name(process)} was started with {variable.Name}={variable.Value}.",
                    "Ask for the cores it needs with srun --cpus-per-task, or start it with srun --cpu-bind=none.");
            }
        }

        return null;
    }

    private static Cause? FindOther(ProcessEvidence process)
    {
        bool hasPmix = process.Environment.Any(static variable => variable.Name.StartsWith("PMIX_", StringComparison.Ordinal))
            && !process.Environment.Any(static variable => variable.Name.StartsWith("OMPI_", StringComparison.Ordinal));
        return hasPmix
            ? Of(
                process, CauseConfidence.Medium, "likely set by an MPI launcher",
                $"{CauseText.Name(process)} was started with PMIX_ variables, as MPI launchers set them; many bind each rank.",
                "Tell the launcher not to bind, such as mpirun --bind-to none or srun --cpu-bind=none.")
            : null;
    }

    private static bool IsSlurmBinding(string value) =>
        value.Length > 0 && !value.Contains("none", StringComparison.OrdinalIgnoreCase) && value is not ("quiet" or "verbose");

    private static Cause Of(ProcessEvidence process, CauseConfidence confidence, string phrase, string evidence, string permanent) =>
        new(CauseKind.Launcher, confidence, phrase, evidence, process.Key.Tid, permanent);
}
