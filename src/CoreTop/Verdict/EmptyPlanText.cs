using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>Says why a plan has nothing to change.</summary>
internal static class EmptyPlanText
{
    /// <summary>A sentence.</summary>
    /// <param name="diagnosis">The diagnosis that the plan was made from.</param>
    /// <param name="snapshot">The machine as diagnosed.</param>
    public static string Of(Diagnosis diagnosis, Snapshot snapshot) => $"Nothing to rebalance: {Why(diagnosis, snapshot)}";

    private static string Why(Diagnosis diagnosis, Snapshot snapshot)
    {
        int hungry = diagnosis.HungryTasks.Length;
        int cpus = snapshot.Topology.Online.Count;
        if (diagnosis.LostCores.Limits >= 0.5)
        {
            return $"{Count.Cores(diagnosis.LostCores.Limits)} cores are lost to cpusets or isolated CPUs, and no affinity gets them back.";
        }

        if (diagnosis.LostCores is { Affinity: >= 0.5 } or { Placement: >= 0.5 })
        {
            return "the tasks that lose CPU time are not among those that may be moved.";
        }

        if (hungry == 0)
        {
            return "no task wants more CPU time than it gets.";
        }

        return hungry > cpus
            ? $"{Count.Of(hungry, "task")} want a CPU, and there are {Count.Of(cpus, "CPU")}."
            : $"{(hungry == 1 ? "the task that wants a CPU gets" : $"the {hungry} tasks that want a CPU get")} all there is for {(hungry == 1 ? "it" : "them")}.";
    }
}
