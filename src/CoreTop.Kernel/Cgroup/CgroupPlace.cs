namespace CoreTop.Kernel.Cgroup;

/// <summary>One cgroup of one hierarchy, and the folder its files are in.</summary>
/// <param name="IsUnified">It is in the cgroup v2 hierarchy.</param>
/// <param name="Path">Its path as <c>/proc/[pid]/cgroup</c> gives it, such as <c>/system.slice/docker-1.scope</c>.</param>
/// <param name="Folder">Its folder from the root, such as <c>/sys/fs/cgroup/system.slice/docker-1.scope</c>.</param>
/// <param name="MountPoint">The folder of the topmost cgroup that can be seen.</param>
internal readonly record struct CgroupPlace(bool IsUnified, string Path, string Folder, string MountPoint)
{
    /// <summary>The cgroup above; null for the topmost that can be seen.</summary>
    public CgroupPlace? Parent =>
        Folder.Length <= MountPoint.Length
            ? null
            : this with { Path = Above(Path), Folder = Above(Folder) };

    private static string Above(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash > 0 ? path[..slash] : "/";
    }
}
