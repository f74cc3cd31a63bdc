using System.Globalization;
using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Cli.Text;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Model.Words;
using CoreTop.Os;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary>One frame of <c>coretop -b</c>: the summary in top's shape, what is wrong, and the process list.</summary>
internal static class BatchText
{
    /// <summary>Makes the text.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="diagnosis">What is wrong in it.</param>
    /// <param name="rows">The rows of the process list, in order.</param>
    /// <param name="options">How it is to look.</param>
    public static string Of(Snapshot snapshot, Diagnosis diagnosis, IReadOnlyList<ProcessRow> rows, BatchTextOptions options)
    {
        var text = new StringBuilder();
        foreach (string line in Summary(snapshot, options))
        {
            text.Append(PlainText.Cut(line, options.Width)).Append('\n');
        }

        AppendFinding(text, diagnosis, snapshot.Bounds, options.Width);
        text.Append('\n');
        ProcessTable.Append(text, snapshot, rows, options.List, options.Width, isOneOfMany: true, options.ListUnit);
        return text.ToString();
    }

    private static IEnumerable<string> Summary(Snapshot snapshot, BatchTextOptions options)
    {
        yield return Head(snapshot);
        yield return Tasks(snapshot, options.List);
        if (snapshot.Bounds is { } bounds)
        {
            yield return $"Within: {Count.Cpus(bounds.Cpus)}, {Count.Of(bounds.Cpus.Count, "core")}, {PlainText.Clean(bounds.Origin)}";
        }

        if (!options.ShowsEachCpu)
        {
            yield return snapshot.AreCpusUntold ? "%Cpu(s): not known" : Cpu("%Cpu(s)", Mean(snapshot.Cpus));
        }

        foreach (CpuLoad cpu in options.ShowsEachCpu ? snapshot.Cpus : [])
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"%Cpu{cpu.Cpu.Number,-3}");
            yield return cpu.IsOnline ? Cpu(name, cpu) : $"{name}: off";
        }

        if (snapshot.Memory is { } memory)
        {
            MemoryUnit unit = options.SummaryUnit;
            string In(ulong bytes) => unit.Number(bytes).PadLeft(8);
            yield return $"{unit.Name} Mem : {In(memory.TotalBytes)} total, {In(memory.FreeBytes)} free, "
                + $"{In(memory.UsedBytes)} used, {In(memory.BuffersBytes + memory.CachedBytes)} buff/cache";
            yield return $"{unit.Name} Swap: {In(memory.SwapTotalBytes)} total, {In(memory.SwapFreeBytes)} free, "
                + $"{In(memory.SwapUsedBytes)} used. {In(memory.AvailableBytes)} avail Mem";
        }
    }

    private static string Head(Snapshot snapshot)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string up = snapshot.Uptime is { } uptime ? $" up {Up(uptime)}," : string.Empty;
        string load = snapshot.Load is { } average
            ? string.Create(
                invariant,
                $"  load average: {average.OneMinute:0.00}, {average.FiveMinutes:0.00}, {average.FifteenMinutes:0.00}")
            : string.Empty;
        return $"top - {snapshot.Time.ToString("HH:mm:ss", invariant)}{up}{load}".TrimEnd(',');
    }

    // As uptime(1) says it.
    private static string Up(TimeSpan uptime)
    {
        string days = uptime.Days > 0 ? $"{Count.Of(uptime.Days, "day")}, " : string.Empty;
        return days + (uptime.Hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{uptime.Hours,2}:{uptime.Minutes:00}")
            : $"{uptime.Minutes} min");
    }

    private static string Tasks(Snapshot snapshot, ListOptions list)
    {
        TaskCounts counts = list.ShowsThreads ? CountedTasks.Threads(snapshot, list) : CountedTasks.Processes(snapshot, list);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(list.ShowsThreads ? "Threads" : "Tasks")}: {counts.Total,3} total, {counts.Running,3} running, {counts.Sleeping,3} sleeping, "
            + $"{counts.Stopped,3} stopped, {counts.Zombie,3} zombie");
    }

    private static string Cpu(string name, CpuLoad cpu) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {cpu.User * 100,4:0.0} us, {cpu.System * 100,4:0.0} sy, {cpu.Nice * 100,4:0.0} ni, {cpu.Idle * 100,4:0.0} id, "
        + $"{cpu.IoWait * 100,4:0.0} wa, {cpu.Irq * 100,4:0.0} hi, {cpu.SoftIrq * 100,4:0.0} si, {cpu.Steal * 100,4:0.0} st");

    private static CpuLoad Mean(IReadOnlyCollection<CpuLoad> cpus)
    {
        CpuLoad[] online = [.. cpus.Where(cpu => cpu.IsOnline)];
        double Share(Func<CpuLoad, double> part) => online.Length > 0 ? online.Average(part) : 0;
        return new CpuLoad(
            default, IsOnline: true, Share(cpu => cpu.User), Share(cpu => cpu.Nice), Share(cpu => cpu.System), Share(cpu => cpu.Idle),
            Share(cpu => cpu.IoWait), Share(cpu => cpu.Irq), Share(cpu => cpu.SoftIrq), Share(cpu => cpu.Steal), Waiting: null);
    }

    private static void AppendFinding(StringBuilder text, Diagnosis diagnosis, CpuBounds? bounds, int? width)
    {
        if (diagnosis.Findings is not [Finding worst, ..])
        {
            return;
        }

        string kind = worst.Severity == FindingSeverity.Warning ? "Warning" : "Note";
        int more = diagnosis.Findings.Length - 1;
        string rest = more > 0 ? $" {more} more: \"{ProgramVersion.ProgramName} diagnose{TypedBounds.Option(bounds)}\" shows them." : string.Empty;
        foreach (string line in WordWrap.Lines(PlainText.Clean($"{kind}: {worst.Message}{rest}"), width ?? int.MaxValue))
        {
            text.Append(PlainText.Cut(line, width)).Append('\n');
        }
    }
}
