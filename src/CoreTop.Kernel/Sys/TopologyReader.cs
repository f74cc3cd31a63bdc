using System.Collections.Immutable;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Sys;

/// <summary>Reads which CPUs there are and what they share, from /sys/devices/system/cpu and node.</summary>
/// <remarks>
/// Kernels of two decades and captured machines lack one file or another, so every file has a substitute: lists for masks,
/// new names for old ones, folders for <c>online</c>, /proc/stat for all of /sys. Cores, packages and caches are those that
/// lstopo(1) shows. A set of sharers is read from its first CPU alone.
/// </remarks>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/cputopology.html"/>
internal sealed class TopologyReader(KernelFiles files)
{
    private const string Cpu = "/sys/devices/system/cpu";
    private const string Node = "/sys/devices/system/node";
    private const int MostCaches = 10;

    private readonly List<ReadProblem> _problems = [];

    /// <summary>What did not read as documented, the last time.</summary>
    public IReadOnlyList<ReadProblem> Problems => _problems;

    /// <summary>The topology; null when neither /sys nor /proc/stat names a CPU.</summary>
    public CpuTopology? Read()
    {
        _problems.Clear();
        var sys = new SysFiles(files, _problems);
        (CpuSet present, CpuSet online) = ReadCpus(sys);
        if (online.IsEmpty)
        {
            return null;
        }

        CpuSet isolated = (sys.ReadList(Cpu + "/isolated") ?? CpuSet.Empty).Union(new IsolatedPartitions(files).Read());
        CpuSet noHzFull = sys.ReadList(Cpu + "/nohz_full") ?? CpuSet.Empty;
        ImmutableArray<CpuSet> cores = ReadCores(sys, online), packages = ReadPackages(sys, online);
        ImmutableArray<CpuSet> caches = ReadLastLevelCaches(sys, online, cores);
        ImmutableArray<NumaNode> nodes = ReadNodes(sys, online);
        Dictionary<CpuId, int> core = Indices(cores), package = Indices(packages), cache = Indices(caches);
        Dictionary<CpuId, int> node = nodes.SelectMany(node => node.Cpus.Select(cpu => (cpu, node.Number))).ToDictionary();
        Dictionary<CpuId, int> capacity = ReadCapacities(sys, present);
        CpuSet efficient = new EfficiencyCpus(sys).Find(present, capacity, mayDiffer: packages.Length == 1);
        ImmutableArray<CpuPlace> places =
        [
            .. present.Select(cpu => new CpuPlace(
                cpu,
                online.Contains(cpu),
                Find(package, cpu),
                Find(node, cpu),
                Find(core, cpu),
                Find(cache, cpu),
                core.TryGetValue(cpu, out int index) ? cores[index] : CpuSet.Empty,
                isolated.Contains(cpu),
                noHzFull.Contains(cpu),
                Find(capacity, cpu))
            {
                Kind = efficient.IsEmpty ? null : efficient.Contains(cpu) ? CoreKind.Efficiency : CoreKind.Performance,
            }),
        ];
        return new CpuTopology(places, packages, nodes, cores, caches);
    }

    private static Dictionary<CpuId, int> ReadCapacities(SysFiles sys, CpuSet present)
    {
        var capacities = new Dictionary<CpuId, int>();
        foreach (CpuId cpu in present)
        {
            if (sys.ReadNumber($"{Cpu}/cpu{cpu}/cpu_capacity") is { } capacity)
            {
                capacities.Add(cpu, capacity);
            }
        }

        return capacities;
    }

    private (CpuSet Present, CpuSet Online) ReadCpus(SysFiles sys)
    {
        CpuSet folders = sys.ListNumbered(Cpu, "cpu");
        CpuSet? present = sys.ReadList(Cpu + "/present");
        CpuSet online = sys.ReadList(Cpu + "/online") ?? OnlineByFolders(sys, folders);
        if (online.IsEmpty)
        {
            online = OnlineByTimes();
        }

        return ((present ?? folders).Union(online), online);
    }

    // Kernels before 2.6.24 have no file for all CPUs; those that are off have no topology there.
    private CpuSet OnlineByFolders(SysFiles sys, CpuSet folders)
    {
        CpuSet on = CpuSet.Of(folders.Where(cpu => sys.ReadNumber($"{Cpu}/cpu{cpu}/online") != 0));
        CpuSet described = CpuSet.Of(on.Where(cpu => files.ListFolder($"{Cpu}/cpu{cpu}/topology").Count > 0));
        return described.IsEmpty ? on : described;
    }

    private CpuSet OnlineByTimes()
    {
        if (files.Read(SystemStat.Path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return CpuSet.Empty;
        }

        try
        {
            return CpuSet.Of(SystemStat.Parse(text).Cpus.Select(times => times.Cpu));
        }
        catch (KernelFormatException)
        {
            return CpuSet.Empty;
        }
    }

    private static ImmutableArray<CpuSet> ReadCores(SysFiles sys, CpuSet online)
    {
        var cores = new CpuPartition(online);
        foreach (CpuId cpu in online)
        {
            if (!cores.Contains(cpu))
            {
                CpuSet siblings = ReadTopology(sys, cpu, "core_cpus", "thread_siblings") ?? CpuSet.Empty;
                cores.Add(OfOneCore(sys, cpu, siblings.Intersect(online)).Union(CpuSet.Of(cpu.Number)));
            }
        }

        return cores.ToSets();
    }

    // Kernels of the time list the two cores of an AMD module (family 15h) as siblings, though they number them apart.
    private static CpuSet OfOneCore(SysFiles sys, CpuId cpu, CpuSet siblings)
    {
        if (siblings.Count < 2 || sys.ReadNumber($"{Cpu}/cpu{cpu}/topology/core_id") is not { } core)
        {
            return siblings;
        }

        return CpuSet.Of(siblings.Where(other => (sys.ReadNumber($"{Cpu}/cpu{other}/topology/core_id") ?? core) == core));
    }

    // Where the sharers are not given, the package's number says who they are; where that is not given, there is one package.
    private static ImmutableArray<CpuSet> ReadPackages(SysFiles sys, CpuSet online)
    {
        var packages = new CpuPartition(online);
        var byNumber = new SortedDictionary<int, List<CpuId>>();
        foreach (CpuId cpu in online)
        {
            if (packages.Contains(cpu))
            {
                continue;
            }

            if (ReadTopology(sys, cpu, "package_cpus", "core_siblings") is { } sharers)
            {
                packages.Add(sharers.Union(CpuSet.Of(cpu.Number)));
            }
            else
            {
                int number = sys.ReadNumber($"{Cpu}/cpu{cpu}/topology/physical_package_id") ?? -1;
                byNumber.TryAdd(number, []);
                byNumber[number].Add(cpu);
            }
        }

        foreach (List<CpuId> cpus in byNumber.Values)
        {
            packages.Add(CpuSet.Of(cpus));
        }

        return packages.ToSets();
    }

    // The highest level of unified cache on the machine; CPUs that lack it are in no set.
    private static ImmutableArray<CpuSet> ReadLastLevelCaches(SysFiles sys, CpuSet online, ImmutableArray<CpuSet> cores)
    {
        var caches = new CpuPartition(online);
        int highest = 0;
        foreach (CpuId cpu in online)
        {
            for (int i = 0; i < MostCaches; i++)
            {
                string cache = $"{Cpu}/cpu{cpu}/cache/index{i}";
                if (sys.ReadNumber(cache + "/level") is not { } level || level < highest
                    || (level == highest && caches.Contains(cpu))
                    || sys.Matches(cache + "/type", "Unified"u8) == false
                    || ReadSharers(sys, cpu, cache + "/shared_cpu_list", cache + "/shared_cpu_map") is not { } sharers)
                {
                    continue;
                }

                if (level > highest)
                {
                    caches = new CpuPartition(online);
                    highest = level;
                }

                // Itanium kernels print an empty map for a cache of one core.
                caches.Add(sharers.IsEmpty ? cores.First(core => core.Contains(cpu)) : sharers);
            }
        }

        return caches.ToSets();
    }

    private static ImmutableArray<NumaNode> ReadNodes(SysFiles sys, CpuSet online)
    {
        var nodes = ImmutableArray.CreateBuilder<NumaNode>();
        CpuSet rest = online;
        foreach (CpuId number in sys.ListNumbered(Node, "node"))
        {
            string node = $"{Node}/node{number}";
            CpuSet cpus = (sys.ReadList(node + "/cpulist") ?? sys.ReadMask(node + "/cpumap") ?? CpuSet.Empty).Intersect(rest);
            if (!cpus.IsEmpty)
            {
                nodes.Add(new NumaNode(number.Number, cpus));
                rest = rest.Except(cpus);
            }
        }

        return nodes.Count == 0 ? [new NumaNode(0, online)] : [.. nodes.OrderBy(node => node.Cpus.First)];
    }

    private static CpuSet? ReadTopology(SysFiles sys, CpuId cpu, string name, string oldName)
    {
        string topology = $"{Cpu}/cpu{cpu}/topology/";
        return ReadSharers(sys, cpu, topology + name + "_list", topology + name)
            ?? ReadSharers(sys, cpu, topology + oldName + "_list", topology + oldName);
    }

    // A CPU shares with itself: a list without it is not to be believed.
    private static CpuSet? ReadSharers(SysFiles sys, CpuId cpu, string list, string mask) =>
        sys.ReadList(list) is { } sharers && sharers.Contains(cpu) ? sharers : sys.ReadMask(mask);

    private static Dictionary<CpuId, int> Indices(ImmutableArray<CpuSet> sets) =>
        sets.SelectMany((set, index) => set.Select(cpu => (cpu, index))).ToDictionary();

    private static int? Find(Dictionary<CpuId, int> numbers, CpuId cpu) =>
        numbers.TryGetValue(cpu, out int number) ? number : null;
}
