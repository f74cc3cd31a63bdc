using System.Globalization;
using System.Text;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Text;

/// <summary>What <c>coretop snapshot</c> prints for people.</summary>
internal static class SnapshotText
{
    private static readonly string[] CpuHeadings =
        ["CPU", "BUSY%", "USER%", "NICE%", "SYS%", "IDLE%", "IOWAIT%", "IRQ%", "SOFTIRQ%", "STEAL%"];

    /// <summary>Makes the text.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="rows">The rows of the process list, in order.</param>
    /// <param name="list">How they are shown.</param>
    /// <param name="width">Where lines are cut; null for nowhere.</param>
    public static string Of(Snapshot snapshot, IReadOnlyList<ProcessRow> rows, ListOptions list, int? width)
    {
        var text = new StringBuilder();
        AppendSummary(text, snapshot, list);
        text.Append('\n');
        AppendCpus(text, snapshot, width);
        text.Append('\n');
        ProcessTable.Append(text, snapshot, rows, list, width, isOneOfMany: false);
        return text.ToString();
    }

    private static void AppendSummary(StringBuilder text, Snapshot snapshot, ListOptions list)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        IEnumerable<string> names = new[] { snapshot.Host.Name, snapshot.Host.KernelRelease }.Where(name => name.Length > 0);
        text.AppendJoin("  ", names.Select(PlainText.Clean).Append(snapshot.Time.ToString("yyyy-MM-dd HH:mm:ss zzz", invariant)));
        if (snapshot.Uptime is { } uptime)
        {
            text.Append(invariant, $"  up {(long)uptime.TotalHours}:{uptime.Minutes:00}");
        }

        if (snapshot.Load is { } load)
        {
            text.Append(invariant, $"  load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}");
        }

        TaskCounts tasks = CountedTasks.Processes(snapshot, list);
        text.Append(invariant, $"\nTasks {tasks.Total}: {tasks.Running} running, {tasks.Sleeping} sleeping, ");
        text.Append(invariant, $"{tasks.Stopped} stopped, {tasks.Zombie} zombie\n");
        if (snapshot.HasWindow)
        {
            string busy = snapshot.AreCpusKnown ? snapshot.BusyCores.ToString("0.0", invariant) : "? (not known)";
            text.Append(invariant, $"Busy {busy} of {snapshot.Topology.Online.Count} cores {Within(snapshot)}");
            text.Append(invariant, $"over {snapshot.Interval.TotalSeconds:0.0} s\n");
        }
        else
        {
            text.Append("One reading only: rates are not known and shown as 0.\n");
        }

        if (snapshot.Memory is { } memory)
        {
            text.Append(
                invariant,
                $"Memory {FieldText.SizeText(memory.TotalBytes)}: {FieldText.SizeText(memory.AvailableBytes)} available, {FieldText.SizeText(memory.FreeBytes)} free, ");
            text.Append(invariant, $"{FieldText.SizeText(memory.BuffersBytes)} buffers, {FieldText.SizeText(memory.CachedBytes)} cached; ");
            text.Append(invariant, $"swap {FieldText.SizeText(memory.SwapTotalBytes)}: {FieldText.SizeText(memory.SwapFreeBytes)} free\n");
        }
    }

    private static string Within(Snapshot snapshot) => snapshot.Bounds is { } bounds ? $"within {bounds.Cpus} ({PlainText.Clean(bounds.Origin)}) " : string.Empty;

    private static void AppendCpus(StringBuilder text, Snapshot snapshot, int? width)
    {
        var table = new TextTable(CpuHeadings.Select(heading => (heading, IsLeft: false)));
        foreach (CpuLoad cpu in snapshot.Cpus)
        {
            bool isUnknown = snapshot.IsUntold(cpu);
            double[] shares =
                [cpu.Busy, cpu.User, cpu.Nice, cpu.System, cpu.Idle, cpu.IoWait, cpu.Irq, cpu.SoftIrq, cpu.Steal];
            table.Add([cpu.Cpu.ToString(), .. shares.Select(share => !cpu.IsOnline ? "off" : isUnknown ? "?" : FieldText.PercentText(share))]);
        }

        table.AppendTo(text, width);
    }
}
