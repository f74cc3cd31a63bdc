using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Topology;

namespace CoreTop.Model.Sampling;

/// <summary>The CPUs' shares of a window.</summary>
internal static class CpuLoads
{
    /// <summary>One load for every present CPU; a CPU without two readings is all 0.</summary>
    public static ImmutableArray<CpuLoad> Between(Sample? before, Sample after)
    {
        var loads = ImmutableArray.CreateBuilder<CpuLoad>(after.Topology.Cpus.Length);
        foreach (CpuPlace place in after.Topology.Cpus)
        {
            CpuTimes? then = Find(before?.Cpus ?? [], place.Cpu, static times => times.Cpu);
            CpuTimes? now = Find(after.Cpus, place.Cpu, static times => times.Cpu);
            loads.Add(then is { } b && now is { } a
                ? Share(place, b, a, Waiting(before!, after, place.Cpu))
                : new CpuLoad(place.Cpu, place.IsOnline, 0, 0, 0, 0, 0, 0, 0, 0, Waiting: null));
        }

        return loads.MoveToImmutable();
    }

    // Divided by the sum of the growths, not by wall time: a starved virtual CPU loses ticks.
    private static CpuLoad Share(CpuPlace place, in CpuTimes before, in CpuTimes after, double? waiting)
    {
        ulong user = Counter.Growth(before.UserTicks, after.UserTicks);
        ulong nice = Counter.Growth(before.NiceTicks, after.NiceTicks);
        ulong system = Counter.Growth(before.SystemTicks, after.SystemTicks);
        ulong idle = Counter.Growth(before.IdleTicks, after.IdleTicks);
        ulong ioWait = Counter.Growth(before.IoWaitTicks, after.IoWaitTicks);
        ulong irq = Counter.Growth(before.IrqTicks, after.IrqTicks);
        ulong softIrq = Counter.Growth(before.SoftIrqTicks, after.SoftIrqTicks);
        ulong steal = Counter.Growth(before.StealTicks, after.StealTicks);
        double all = (double)user + nice + system + idle + ioWait + irq + softIrq + steal;
        double tick = all > 0 ? 1 / all : 0;
        return new CpuLoad(
            place.Cpu,
            place.IsOnline,
            user * tick,
            nice * tick,
            system * tick,
            idle * tick,
            ioWait * tick,
            irq * tick,
            softIrq * tick,
            steal * tick,
            waiting);
    }

    private static double? Waiting(Sample before, Sample after, CpuId cpu) =>
        Find(before.RunQueues, cpu, static queue => queue.Cpu) is { } then
            && Find(after.RunQueues, cpu, static queue => queue.Cpu) is { } now
            ? Counter.Cores(
                Counter.Growth(then.WaitNanoseconds, now.WaitNanoseconds), after.MonotonicTime - before.MonotonicTime)
            : null;

    // The kernel prints CPUs in rising order, so a CPU sits at its own number or, after a gap, before it.
    private static T? Find<T>(ImmutableArray<T> rows, CpuId cpu, Func<T, CpuId> key)
        where T : struct
    {
        for (int index = Math.Min(cpu.Number, rows.Length - 1); index >= 0; index--)
        {
            if (key(rows[index]) == cpu)
            {
                return rows[index];
            }
        }

        return null;
    }
}
