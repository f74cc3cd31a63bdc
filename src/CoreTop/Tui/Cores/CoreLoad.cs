using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>The mean of some CPUs' loads, as shares.</summary>
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
