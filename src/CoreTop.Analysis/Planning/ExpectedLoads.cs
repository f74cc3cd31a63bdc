using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>How busy CPUs would be once a plan is done: tasks with a target run there, the others wherever there is most room.</summary>
internal static class ExpectedLoads
{
    /// <summary>Every online CPU that is looked at, in ascending order.</summary>
    public static ImmutableArray<ExpectedLoad> Of(ChangeIndex changes, Situation situation)
    {
        CpuWatch[] cpus = situation.Watch.Cpus;
        List<WatchedTask> tasks = situation.Watch.Tasks;
        var busy = new double[cpus.Length];
        for (int number = 0; number < busy.Length; number++)
        {
            busy[number] = cpus[number].Busy;
        }

        var changeOf = new PlannedChange?[tasks.Count];
        for (int i = 0; i < changeOf.Length; i++)
        {
            changeOf[i] = changes.Find(tasks[i]);
            int from = tasks[i].Task.LastCpu.Number;
            if (changeOf[i] is not null && from < busy.Length)
            {
                busy[from] = Math.Max(0, busy[from] - tasks[i].Run);
            }
        }

        // Tasks that are not moved take what is left.
        for (int i = 0; i < changeOf.Length; i++)
        {
            int on = tasks[i].Task.LastCpu.Number;
            if (changeOf[i] is null && on < busy.Length)
            {
                busy[on] += Math.Clamp(Math.Min(tasks[i].Demand - tasks[i].Run, 1 - busy[on]), 0, 1);
            }
        }

        var anywhere = new Dictionary<CpuSet, double>();
        for (int i = 0; i < changeOf.Length; i++)
        {
            if (changeOf[i] is not { } change)
            {
                continue;
            }

            if (change.Target?.Number is { } to && to < busy.Length)
            {
                busy[to] = Math.Min(1, busy[to] + tasks[i].Demand);
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(anywhere, change.Granted, out _) += tasks[i].Demand;
            }
        }

        PourStreams(changes, situation, busy, anywhere);
        foreach ((CpuSet mask, double demand) in anywhere)
        {
            Pour(mask, demand, busy, cpus);
        }

        return
        [
            .. situation.Snapshot.Topology.Online.Where(cpu => cpu.Number < cpus.Length && situation.Watch.Within?.Contains(cpu) != false)
                .Select(cpu => new ExpectedLoad(cpu, cpus[cpu.Number].Busy, busy[cpu.Number])),
        ];
    }

    // The children of a widened process go where it may go.
    private static void PourStreams(ChangeIndex changes, Situation situation, double[] busy, Dictionary<CpuSet, double> anywhere)
    {
        Func<Claimant, CpuSet> maskOf = PlannedMasks.Of(changes, situation);
        foreach (Claimant stream in situation.Shares.Claimants.Where(static each => each.Stream is not null))
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
