using System.Collections.Immutable;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Nothing recognises the origin: the process set the mask itself, or somebody did it by hand.</summary>
internal static class UnknownMask
{
    private const int Init = 1;

    public static Cause Of(MaskOrigin origin) => new(
        CauseKind.Unknown,
        CauseConfidence.None,
        "set by hand or by itself",
        Evidence(origin),
        origin.Process.Key.Tid,
        Permanent)
    {
        Lines = TraceLines(origin),
    };

    /// <summary>What to do where nothing is known.</summary>
    public static string Permanent => "Find what sets the mask: this shows it while the tasks start.";

    /// <summary>The command that shows who sets masks: for a process that is still there and its children, otherwise for all.</summary>
    public static ImmutableArray<string> TraceLines(MaskOrigin origin) =>
        origin.IsThreadsOwn ? TraceLines(origin.Process.Key.Tid)
        : origin.Parent is { Key.Tid: > Init } parent ? TraceLines(parent.Key.Tid)
        : ["perf trace -a -e sched_setaffinity"];

    private static ImmutableArray<string> TraceLines(int pid) => [$"strace -f -e trace=sched_setaffinity -p {pid}"];

    private static string Evidence(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        return origin.IsThreadsOwn
            ? $"Thread {origin.Task.Tid} has a mask of its own; {CauseText.Name(process)} itself may use {CauseText.Cpus(process.Affinity ?? origin.Reachable)}."
            : origin.Parent is { Affinity: { } wide } parent
            ? $"{CauseText.Name(process)} has had it since it started, or set it itself: its parent {CauseText.Name(parent)} may use {CauseText.Cpus(wide)}."
            : $"{CauseText.Name(process)} has had it since it started, or set it itself.";
    }
}
