using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>A launcher that uses PMIx and is not one of the known ones.</summary>
internal static class PmixMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        bool isOther = process.HasVariable("PMIX_RANK") && !process.HasVariable("OMPI_COMM_WORLD_") && !process.HasVariable("SLURM_JOB_ID");
        return origin.IsThreadsOwn || !isOther ? null : new Cause(
            CauseKind.Launcher,
            CauseConfidence.Medium,
            "likely set by an MPI launcher",
            $"{CauseText.Name(process)} was started with PMIX_ variables, as MPI launchers set them; many bind each rank.",
            process.Key.Tid,
            "Tell the launcher not to bind, such as mpirun --bind-to none or srun --cpu-bind=none.");
    }
}
