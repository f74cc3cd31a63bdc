using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>OpenBLAS built with NO_AFFINITY=0 pins the main thread and each worker when it is loaded, to one CPU each, and forked processes inherit that.</summary>
internal static class OpenBlasMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        string? library = process.FindLibrary("libopenblas") ?? process.FindLibrary("libscipy_openblas");
        bool isMainFree = !origin.IsThreadsOwn && (process.Find("OPENBLAS_MAIN_FREE") ?? process.Find("GOTOBLAS_MAIN_FREE")) == "1";
        bool isPossible = process.HasOpenBlasTable || (library is not null && origin.Evidence.HasOpenBlasSegment == true);
        if (isMainFree || !isPossible || origin.Affinity.Count != 1)
        {
            return null;
        }

        string loaded = library ?? "OpenBLAS";
        return new Cause(
            CauseKind.OpenBlas,
            process.HasOpenBlasTable ? CauseConfidence.High : CauseConfidence.Medium,
            process.HasOpenBlasTable ? "set by OpenBLAS" : "likely set by OpenBLAS",
            process.HasOpenBlasTable
                ? $"{CauseText.Name(process)} has {loaded} loaded and its table of pinned CPUs (shared memory key 0x00510510) mapped."
                : $"{CauseText.Name(process)} has {loaded} loaded, and a table of CPUs that OpenBLAS pins exists on this machine.",
            process.Key.Tid,
            "Set OPENBLAS_MAIN_FREE=1, or use an OpenBLAS built with NO_AFFINITY=1.")
        {
            Lines = ["export OPENBLAS_MAIN_FREE=1"],
        };
    }
}
