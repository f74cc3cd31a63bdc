using CoreTop.Analysis.Judging;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// LLVM's OpenMP runtime from 16 to early 18, and Intel's of that age: a process forked after the runtime was used is pinned
/// to the first core at its own first parallel region, with no variable set.
/// </summary>
/// <seealso href="https://github.com/llvm/llvm-project/pull/91391"/>
internal static class OpenMpAfterForkMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        if (OpenMpVariableMask.LlvmLibrary(process) is not { } library || OpenMpVariableMask.IsSwitchedOff(process)
            || origin.IsThreadsOwn || !IsFirstCore(origin))
        {
            return null;
        }

        // A child of a fork has its parent's libraries.
        bool isForked = origin.Parent is { } parent && OpenMpVariableMask.LlvmLibrary(parent) == library;
        return new Cause(
            CauseKind.OpenMpAfterFork,
            isForked ? CauseConfidence.High : CauseConfidence.Medium,
            isForked ? "set by the OpenMP runtime after a fork" : "likely set by the OpenMP runtime after a fork",
            $"{CauseText.Name(process)} has {library} loaded and may use the first core only, although no variable asks for that"
                + (origin.Parent is { Affinity: { } wide } ? $" and its parent {CauseText.Name(origin.Parent)} may use {Phrases.Cpus(wide)}." : "."),
            process.Key.Tid,
            "Use LLVM OpenMP 19 or newer (or an intel-openmp of 2024.2 or newer), or set KMP_AFFINITY=disabled.");
    }

    private static bool IsFirstCore(MaskOrigin origin)
    {
        CpuSet before = origin.Parent?.Affinity?.Intersect(origin.Snapshot.Topology.Online) ?? origin.Reachable;
        return before.First is { } first && origin.Affinity.Contains(first) && before.Count > origin.Affinity.Count
            && origin.Affinity.IsSubsetOf(origin.Snapshot.Topology.Find(first)?.Siblings ?? CpuSet.Empty);
    }
}
