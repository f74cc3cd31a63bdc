using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>What is said of whole groups of CPUs.</summary>
internal static class CoreSummary
{
    /// <summary>Such as <c>15.7/32 6 idle</c>: busy of online CPUs, and how many idle; behind it how many are unknown, if any.</summary>
    public static string Text(Snapshot snapshot, CpuSet cpus)
    {
        CoreLoad load = CoreLoad.Mean(snapshot, cpus);
        int unknown = snapshot.HasWindow ? load.OnlineCpus - load.KnownCpus : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Busy * load.KnownCpus:0.0}/{load.OnlineCpus} {CoreLoad.CountIdle(snapshot, cpus)} idle{(unknown > 0 ? $" {unknown} unknown" : string.Empty)}");
    }

    /// <summary>Cells for <c> 12.3/128 115 idle</c>.</summary>
    public static int WidthOf(CoreGroup group) =>
        " 0.0/ idle".Length + 1 + (3 * (int)Math.Log10(Math.Max(1, group.Cpus.Count))) + 2;

    /// <summary>As much of the sum as fits: <c>15.7/32 6 idle</c>, <c>15.7/32</c>, or nothing.</summary>
    public static string Fit(Snapshot snapshot, CpuSet cpus, int room)
    {
        string text = Text(snapshot, cpus);
        return text.Length <= room ? text
            : text.IndexOf(' ', StringComparison.Ordinal) is >= 0 and int end && end <= room ? text[..end]
            : string.Empty;
    }

    /// <summary>The row that stays over a panel that scrolls: as much of every group as fits, never of some alone.</summary>
    public static void Draw(ref Canvas canvas, CorePanelLayout layout, int top, Snapshot snapshot)
    {
        int last = Math.Min(layout.Lines.Length, top + layout.LinesInView);
        string more = $"rows {top + 1}-{last} of {layout.Lines.Length}";
        int room = Math.Max(0, canvas.Width - more.Length - 3);
        string text = string.Join("  ", layout.Groups.Select(group => $"{group.Label} {Text(snapshot, group.Cpus)}".TrimStart()));
        if (text.Length > room)
        {
            text = "idle " + string.Join(' ', layout.Groups.Select(group =>
                $"{group.Label.Replace(' ', '/')}:{CoreLoad.CountIdle(snapshot, group.Cpus)}"));
        }

        if (text.Length > room)
        {
            text = $"{Text(snapshot, snapshot.Topology.Online)} "
                + string.Concat(layout.Groups.Select(group => CoreSigns.Level(CoreLoad.Mean(snapshot, group.Cpus).Busy)));
        }

        canvas.Put(' ', Ink.Normal);
        canvas.Left(text, room, Ink.Label);
        canvas.BlankTo(canvas.Width - more.Length - 1, Ink.Normal);
        canvas.Text(more, Ink.Notice);
        canvas.BlankRow(Ink.Normal);
    }
}
