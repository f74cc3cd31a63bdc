using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
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

        var anywhere = new Dictionary<CpuSet, double>();
        foreach ((WatchedTask task, PlannedChange change) in moved)
        {
            if (change.Target?.Number is { } to && to < busy.Length)
            {
                busy[to] = Math.Min(1, busy[to] + task.Demand);
            }
            else
            {
                anywhere[change.Granted] = anywhere.GetValueOrDefault(change.Granted) + task.Demand;
            }
        }

        PourStreams(changes, evidence, busy, anywhere);
        foreach ((CpuSet mask, double demand) in anywhere)
        {
            Pour(mask, demand, busy, cpus);
        }

        return
        [
            .. evidence.Snapshot.Topology.Online.Where(cpu => cpu.Number < cpus.Length)
                .Select(cpu => new ExpectedLoad(cpu, cpus[cpu.Number].Busy, busy[cpu.Number])),
        ];
    }

    // What a widened process starts goes where the process may.
    private static void PourStreams(
        ImmutableArray<PlannedChange> changes, Evidence evidence, double[] busy, Dictionary<CpuSet, double> anywhere)
    {
        Func<Claimant, CpuSet> maskOf = PlannedMasks.Of(changes, evidence);
        foreach (Claimant stream in evidence.Shares.Claimants.Where(static each => each.Stream is not null))
        {
            CpuSet mask = maskOf(stream);
            if (mask.Equals(stream.Reach.Allowed))
            {
                continue;
            }

            foreach (CpuId cpu in stream.Reach.Allowed)
            {
                busy[cpu.Number] = cpu.Number < busy.Length ? Math.Max(0, busy[cpu.Number] - (stream.Now / stream.Reach.Allowed.Count)) : 0;
            }

            anywhere[mask] = anywhere.GetValueOrDefault(mask) + stream.Count;
        }
    }

    private static List<(WatchedTask Task, PlannedChange Change)> MovedBy(ImmutableArray<PlannedChange> changes, Evidence evidence)
    {
        var index = new ChangeIndex(changes);

        var moved = new List<(WatchedTask, PlannedChange)>();
        foreach (WatchedTask task in evidence.Watch.Tasks)
        {
            if (index.Find(task) is { } change)
            {
                moved.Add((task, change));
            }
        }

        return moved;
    }

    // The kernel spreads them evenly: the least busy CPUs first, up to one level.
    private static void Pour(CpuSet mask, double demand, double[] busy, CpuWatch[] cpus)
    {
        int[] order = [.. mask.Where(cpu => cpu.Number < busy.Length && cpus[cpu.Number].IsOnline).Select(static cpu => cpu.Number)];
        Array.Sort(order, (left, right) => busy[left].CompareTo(busy[right]));
        double poured = 0, level = 0;
        int count = 0;
        while (count < order.Length && (count == 0 || busy[order[count]] < (demand + poured) / count))
        {
            poured += busy[order[count++]];
            level = (demand + poured) / count;
        }

        for (int i = 0; i < count; i++)
        {
            busy[order[i]] = Math.Min(1, Math.Max(busy[order[i]], level));
        }
    }
}
