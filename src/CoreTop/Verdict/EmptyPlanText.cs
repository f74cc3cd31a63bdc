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
            return OfLimits(diagnosis);
        }

        if (diagnosis.LostCores.Affinity >= 0.5 || diagnosis.Findings.Any(static finding => finding is { LostTo: LossKind.Placement, Severity: not FindingSeverity.Note }))
        {
            return "the tasks that lose CPU time are not among those that may be moved.";
        }

        // Those that remain are notes: a plan would not mend them.
        double noted = diagnosis.Findings.Where(static finding => finding.LostTo == LossKind.Placement).Sum(static finding => finding.LostCores);
        double lost = Math.Max(diagnosis.LostCores.Placement, noted);
        if (lost >= 0.5 || noted > 0)
        {
            return $"{Count.OfCores(lost)} {Count.AreCores(lost)} lost to placement: the masks allow better CPUs, and the kernel chooses among them.";
        }

        if (hungry == 0)
        {
            return "no task wants more CPU time than it gets.";
        }

        return hungry > cpus
            ? $"{Count.Of(hungry, "task")} want a CPU, and there are {Count.Of(cpus, "CPU")}."
            : $"{(hungry == 1 ? "the task that wants a CPU gets" : $"the {hungry} tasks that want a CPU get")} all there is for {(hungry == 1 ? "it" : "them")}.";
    }

    // Off isolated CPUs a mask helps, but plans leave those alone: somebody set them apart on purpose.
    private static string OfLimits(Diagnosis diagnosis)
    {
        double isolated = diagnosis.Findings.Where(static finding => finding is { LostTo: LossKind.Limits, WhyLost: not null })
            .Sum(static finding => finding.LostCores);
        double rest = diagnosis.LostCores.Limits - isolated;
        List<string> sentences = [];
        if (isolated > 0)
        {
            sentences.Add($"{Count.OfCores(isolated)} {Count.AreCores(isolated)} lost to isolated CPUs, which plans leave alone; "
                + "the explanation names a mask that helps.");
        }

        if (isolated == 0 || rest >= 0.5)
        {
            string limits = diagnosis.Findings.Any(static finding => finding.IsLimit) ? "cpusets" : "cpusets or isolated CPUs";
            sentences.Add($"{Count.OfCores(rest)} {Count.AreCores(rest)} lost to {limits}, and no affinity gets {Count.ThemCores(rest)} back.");
        }

        return string.Join(' ', sentences);
    }
}
