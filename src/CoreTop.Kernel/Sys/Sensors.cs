using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Sys;

/// <summary>Temperatures: hwmon's sensors and the thermal zones. Which there are is looked up once.</summary>
/// <param name="sys">The small files of /sys.</param>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/hwmon/sysfs-interface.html"/>
internal sealed class Sensors(SysFiles sys, KernelFiles files)
{
    private const string Monitors = "/sys/class/hwmon", Zones = "/sys/class/thermal";
    private const double Millidegrees = 1000;

    // Drivers and zones that measure CPUs: Intel, AMD, and what device trees call them.
    private static readonly string[] OfCpus = ["coretemp", "k10temp", "zenpower", "cpu", "soc", "x86_pkg_temp"];

    private string[]? _paths;

    /// <summary>Degrees Celsius at the hottest sensor; null when there is none.</summary>
    public double? ReadHottestCelsius()
    {
        _paths ??= Find();
        double? hottest = null;
        foreach (string path in _paths)
        {
            if (sys.ReadNumber(path) is { } value)
            {
                hottest = Math.Max(hottest ?? double.MinValue, value / Millidegrees);
            }
        }

        return hottest;
    }

    private string[] Find()
    {
        var ofCpus = new List<string>();
        var others = new List<string>();
        foreach (string monitor in files.ListFolder(Monitors))
        {
            List<string> list = IsOfCpus($"{Monitors}/{monitor}/name") ? ofCpus : others;
            list.AddRange(files.ListFolder($"{Monitors}/{monitor}")
                .Where(name => name.StartsWith("temp", StringComparison.Ordinal) && name.EndsWith("_input", StringComparison.Ordinal))
                .Select(name => $"{Monitors}/{monitor}/{name}"));
        }

        foreach (string zone in files.ListFolder(Zones).Where(name => name.StartsWith("thermal_zone", StringComparison.Ordinal)))
        {
            (IsOfCpus($"{Zones}/{zone}/type") ? ofCpus : others).Add($"{Zones}/{zone}/temp");
        }

        return [.. ofCpus.Count > 0 ? ofCpus : others];
    }

    private bool IsOfCpus(string path)
    {
        string name = sys.ReadText(path);
        return OfCpus.Any(start => name.StartsWith(start, StringComparison.Ordinal));
    }
}
