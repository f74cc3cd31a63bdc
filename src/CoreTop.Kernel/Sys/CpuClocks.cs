using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Sys;

/// <summary>The clocks of the CPUs: cpufreq's files, or else /proc/cpuinfo.</summary>
/// <param name="sys">The small files of /sys.</param>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/pm/cpufreq.html"/>
internal sealed class CpuClocks(SysFiles sys, KernelFiles files)
{
    // Asking a CPU for its clock may wake it up: of many CPUs a few are enough for a mean.
    private const int MostAsked = 32;
    private const double Kilohertz = 1000;

    /// <summary>The clock of one CPU, as cpufreq has it; null when it is not known.</summary>
    public double? ReadHertz(CpuId cpu) =>
        sys.ReadNumber($"/sys/devices/system/cpu/cpu{cpu.Number}/cpufreq/scaling_cur_freq") * Kilohertz;

    /// <summary>The mean clock of online CPUs; null when it is not known.</summary>
    public double? ReadMeanHertz(CpuSet online)
    {
        int step = Math.Max(1, (online.Count + MostAsked - 1) / MostAsked);
        double sum = 0;
        int index = 0, count = 0;
        foreach (CpuId cpu in online)
        {
            if (index++ % step != 0)
            {
                continue;
            }

            if (ReadHertz(cpu) is { } hertz)
            {
                sum += hertz;
                count++;
            }
            else if (count == 0)
            {
                break;
            }
        }

        return count > 0 ? sum / count
            : files.Read(CpuInfoFile.Path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? CpuInfoFile.ParseMeanHertz(text)
            : null;
    }

    /// <summary>The highest clock that one of the CPUs can have; null when it is not known.</summary>
    public double? ReadHighestHertz(CpuSet online)
    {
        double? highest = null;
        foreach (CpuId cpu in online)
        {
            if (sys.ReadNumber($"/sys/devices/system/cpu/cpu{cpu.Number}/cpufreq/cpuinfo_max_freq") is not { } kilohertz)
            {
                break;
            }

            highest = Math.Max(highest ?? 0, kilohertz * Kilohertz);
        }

        return highest;
    }
}
