using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Cgroup;

/// <summary>Finds the CPUs that cgroup v2 keeps out of load balancing: cpuset partitions of the type <c>isolated</c>.</summary>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpuset-interface-files"/>
internal sealed class IsolatedPartitions(KernelFiles files)
{
    private const int Deepest = 8;

    /// <summary>Their CPUs; empty when there are none or cgroup v2 does not run cpusets.</summary>
    public CpuSet Read()
    {
        if (CgroupMounts.Read(files).FindRoot(controller: null) is not { } root)
        {
            return CpuSet.Empty;
        }

        // Kernels before 6.8 have no file for all; there a partition's parent is a partition.
        return ReadSet(root.Folder + "/cpuset.cpus.isolated")
            ?? (ReadSet(root.Folder + "/cpuset.cpus.effective") is null ? CpuSet.Empty : Walk(root.Folder, depth: 0));
    }

    private CpuSet Walk(string folder, int depth)
    {
        CpuSet isolated = CpuSet.Empty;
        foreach (string name in files.ListFolder(folder))
        {
            string child = $"{folder}/{name}";
            if (name.StartsWith('.')
                || files.Read(child + "/cpuset.cpus.partition", out ReadOnlySpan<byte> text) != FileStatus.Ok)
            {
                continue;
            }

            // One that could not be made says "isolated invalid (why)".
            text = text.Trim(" \n"u8);
            bool isIsolated = text.SequenceEqual("isolated"u8), isRoot = text.SequenceEqual("root"u8);
            if (isIsolated)
            {
                isolated = isolated.Union(ReadSet(child + "/cpuset.cpus.effective") ?? CpuSet.Empty);
            }

            if ((isIsolated || isRoot) && depth < Deepest)
            {
                isolated = isolated.Union(Walk(child, depth + 1));
            }
        }

        return isolated;
    }

    private CpuSet? ReadSet(string path) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok && CpuList.TryParse(text, out CpuSet cpus) ? cpus : null;
}
