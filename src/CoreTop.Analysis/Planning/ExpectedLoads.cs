using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>How busy CPUs would be once a plan is done: those with a target run there, the others wherever there is most room.</summary>
internal static class ExpectedLoads
{
    /// <summary>Every online CPU in rising order.</summary>
    public static ImmutableArray<ExpectedLoad> Of(ImmutableArray<PlannedChange> changes, Evidence evidence)
    {
        CpuWatch[] cpus = evidence.Watch.Cpus;
        var busy = new double[cpus.Length];
        for (int number = 0; number < busy.Length; number++)
        {
            busy[number] = cpus[number].Busy;
        }

        List<(WatchedTask Task, PlannedChange Change)> moved = MovedBy(changes, evidence);
        foreach ((WatchedTask task, _) in moved)
        {
            int from = task.Task.LastCpu.Number;
            if (from < busy.Length)
            {
                busy[from] = Math.Max(0, busy[from] - task.Run);
            }
        }

        // Who stays takes what is left free.
        HashSet<TaskKey> keys = [.. moved.Select(static each => each.Task.Task.Key)];
        foreach (WatchedTask task in evidence.Watch.Tasks.Where(task => !keys.Contains(task.Task.Key)))
        {
            int on = task.Task.LastCpu.Number;
            if (on < busy.Length)
            {
                busy[on] += Math.Clamp(Math.Min(task.Demand - task.Run, 1 - busy[on]), 0, 1);
            }
        }

        foreach ((WatchedTask task, PlannedChange change) in moved)
        {
            int to = change.Target?.Number ?? Roomiest(change.Granted, busy, cpus);
            if (to >= 0 && to < busy.Length)
            {
                busy[to] = Math.Min(1, busy[to] + task.Demand);
            }
        }

        return
        [
            .. evidence.Snapshot.Topology.Online.Where(cpu => cpu.Number < cpus.Length)
                .Select(cpu => new ExpectedLoad(cpu, cpus[cpu.Number].Busy, busy[cpu.Number])),
        ];
    }

    private static List<(WatchedTask Task, PlannedChange Change)> MovedBy(ImmutableArray<PlannedChange> changes, Evidence evidence)
    {
        Dictionary<TaskKey, PlannedChange> threads = [];
        Dictionary<int, PlannedChange> processes = [];
        foreach (PlannedChange change in changes)
        {
            if (change.IsWholeProcess)
            {
                processes[change.Pid] = change;
            }
            else
            {
                threads[change.Task] = change;
            }
        }

        var moved = new List<(WatchedTask, PlannedChange)>();
        foreach (WatchedTask task in evidence.Watch.Tasks)
        {
            if (threads.TryGetValue(task.Task.Key, out PlannedChange? change) || processes.TryGetValue(task.Task.Pid, out change))
            {
                moved.Add((task, change));
            }
        }

        return moved;
    }

    private static int Roomiest(CpuSet mask, double[] busy, CpuWatch[] cpus)
    {
        int best = -1;
        foreach (CpuId cpu in mask)
        {
            if (cpu.Number < busy.Length && cpus[cpu.Number].IsOnline && (best < 0 || busy[cpu.Number] < busy[best]))
            {
                best = cpu.Number;
            }
        }

        return best;
    }
}
