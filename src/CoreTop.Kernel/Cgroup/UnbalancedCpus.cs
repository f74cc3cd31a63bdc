using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Cgroup;

/// <summary>
/// CPUs over which the kernel moves no task to balance load: isolated by the command line or by a cgroup v2 partition, or
/// in no v1 cpuset that has load balancing on. Read on a slow cycle, and when CPUs come or go.
/// </summary>
/// <param name="files">The machine's files.</param>
/// <param name="mounts">Where its cgroups are mounted.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v1/cpusets.html#what-is-sched-load-balance"/>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpuset-interface-files"/>
internal sealed class UnbalancedCpus(KernelFiles files, Lazy<CgroupMounts> mounts)
{
    private const int MostCgroups = 4096;
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);

    private CpuTopology? _topology;
    private TimeSpan _readAt;
    private CpuSet _cpus = CpuSet.Empty;
    private int _cgroupsLeft;

    /// <summary>The CPUs, online ones only; the same object while they are the same.</summary>
    /// <param name="topology">The machine's.</param>
    /// <param name="now">The clock that windows are measured by.</param>
    public CpuSet Read(CpuTopology topology, TimeSpan now)
    {
        if (ReferenceEquals(topology, _topology) && now - _readAt < Cycle)
        {
            return _cpus;
        }

        _topology = topology;
        _readAt = now;
        CpuSet isolated = topology.Isolated.Union(new IsolatedPartitions(files).Read());
        CpuSet cpus = isolated.Union(ReadCpusets(topology.Online)).Intersect(topology.Online);
        _cpus = cpus.Equals(_cpus) ? _cpus : cpus;
        return _cpus;
    }

    // What more cpusets than can be looked at say is not known, and then nothing is claimed.
    private CpuSet ReadCpusets(CpuSet online)
    {
        if (mounts.Value.FindRoot("cpuset") is not { } root || IsBalanced(root.Folder) is not false)
        {
            return CpuSet.Empty;
        }

        _cgroupsLeft = MostCgroups;
        CpuSet balanced = BalancedBelow(root.Folder);
        return _cgroupsLeft >= 0 ? online.Except(balanced) : CpuSet.Empty;
    }

    // Below a balanced cpuset all is balanced, whatever the cpusets there say.
    private CpuSet BalancedBelow(string folder)
    {
        CpuSet balanced = CpuSet.Empty;
        foreach (string name in files.ListFolder(folder))
        {
            string below = $"{folder}/{name}";
            if (_cgroupsLeft >= 0 && !name.StartsWith('.') && IsBalanced(below) is { } isBalanced)
            {
                _cgroupsLeft--;
                balanced = balanced.Union(isBalanced ? ReadCpus(below) ?? CpuSet.Empty : BalancedBelow(below));
            }
        }

        return balanced;
    }

    // Null where there is no such cpuset.
    private bool? IsBalanced(string folder) =>
        files.Read($"{folder}/cpuset.sched_load_balance", out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? text.StartsWith("1"u8)
            : null;

    private CpuSet? ReadCpus(string folder) =>
        ReadList($"{folder}/cpuset.effective_cpus") ?? ReadList($"{folder}/cpuset.cpus");

    private CpuSet? ReadList(string path) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok && CpuList.TryParse(text, out CpuSet cpus) ? cpus : null;
}
