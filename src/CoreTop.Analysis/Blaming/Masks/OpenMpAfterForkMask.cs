using CoreTop.Analysis.Blaming.OpenMp;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// LLVM's OpenMP runtime from 16 to early 18, and Intel's of that time: a process forked after the runtime was used is pinned
/// to the first core at its own first parallel region, with no variable set, and its threads to a core each.
/// </summary>
/// <seealso href="https://github.com/llvm/llvm-project/pull/91391"/>
internal static class OpenMpAfterForkMask
{
    private const int FirstVersion = 16, LastVersion = 18;

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        if (process.FindLibrary(OpenMpRuntime.Llvm) is not { } library || OpenMpVariables.IsSwitchedOff(process)
            || OpenMpVariables.Find(OpenMpRuntime.Llvm, process, origin.Snapshot.Topology, origin.Before) is not null
            || process.LlvmVersion is < FirstVersion or > LastVersion
            || !IsOfCore(origin) || (!origin.IsThreadsOwn && Fellows.OneEach(origin) is not null))
        {
            return null;
        }

        // A child of a fork has its parent's libraries.
        bool isForked = origin.Parent is { } parent && parent.FindLibrary(OpenMpRuntime.Llvm) == library;
        if (origin.IsThreadsOwn && !isForked)
        {
            return null;
        }

        // Other versions do not do this, and their files have the same name.
        bool isSure = isForked && process.LlvmVersion is not null;
        return new Cause(
            CauseKind.OpenMpAfterFork,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? "set by the OpenMP runtime after a fork" : "likely set by the OpenMP runtime after a fork",
            $"{CauseText.Name(process)} has {library} loaded{(process.LlvmVersion is { } version ? $" (LLVM {version})" : string.Empty)}"
                + $" and {(origin.IsThreadsOwn ? "a core for each thread" : "may use only the first core")}, although no variable asks for that"
                + (origin.Parent is { Affinity: { } wide } ? $"; its parent {CauseText.Name(origin.Parent)} may use {CauseText.Cpus(wide)}." : "."),
            process.Key.Tid,
            "Use LLVM OpenMP 19 or newer (intel-openmp 2024.2 or newer), or set KMP_AFFINITY=disabled.")
        {
            Lines = ["export KMP_AFFINITY=disabled"],
        };
    }

    // The first thread is on the first core, the others on the next ones.
    private static bool IsOfCore(MaskOrigin origin)
    {
        CpuTopology topology = origin.Snapshot.Topology;
        CpuSet before = origin.Parent?.Affinity?.Intersect(topology.Online) ?? origin.Reachable;
        CpuSet leaders = origin.IsThreadsOwn ? origin.Process.Affinity ?? CpuSet.Empty : origin.Affinity;
        return before.First is { } first && leaders.Contains(first) && before.Count > leaders.Count
            && leaders.IsSubsetOf(topology.Find(first)?.Siblings ?? CpuSet.Empty)
            && topology.Cores.Any(core => origin.Affinity.IsSubsetOf(core));
    }
}
