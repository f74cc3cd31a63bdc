using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>Columns about where a task runs and may run.</summary>
internal static class PlacementColumns
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        new(
            "NODE", 5, IsLeft: false, Rank: 20, "The NUMA node of the CPU it last ran on.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) =>
                snapshot.Whole.Topology.Find(row.Task.LastCpu)?.Node is { } node
                    ? FieldText.Number(to, node)
                    : FieldText.Text(to, "-"),
            (in ProcessRow a, in ProcessRow b) => a.Task.LastCpu.CompareTo(b.Task.LastCpu))
        {
            JsonName = "node",
            IsAscending = true,
            Kind = FieldKind.Number,
            Value = (in ProcessRow row, Snapshot snapshot) => CellValue.Of(snapshot.Whole.Topology.Find(row.Task.LastCpu)?.Node),
            Source = "stat, field 39, and /sys/devices/system/node",
        },
        ColumnKind.Numbers(
            "MIGR", "migrations", 9, "moves", "Times it went from one CPU to another since it started. A process's row shows only its first thread.",
            "sched, se.nr_migrations", FieldKind.Number, (in ProcessRow row) => row.Task.Extras?.Migrations, ExtraFiles.Sched),
        ColumnKind.Numbers(
            "MIGR/s", "migrationsPerSecond", 7, "a second", "Times it went from one CPU to another. A process's row shows only its first thread.",
            "sched, se.nr_migrations", FieldKind.Rate, (in ProcessRow row) => row.Task.ExtraRates.Migrations, ExtraFiles.Sched),
        ColumnKind.Texts(
            "LIMIT", "limit", 12, "The online CPUs that its cpuset allows.", "cpuset.cpus.effective of its cgroup",
            FieldKind.Cpus, (in ProcessRow row) => row.Limit?.ToString()) with
            {
                NeedsDetails = true,
                Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Limit),
                Contents = (in ProcessRow row, Snapshot _) => row.Limit?.ToString().Length ?? 0,
            },
        ColumnKind.Texts(
            "LIMITEDBY", "limitedBy", 20, "The cgroup whose cpuset that is; - when nothing limits it.", "cgroup, and cpuset.cpus.effective",
            FieldKind.LongText, (in ProcessRow row) => row.LimitedBy) with { NeedsDetails = true },
    ];
}
