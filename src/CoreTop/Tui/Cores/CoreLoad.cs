using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>The load of some CPUs, as shares: their mean, or that of the busiest.</summary>
internal readonly record struct CoreLoad(
    double User, double Nice, double System, double Irq, double Steal, double IoWait, int OnlineCpus)
{
    /// <summary>How many of them were measured: the mean is theirs.</summary>
    public int KnownCpus { get; init; }

    /// <summary>One of them was measured at least.</summary>
    public bool IsKnown => KnownCpus > 0;

    /// <summary>A window has passed, and it is known of none of them how busy it was.</summary>
    public bool IsUntold(Snapshot snapshot) => snapshot.HasWindow && !IsKnown;

    /// <summary>All but idle and I/O wait.</summary>
    public double Busy => User + Nice + System + Irq + Steal;

    /// <summary>What an item shows: the busiest of its CPUs, or their sum as a share of them.</summary>
    public static CoreLoad Of(Snapshot snapshot, CoreItem item) =>
        item.IsSum ? Mean(snapshot, item.Cpus) : Busiest(snapshot, item.Cpus);

    /// <summary>That of the busiest of <paramref name="cpus"/>; all zero where none was measured.</summary>
    public static CoreLoad Busiest(Snapshot snapshot, CpuSet cpus)
    {
        CpuLoad? busiest = null;
        int online = 0, known = 0;
        foreach (CpuId cpu in cpus)
        {
            if (snapshot.FindCpu(cpu) is { IsOnline: true } load)
            {
                online++;
                known += load.IsKnown ? 1 : 0;
                busiest = busiest is null || load.Busy > busiest.Busy ? load : busiest;
            }
        }

        CoreLoad shown = busiest is null
            ? default
            : new CoreLoad(busiest.User, busiest.Nice, busiest.System, busiest.Irq + busiest.SoftIrq, busiest.Steal, busiest.IoWait, online);
        return shown with { OnlineCpus = online, KnownCpus = known };
    }

    /// <summary>The mean over those of <paramref name="cpus"/> that are online and were measured; all zero where none was.</summary>
    public static CoreLoad Mean(Snapshot snapshot, CpuSet cpus)
    {
        double user = 0, nice = 0, system = 0, irq = 0, steal = 0, ioWait = 0;
        int online = 0, known = 0;
        foreach (CpuId cpu in cpus)
        {
            if (snapshot.FindCpu(cpu) is { IsOnline: true } load)
            {
                online++;
                known += load.IsKnown ? 1 : 0;
                user += load.User;
                nice += load.Nice;
                system += load.System;
                irq += load.Irq + load.SoftIrq;
                steal += load.Steal;
                ioWait += load.IoWait;
            }
        }

        double part = known > 0 ? 1.0 / known : 0;
        return new CoreLoad(user * part, nice * part, system * part, irq * part, steal * part, ioWait * part, online) { KnownCpus = known };
    }

    /// <summary>How many of <paramref name="cpus"/> are online and idle.</summary>
    public static int CountIdle(Snapshot snapshot, CpuSet cpus)
    {
        int idle = 0;
        foreach (CpuId cpu in cpus)
        {
            idle += snapshot.FindCpu(cpu) is { } load && Idleness.IsIdle(load) ? 1 : 0;
        }

        return idle;
    }
}
