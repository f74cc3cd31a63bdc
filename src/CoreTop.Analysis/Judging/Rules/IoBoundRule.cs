using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D12: tasks wait for a disk or another device, not for a CPU.</summary>
internal static class IoBoundRule
{
    public static DiagnosisRule Rule { get; } = new(
        "io-bound",
        FindingSeverity.Note,
        "Tasks wait for a disk or another device, not for a CPU.",
        DiagnosisRule.Lasting,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        List<(TaskLoad Task, ProcessLoad Process)> waiters = evidence.Watch.DeviceWaiters;
        if (waiters.Count == 0)
        {
            return;
        }

        (TaskLoad first, ProcessLoad process) = waiters[0];
        string who = waiters.Count == 1
            ? $"{Phrases.Name(first.Name, first.Key, first.Pid, process.Name)} waits"
            : $"{waiters.Count} tasks wait";
        ImmutableArray<FindingTask> tasks =
        [
            .. waiters.Select(waiter => new FindingTask(
                waiter.Task.Key,
                waiter.Task.Pid,
                waiter.Task.Name,
                waiter.Task.Run,
                waiter.Task.Wait,
                waiter.Task.Affinity,
                waiter.Process.Limit)),
        ];
        findings.Add(Rule.Finding(
            "machine",
            $"{who} for a disk or another device, not for a CPU.",
            new Fix("Nothing to move: another CPU would not make the device faster.")) with
        {
            Tasks = tasks,
        });
    }
}
