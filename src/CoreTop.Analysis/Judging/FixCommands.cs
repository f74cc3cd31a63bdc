using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>
/// The commands that findings advise. They are CoreTop's own where it has one: "coretop undo" takes them back, and threads that a process
/// starts meanwhile are changed too.
/// </summary>
internal static class FixCommands
{
    // A command with more ids is split into several.
    private const int MostIds = 24;

    /// <summary><c>coretop pin --cpus 0-3 3291</c>, or <c>coretop release 3291</c>.</summary>
    /// <param name="cpus">The CPUs they get; null for all that their cpuset allows.</param>
    /// <param name="isWholeProcess">The id is a process, not a thread.</param>
    /// <param name="id">The process or thread.</param>
    public static string Of(CpuSet? cpus, bool isWholeProcess, int id) => Of(cpus, isWholeProcess, $"{id}");

    /// <summary>The same for threads, in one command.</summary>
    public static string OfThreads(CpuSet cpus, IEnumerable<int> tids) => Of(cpus, isWholeProcess: false, string.Join(' ', tids));

    /// <summary>All CPUs that the cpuset of these processes allows; where only some CPUs are looked at, all of those.</summary>
    public static ImmutableArray<string> Release(IEnumerable<int> pids, CpuSet? limit, Situation situation)
    {
        CpuSet? cpus = situation.Watch.Within is { } within ? limit?.Intersect(within) ?? within : null;
        return [.. pids.Chunk(MostIds).Select(some => Of(cpus, isWholeProcess: true, string.Join(' ', some)))];
    }

    private static string Of(CpuSet? cpus, bool isWholeProcess, string ids) =>
        $"coretop {(cpus is null ? "release" : $"pin --cpus {cpus}")}{(isWholeProcess ? string.Empty : " --scope thread")} {ids}";
}
