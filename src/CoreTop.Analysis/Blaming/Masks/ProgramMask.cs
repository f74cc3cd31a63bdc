using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Workers pinned one to a CPU: a program that takes CPUs 0 to N-1 for its own, and collides with the next that does.</summary>
internal static class ProgramMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        var masks = new HashSet<CpuSet>();
        int workers = 0;
        foreach (ProcessLoad process in origin.Snapshot.Processes)
        {
            if (origin.IsThreadsOwn ? process.Pid == origin.Task.Pid : IsFellow(process, origin))
            {
                foreach (TaskLoad worker in origin.IsThreadsOwn ? process.Threads : [process])
                {
                    if (worker.Affinity is { Count: 1 } mask)
                    {
                        masks.Add(mask);
                        workers++;
                    }
                }
            }
        }

        string name = Phrases.Printable(origin.Process.Name);
        return origin.Affinity.Count == 1 && workers > 1 && masks.Count > 1
            ? new Cause(
                CauseKind.Program,
                CauseConfidence.Medium,
                $"likely set by {name} or what started it, one worker a CPU",
                $"{workers} workers of {name} are pinned to {masks.Count} different CPUs, one each.",
                origin.Process.Key.Tid,
                $"Turn off pinning in {ShellWord.Of(origin.Process.Name)}, or give each of its instances CPUs of its own.")
            : null;
    }

    private static bool IsFellow(ProcessLoad process, MaskOrigin origin) =>
        process.ParentPid == origin.Process.ParentPid && process.Name == origin.Process.Name;
}
