using System.Globalization;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Sys;

/// <summary>
/// Which temperature is whose: coretemp has a sensor for each core and one for the package, k10temp one for each die and one for the
/// package, and other machines one for all CPUs.
/// </summary>
/// <seealso href="https://docs.kernel.org/hwmon/coretemp.html"/>
/// <seealso href="https://docs.kernel.org/hwmon/k10temp.html"/>
internal static class CpuThermometers
{
    private const string Monitors = "/sys/class/hwmon", Zones = "/sys/class/thermal", Cpus = "/sys/devices/system/cpu";
    private const string Core = "Core ", Package = "Package id ", OldPackage = "Physical id ", Die = "Tccd";

    private static readonly string[] OfAmd = ["k10temp", "zenpower"];
    private static readonly string[] OfPackage = ["Tdie", "Tctl"];
    private static readonly string[] OfAllCpus = ["cpu_thermal", "cpu-thermal", "soc_thermal", "soc-thermal", "x86_pkg_temp"];

    /// <summary>The nearest sensor of each online CPU; one of which none is known is not in it.</summary>
    public static Dictionary<CpuId, CpuThermometer> Find(SysFiles sys, KernelFiles files, CpuTopology topology)
    {
        var found = new Dictionary<CpuId, CpuThermometer>();
        var amd = new List<string>();
        foreach (string monitor in files.ListFolder(Monitors).Order(StringComparer.Ordinal).Select(name => $"{Monitors}/{name}"))
        {
            string name = sys.ReadText($"{monitor}/name");
            if (name == "coretemp")
            {
                AddIntel(found, sys, topology, Labels(sys, files, monitor));
            }
            else if (OfAmd.Contains(name))
            {
                amd.Add(monitor);
            }
        }

        for (int i = 0; i < amd.Count; i++)
        {
            CpuSet? near = amd.Count == 1 ? topology.Online
                : sys.ReadList($"{amd[i]}/device/local_cpulist") is { IsEmpty: false } local ? local.Intersect(topology.Online)
                : i < topology.Packages.Length && amd.Count == topology.Packages.Length ? topology.Packages[i]
                : null;
            AddAmd(found, topology, near ?? CpuSet.Empty, Labels(sys, files, amd[i]), $"{amd[i]}/temp1_input");
        }

        return found.Count > 0 ? found : OfOneZone(sys, files, topology);
    }

    // A package's sensors are one monitor; a label has the core's number within the package.
    private static void AddIntel(
        Dictionary<CpuId, CpuThermometer> found, SysFiles sys, CpuTopology topology, Dictionary<string, string> labels)
    {
        string? package = labels.Keys.FirstOrDefault(label =>
            label.StartsWith(Package, StringComparison.Ordinal) || label.StartsWith(OldPackage, StringComparison.Ordinal));
        int? number = package is null ? null : Number(package, package.StartsWith(Package, StringComparison.Ordinal) ? Package : OldPackage);
        foreach (CpuId cpu in topology.Online)
        {
            int? own = sys.ReadNumber($"{Cpus}/cpu{cpu.Number}/topology/physical_package_id");
            if (number is not null ? own != number : topology.Packages.Length > 1)
            {
                continue;
            }

            int? core = sys.ReadNumber($"{Cpus}/cpu{cpu.Number}/topology/core_id");
            if (core is not null && labels.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{Core}{core}"), out string? path))
            {
                found[cpu] = new CpuThermometer(path, IsOfCore: true);
            }
            else if (package is not null)
            {
                found[cpu] = new CpuThermometer(labels[package], IsOfCore: false);
            }
        }
    }

    // Dies are numbered as their caches are: one or two caches each. Where the numbers do not fit that, the package's sensor counts.
    private static void AddAmd(
        Dictionary<CpuId, CpuThermometer> found, CpuTopology topology, CpuSet cpus, Dictionary<string, string> labels, string first)
    {
        string[] dies = [.. labels.Where(label => Number(label.Key, Die) is not null).OrderBy(label => Number(label.Key, Die)).Select(label => label.Value)];
        CpuSet[] caches = [.. topology.LastLevelCaches.Select(cache => cache.Intersect(cpus)).Where(cache => !cache.IsEmpty)];
        bool hasDies = dies.Length > 0 && caches.Length > 0 && caches.Length % dies.Length == 0;
        string package = OfPackage.Where(labels.ContainsKey).Select(label => labels[label]).FirstOrDefault() ?? first;
        foreach (CpuId cpu in cpus)
        {
            int cache = Array.FindIndex(caches, cache => cache.Contains(cpu));
            found[cpu] = new CpuThermometer(hasDies && cache >= 0 ? dies[cache / (caches.Length / dies.Length)] : package, IsOfCore: false);
        }
    }

    private static Dictionary<CpuId, CpuThermometer> OfOneZone(SysFiles sys, KernelFiles files, CpuTopology topology)
    {
        string[] zones =
        [
            .. files.ListFolder(Zones).Where(name => name.StartsWith("thermal_zone", StringComparison.Ordinal))
                .Where(zone => OfAllCpus.Contains(sys.ReadText($"{Zones}/{zone}/type"))),
        ];
        return zones is [var only]
            ? topology.Online.ToDictionary(cpu => cpu, _ => new CpuThermometer($"{Zones}/{only}/temp", IsOfCore: false))
            : [];
    }

    private static Dictionary<string, string> Labels(SysFiles sys, KernelFiles files, string monitor)
    {
        var labels = new Dictionary<string, string>();
        foreach (string file in files.ListFolder(monitor))
        {
            if (file.StartsWith("temp", StringComparison.Ordinal) && file.EndsWith("_label", StringComparison.Ordinal))
            {
                labels.TryAdd(sys.ReadText($"{monitor}/{file}"), $"{monitor}/{file[..^"_label".Length]}_input");
            }
        }

        return labels;
    }

    private static int? Number(string label, string start) =>
        label.StartsWith(start, StringComparison.Ordinal)
        && int.TryParse(label.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
