using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Cgroup;

/// <summary>Where the cgroup hierarchies are mounted: each v1 controller may have a hierarchy of its own beside v2's.</summary>
/// <param name="mounts">The mounts, of any file system.</param>
internal sealed class CgroupMounts(IReadOnlyList<MountEntry> mounts)
{
    private const string Deleted = " (deleted)";

    /// <summary>Reads <see cref="MountEntry.Path"/>; unreadable, no cgroup is found.</summary>
    public static CgroupMounts Read(KernelFiles files) =>
        new(files.Read(MountEntry.Path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? MountEntry.Parse(text) : []);

    /// <summary>The cgroup that a controller holds a task in: v1 where a line names the controller, else v2.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>.</param>
    /// <param name="controller">Such as <c>cpuset</c> or <c>cpu</c>.</param>
    /// <returns>Null when it is not mounted, was removed, or lies outside this cgroup namespace.</returns>
    public CgroupPlace? Find(ReadOnlySpan<byte> cgroupText, string controller)
    {
        CgroupEntry? unified = null;
        foreach (CgroupEntry entry in CgroupEntry.Parse(cgroupText))
        {
            if (Holds(entry.Controllers, controller))
            {
                return Find(entry.Path, controller);
            }

            if (entry.Hierarchy == 0)
            {
                unified = entry;
            }
        }

        return unified is { } v2 ? Find(v2.Path, controller: null) : null;
    }

    /// <summary>The topmost cgroup of a hierarchy that can be seen; null when it is not mounted.</summary>
    /// <param name="controller">A v1 controller; null for cgroup v2.</param>
    public CgroupPlace? FindRoot(string? controller)
    {
        foreach (MountEntry mount in mounts)
        {
            if (IsOf(mount, controller))
            {
                return new CgroupPlace(controller is null, mount.Root, mount.MountPoint, mount.MountPoint);
            }
        }

        return null;
    }

    private CgroupPlace? Find(string path, string? controller)
    {
        bool isInside = path is ['/', ..] && !path.StartsWith("/..", StringComparison.Ordinal);
        if (!isInside || path.EndsWith(Deleted, StringComparison.Ordinal))
        {
            return null;
        }

        foreach (MountEntry mount in mounts)
        {
            if (IsOf(mount, controller) && Below(mount.Root, path) is { } below)
            {
                return new CgroupPlace(controller is null, path, mount.MountPoint + below, mount.MountPoint);
            }
        }

        return null;
    }

    private static bool IsOf(in MountEntry mount, string? controller) =>
        controller is null
            ? mount.FileSystem == "cgroup2"
            : mount.FileSystem == "cgroup" && Holds(mount.SuperOptions, controller);

    // A container sees a folder of the hierarchy as its root, and yet its tasks' paths may start at the true one.
    private static string? Below(string root, string path)
    {
        if (root == "/")
        {
            return path == "/" ? string.Empty : path;
        }

        bool isBelow = path.StartsWith(root, StringComparison.Ordinal)
            && (path.Length == root.Length || path[root.Length] == '/');
        return isBelow ? path[root.Length..] : null;
    }

    private static bool Holds(string list, string word)
    {
        foreach (Range part in list.AsSpan().Split(','))
        {
            if (list.AsSpan(part).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
