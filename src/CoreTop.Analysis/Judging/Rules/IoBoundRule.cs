using System.Collections.Immutable;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Tasks wait for a disk or another device, not for a CPU.</summary>
internal static class IoBoundRule
{
    public static DiagnosisRule Rule { get; } = new(
        "io-bound",
        FindingSeverity.Note,
        "Tasks wait for a disk or another device, not for a CPU.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        List<(TaskLoad Task, ProcessLoad Process)> waiters = Believed([.. situation.Watch.DeviceWaiters.Where(waiter =>
            situation.Watch.Within is not { } within || waiter.Task.Affinity is not { } mask || mask.Overlaps(within))]);
        if (waiters.Count == 0)
        {
            return;
        }

        (TaskLoad first, ProcessLoad process) = waiters[0];
        string who = waiters.Count == 1
            ? $"{Phrases.Name(first.Name, first.Key, first.Pid, process.Name)} waits"
            : $"{Phrases.Tasks(waiters.Count, waiters.TrueForAll(waiter => waiter.Process.Name == process.Name) ? process.Name : null)} wait";
        ImmutableArray<FindingTask> tasks =
        [
            .. waiters.Select(waiter => new FindingTask(
                waiter.Task.Key,
                waiter.Task.Pid,
                waiter.Task.Name,
                waiter.Task.Run,
                waiter.Task.Wait,
                waiter.Task.Affinity,
                waiter.Process.Limit) { Program = waiter.Process.Name }),
        ];
        findings.Add(Finding.Of(
            Rule,
            "machine",
            $"{who} for a disk or another device, not for a CPU.",
            new Fix("Nothing to move: another CPU would not make the device faster.")) with
        {
            InBrief = finding => [$"{FindingWords.Who(finding.Tasks)} {(tasks.Length == 1 ? "waits" : "wait")} for a disk or another device"],
            Tasks = tasks,
        });
    }

    // Many short waits may be for a pipe, a socket or a lock. Waits for a device show as disk sleep: at any moment some of several such tasks are in it.
    private static List<(TaskLoad Task, ProcessLoad Process)> Believed(List<(TaskLoad Task, ProcessLoad Process)> waiters)
    {
        HashSet<string> seen = [];
        foreach ((TaskLoad task, ProcessLoad process) in waiters)
        {
            if (task.State == TaskState.DiskSleep)
            {
                seen.Add(process.Name);
            }
        }

        return seen.Count == 0 ? [] : [.. waiters.Where(waiter => seen.Contains(waiter.Process.Name))];
    }
}
