using CoreTop.Model.Cpus;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>What one bar or cell stands for.</summary>
/// <param name="Label">What is written before a bar.</param>
/// <param name="Cpus">Its CPUs; never empty.</param>
/// <param name="IsOnline">At least one of them is online.</param>
/// <param name="Sign">A letter for isolated (<c>i</c>), nohz_full (<c>n</c>) or both (<c>b</c>); a blank otherwise.</param>
/// <param name="Slot">Its place in the group; some places are left free, so that SMT siblings stay side by side.</param>
internal sealed record CoreItem(string Label, CpuSet Cpus, bool IsOnline, char Sign, int Slot)
{
    /// <summary>An efficiency core's: its label begins with <see cref="CoreSigns.Efficiency"/>.</summary>
    public bool IsEfficiency { get; init; }

    /// <summary>CPUs share its cell for lack of room: each can be picked by itself.</summary>
    public bool IsShared { get; init; }

    /// <summary>It stands for a node or the whole machine: what it shows is their sum. Else it shows the busiest of its CPUs.</summary>
    public bool IsSum { get; init; }

    /// <summary>The CPU that stands for it.</summary>
    public CpuId First { get; } = Cpus.First!.Value;

    /// <summary>Its number, written once.</summary>
    public string Number { get; } = Cpus.First!.Value.ToString();

    /// <summary>One item for several, for lack of room.</summary>
    public static CoreItem Shared(IEnumerable<CoreItem> items)
    {
        CoreItem[] all = [.. items];
        return all.Length == 1 ? all[0] : all[0] with
        {
            Label = all[0].Number,
            Cpus = all.Aggregate(CpuSet.Empty, (cpus, item) => cpus.Union(item.Cpus)),
            IsOnline = all.Any(item => item.IsOnline),
            Sign = all.All(item => item.Sign == all[0].Sign) ? all[0].Sign : ' ',
            IsEfficiency = all.All(item => item.IsEfficiency),
            IsShared = true,
        };
    }
}
