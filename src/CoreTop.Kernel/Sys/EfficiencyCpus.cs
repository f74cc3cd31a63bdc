using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Sys;

/// <summary>Finds the CPUs whose cores are built for little power, on machines that have others too.</summary>
/// <remarks>
/// Intel's hybrid machines name them: they have performance counters of their own. Elsewhere they are those of much less
/// computing power, or else of a much lower highest clock. Cores that are alike differ in both too, by some percent: one that
/// may boost a little higher, or clusters that the firmware measured.
/// </remarks>
/// <param name="sys">The small files of /sys.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-capacity.html"/>
internal sealed class EfficiencyCpus(SysFiles sys)
{
    private const string Counters = "/sys/devices";
    private const double MostPower = 0.75;

    /// <summary>Those of <paramref name="present"/>; empty where all are alike or nothing distinguishes them.</summary>
    /// <param name="present">Every CPU that is plugged in.</param>
    /// <param name="capacities">The computing power of those for which it is known.</param>
    /// <param name="mayDiffer">False on machines of several packages, which are alike; spares the reading of their clocks.</param>
    public CpuSet Find(CpuSet present, IReadOnlyDictionary<CpuId, int> capacities, bool mayDiffer)
    {
        if (sys.ReadList(Counters + "/cpu_atom/cpus") is { } small && sys.ReadList(Counters + "/cpu_core/cpus") is { IsEmpty: false })
        {
            return small.Intersect(present);
        }

        CpuSet weak = Weak(capacities);
        return !weak.IsEmpty || !mayDiffer ? weak : Weak(ReadHighestClocks(present));
    }

    private Dictionary<CpuId, int> ReadHighestClocks(CpuSet cpus)
    {
        var clocks = new Dictionary<CpuId, int>();
        foreach (CpuId cpu in cpus)
        {
            if (sys.ReadNumber($"/sys/devices/system/cpu/cpu{cpu}/cpufreq/cpuinfo_max_freq") is { } kilohertz)
            {
                clocks.Add(cpu, kilohertz);
            }
            else if (clocks.Count == 0)
            {
                break;
            }
        }

        return clocks;
    }

    private static CpuSet Weak(IReadOnlyDictionary<CpuId, int> power)
    {
        int most = power.Count == 0 ? 0 : power.Values.Max();
        return CpuSet.Of(power.Where(cpu => cpu.Value <= most * MostPower).Select(cpu => cpu.Key));
    }
}
