using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>Columns about cgroups and containers.</summary>
internal static class CgroupColumns
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        ColumnKind.Texts(
            "CGROUP", "cgroup", 32, "Its cgroup: the v2 path, else that of v1's cpu or cpuset controller.", "cgroup",
            FieldKind.LongText, (in ProcessRow row) => row.Cgroup) with { NeedsDetails = true },
        new(
            "CCGROUP", 20, IsLeft: true, Rank: 20,
            "Its cgroup, short: [S] system.slice, [U] user.slice, [M] machine.slice, [name] other slices, :3 session 3, "
            + "names of services, name! of scopes, 12 digits of a container's id.",
            (in ProcessRow row, Snapshot _, Span<char> to) => row.Cgroup is { } path
                ? ShortCgroup.Write(to, path)
                : FieldText.Text(to, "-"),
            (in ProcessRow a, in ProcessRow b) => ColumnKind.CompareTexts(a.Cgroup, b.Cgroup))
        {
            JsonName = "shortCgroup",
            IsAscending = true,
            Kind = FieldKind.LongText,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Cgroup is { } path ? ShortCgroup.Of(path) : null),
            NeedsDetails = true,
            Source = "cgroup",
            IsLong = true,
        },
        new(
            "CONTAINER", 14, IsLeft: true, Rank: 20,
            "The container it is in: its name, with the pod's before it in Kubernetes, where files of the runtime tell and may be read (mostly by "
            + "root), else 12 digits of its id; - for none.",
            (in ProcessRow row, Snapshot _, Span<char> to) => Container(row) is { IsEmpty: false } name ? FieldText.Text(to, name)
                : row.Cgroup is null ? ColumnKind.Missing(row, to, ExtraFiles.Container)
                : FieldText.Text(to, "-"),
            (in ProcessRow a, in ProcessRow b) =>
                (Container(a).IsEmpty, Container(b).IsEmpty) is var (left, right) && left != right
                    ? left.CompareTo(right)
                    : Container(a).SequenceCompareTo(Container(b)))
        {
            JsonName = "container",
            IsAscending = true,
            Kind = FieldKind.LongText,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(Container(row) is { IsEmpty: false } name ? name.ToString() : null),
            NeedsDetails = true,
            Needs = ExtraFiles.Container,
            Source = "cgroup; files of Docker, containerd, Kubernetes, Podman, CRI-O",
            IsLong = true,
            Contents = (in ProcessRow row, Snapshot _) => Container(row).Length,
        },
    ];

    // A thread may be in another cgroup than its process, and hardly in another container.
    private static ReadOnlySpan<char> Container(in ProcessRow row) =>
        row.Cgroup is not { } path ? default
        : row.Process.Extras?.ContainerName is { } name && row.Thread?.OwnCgroup is null ? name
        : ShortCgroup.Container(path);
}
