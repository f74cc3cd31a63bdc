using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Tui.Cores;

/// <summary>What is said of the CPUs outside the bounds.</summary>
internal static class RestOfMachine
{
    /// <summary>Such as <c>Rest of the machine: 28 CPUs, 25.0 busy, 3 idle</c>; null where the whole machine is shown.</summary>
    public static string? Text(Snapshot snapshot)
    {
        if (snapshot.Bounds is not { } bounds)
        {
            return null;
        }

        CpuSet rest = snapshot.Whole.Topology.Online.Except(bounds.Cpus);
        CoreLoad load = CoreLoad.Mean(snapshot.Whole, rest);
        string busy = load.IsUntold(snapshot) ? "busy is not known" : string.Create(
            CultureInfo.InvariantCulture, $"{load.Busy * load.KnownCpus:0.0} busy, {CoreLoad.CountIdle(snapshot.Whole, rest)} idle");
        return $"Rest of the machine: {Count.Of(rest.Count, "CPU")}, {busy}";
    }
}
