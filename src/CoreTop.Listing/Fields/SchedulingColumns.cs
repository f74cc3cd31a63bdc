using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Fields;

/// <summary>Columns about CPU time, and who gets it.</summary>
internal static class SchedulingColumns
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        new(
            "POL", 9, IsLeft: false, Rank: 20,
            "Scheduling policy: OTHER, BATCH, IDLE, the real-time FIFO and RR, DEADLINE, EXT (a BPF scheduler).",
            (in ProcessRow row, Snapshot _, Span<char> to) => FieldText.Text(to, row.Task.Policy.Name()),
            (in ProcessRow a, in ProcessRow b) => b.Task.Policy.CompareTo(a.Task.Policy))
        {
            JsonName = "policy",
            Kind = FieldKind.Text,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(FieldWords.Of(row.Task.Policy)),
            Source = "stat, field 41",
        },
        ColumnKind.Numbers(
            "RTPRIO", "realTimePriority", 7, "1 to 99", "Real-time priority: higher runs first; - for tasks that are not real-time.",
            "stat, field 40", FieldKind.Number,
            (in ProcessRow row) => row.Task.RealTimePriority == 0 ? null : row.Task.RealTimePriority) with { OfGroup = GroupRule.Same },
        new(
            "NCPU%", 6, IsLeft: false, Rank: 20,
            "CPU time in the last refresh, of that of all online CPUs: 100 is the whole machine.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) =>
                FieldText.Percent(to, row.Task.Run / Math.Max(1, snapshot.Whole.Topology.Online.Count)),
            (in ProcessRow a, in ProcessRow b) => ColumnKind.CompareShares(b.Task.Run, a.Task.Run))
        {
            JsonName = "machineShare",
            Kind = FieldKind.Share,
            Value = (in ProcessRow row, Snapshot snapshot) =>
                CellValue.Of(row.Task.Run / Math.Max(1, snapshot.Whole.Topology.Online.Count)),
            Unit = "% of all CPUs",
            Source = "as CPU%",
        },
        new(
            "AVG%", 6, IsLeft: false, Rank: 20, "CPU time over its whole life: 100 is one whole CPU.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) => AgeText.Average(snapshot, row.Task) is { } share
                ? FieldText.Percent(to, share)
                : FieldText.Text(to, "-"),
            (in ProcessRow a, in ProcessRow b) => b.Task.CpuTime.CompareTo(a.Task.CpuTime))
        {
            JsonName = "averageRun",
            OfGroup = GroupRule.SumOfNow,
            Kind = FieldKind.Share,
            Value = (in ProcessRow row, Snapshot snapshot) => CellValue.Of(AgeText.Average(snapshot, row.Task)),
            Unit = "% of one CPU",
            Source = "stat, fields 14, 15 and 22",
        },
        new(
            "THROTTLED%", 11, IsLeft: false, Rank: 20,
            "Periods in which the CPU quota of its cgroup, or of one above it, was used up, so that its tasks stood still, of those in which they "
            + "wanted to run; - without a quota, and until that is known.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) => row.Process.Details is null ? 0
                : Throttled(row, snapshot) is { } share ? FieldText.Percent(to, share)
                : FieldText.Text(to, "-"),
            (in ProcessRow _, in ProcessRow _) => 0)
        {
            JsonName = "throttledShare",
            Kind = FieldKind.Share,
            Value = (in ProcessRow row, Snapshot snapshot) => CellValue.Of(Throttled(row, snapshot)),
            OrderIn = ByThrottled,
            NeedsDetails = true,
            Unit = "% of the periods",
            Source = "cgroup; cpu.stat, nr_throttled and nr_periods",
        },
        Times("UTIME", "userSeconds", "The part of TIME+ spent in the program itself.", "stat, field 14", (in ProcessRow row) =>
            (row.Task.CpuTime - row.Task.SystemTime).TotalSeconds),
        Times("STIME", "systemSeconds", "The part of TIME+ spent in the kernel.", "stat, field 15", (in ProcessRow row) =>
            row.Task.SystemTime.TotalSeconds),
        Times("CUTIME", "childUserSeconds", "UTIME of its ended children, theirs included.", "stat, field 16", (in ProcessRow row) =>
            row.Process.ChildUserTime.TotalSeconds),
        Times("CSTIME", "childSystemSeconds", "STIME of its ended children, theirs included.", "stat, field 17", (in ProcessRow row) =>
            row.Process.ChildSystemTime.TotalSeconds),
        ColumnKind.Numbers(
            "SLICES/s", "slicesPerSecond", 9, "a second", "Times it was given a CPU; - where this kernel does not say.",
            "schedstat, field 3", FieldKind.Rate, (in ProcessRow row) => row.Task.SlicesPerSecond),
        ColumnKind.Numbers(
            "CSW/s", "switchesPerSecond", 7, "a second", "Context switches, voluntary and involuntary. A process's row shows only its first thread.",
            "status, the two lines ctxt_switches", FieldKind.Rate,
            (in ProcessRow row) => row.Task.ExtraRates.VoluntarySwitches + row.Task.ExtraRates.InvoluntarySwitches,
            ExtraFiles.Status),
        ColumnKind.Numbers(
            "VCS/s", "voluntarySwitchesPerSecond", 7, "a second",
            "Voluntary context switches: it waited. A process's row shows only its first thread.",
            "status, voluntary_ctxt_switches", FieldKind.Rate,
            (in ProcessRow row) => row.Task.ExtraRates.VoluntarySwitches, ExtraFiles.Status),
        ColumnKind.Numbers(
            "ICS/s", "involuntarySwitchesPerSecond", 7, "a second",
            "Involuntary context switches: another task took its place. A process's row shows only its first thread.",
            "status, nonvoluntary_ctxt_switches", FieldKind.Rate,
            (in ProcessRow row) => row.Task.ExtraRates.InvoluntarySwitches, ExtraFiles.Status),
        ColumnKind.Numbers(
            "VCSW", "voluntarySwitches", 9, "switches", "Voluntary context switches since it started. A process's row shows only its first thread.",
            "status, voluntary_ctxt_switches", FieldKind.Number,
            (in ProcessRow row) => row.Task.Extras?.Status?.VoluntarySwitches, ExtraFiles.Status),
        ColumnKind.Numbers(
            "ICSW", "involuntarySwitches", 9, "switches", "Involuntary context switches since it started. A process's row shows only its first thread.",
            "status, nonvoluntary_ctxt_switches", FieldKind.Number,
            (in ProcessRow row) => row.Task.Extras?.Status?.InvoluntarySwitches, ExtraFiles.Status),
        ColumnKind.Numbers(
            "AUTOGRP", "autogroup", 8, "", "Its autogroup: CPU time is divided among sessions first; - where autogroups are off.",
            "autogroup", FieldKind.Number, (in ProcessRow row) => row.Process.Extras?.Autogroup?.Number, ExtraFiles.Autogroup)
            with { OfGroup = GroupRule.Same },
        ColumnKind.Ids(
            "AGNI", "autogroupNice", 5, "Nice value of its autogroup, -20 to 19.", "autogroup",
            (in ProcessRow row) => row.Process.Extras?.Autogroup?.Nice, ExtraFiles.Autogroup),
        ColumnKind.Texts(
            "WCHAN", "waitChannel", 18, "The kernel function it waits in; blank when it waits in none. A process's row shows its first thread.",
            "wchan", FieldKind.Text, (in ProcessRow row) => row.Task.Extras?.WaitChannel, ExtraFiles.WaitChannel),
    ];

    private static string? QuotaCgroup(in ProcessRow row) => row.Thread?.OwnCgroup is { } own ? own.QuotaCgroup : row.Process.QuotaCgroup;

    private static double? Throttled(in ProcessRow row, Snapshot snapshot) => QuotaCgroup(row) is { } cgroup ? Throttled(cgroup, snapshot) : null;

    // Counters are read of quotas in whose cgroup something ran or wanted to: of others, nothing was stopped.
    private static double? Throttled(string cgroup, Snapshot snapshot) =>
        snapshot.FindQuota(cgroup) is not { } quota ? (snapshot.HasWindow ? 0 : null)
        : quota.IsMeasured ? quota.ThrottledShare
        : null;

    // The quotas of a cgroup are looked through once, not at each comparison.
    private static RowOrder ByThrottled(Snapshot snapshot)
    {
        var shares = new Dictionary<string, double>();
        return (in ProcessRow a, in ProcessRow b) => ColumnKind.CompareShares(Share(b), Share(a));

        double Share(in ProcessRow row)
        {
            if (QuotaCgroup(row) is not { } cgroup)
            {
                return -1;
            }

            if (!shares.TryGetValue(cgroup, out double share))
            {
                share = Throttled(cgroup, snapshot) ?? -1;
                shares.Add(cgroup, share);
            }

            return share;
        }
    }

    private static ProcessColumn Times(string heading, string jsonName, string help, string source, RowNumber seconds) =>
        ColumnKind.Numbers(heading, jsonName, 10, "min:s.hundredths", help, source, FieldKind.Seconds, seconds);
}
