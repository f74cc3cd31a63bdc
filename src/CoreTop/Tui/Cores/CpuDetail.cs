using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Tui.Cores;

/// <summary>All there is to say of the CPU under the cursor.</summary>
internal static class CpuDetail
{
    /// <summary>Such as <c>CPU 35: node0 llc1, core 17,35, 100 % busy (99 user, 1 system), 12 busy tasks.</c></summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="cpu">The CPU.</param>
    /// <param name="busyTasks">How many busy tasks last ran there.</param>
    public static string Text(Snapshot snapshot, CpuId cpu, int busyTasks)
    {
        if (snapshot.Topology.Find(cpu) is not { IsOnline: true } place || snapshot.FindCpu(cpu) is not { } load)
        {
            return $"CPU {cpu}: offline.";
        }

        var parts = new List<string> { $"CPU {cpu}: node{place.Node}" + (place.LastLevelCache is { } cache ? $" llc{cache}" : string.Empty) };
        AddIf(parts, place.Siblings.Count > 1, $"core {place.Siblings}");
        AddIf(parts, place.Kind is not null, place.Kind == CoreKind.Efficiency ? "efficiency core" : "performance core");
        AddIf(parts, place.IsIsolated, "isolated");
        AddIf(parts, place.IsNoHzFull, "nohz_full");
        (string Name, double Share)[] shares =
        [
            ("user", load.User), ("nice", load.Nice), ("system", load.System), ("interrupts", load.Irq + load.SoftIrq),
            ("steal", load.Steal), ("I/O wait", load.IoWait),
        ];
        string split = string.Join(", ", shares
            .Where(share => share.Share >= 0.005)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Share * 100:0} {share.Name}")));
        parts.Add(snapshot.IsUntold(load)
            ? "how busy is not known"
            : string.Create(CultureInfo.InvariantCulture, $"{load.Busy * 100:0} % busy") + (split.Length > 0 ? $" ({split})" : string.Empty));
        AddIf(parts, place.Capacity is not null, $"capacity {place.Capacity}");
        CpuSensors? sensors = snapshot.Meters?.Now.FindCpu(cpu);
        AddIf(parts, sensors?.Hertz is not null, string.Create(CultureInfo.InvariantCulture, $"{sensors?.Hertz / 1e9:0.00} GHz"));
        AddIf(parts, sensors?.Celsius is not null, string.Create(
            CultureInfo.InvariantCulture, $"{sensors?.Celsius:0} °C{(sensors?.IsOfCore == true ? string.Empty : " at a shared sensor")}"));
        parts.Add(busyTasks switch
        {
            0 => "no busy task",
            1 => "1 busy task",
            _ => string.Create(CultureInfo.InvariantCulture, $"{busyTasks} busy tasks"),
        });
        AddIf(parts, sensors is { Hertz: null, Celsius: null }, "clock and temperature not reported");
        return string.Join(", ", parts) + ".";
    }

    private static void AddIf(List<string> parts, bool isSo, string part)
    {
        if (isSo)
        {
            parts.Add(part);
        }
    }
}
