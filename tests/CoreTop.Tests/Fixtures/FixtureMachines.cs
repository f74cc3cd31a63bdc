using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Fixtures;

/// <summary>The made-up machines in tests/Fixtures/machines, named as hwloc names its own: CPUs, shape, what is special.</summary>
internal static class FixtureMachines
{
    public const string PileUp = "36em64t-1s36c+pileup-cpu35";
    public const string TwoNodes = "256em64t-2s64c2t";
    public const string Thousand = "1024em64t-8s64c2t";
    public const string Holes = "13em64t-2s8c+offline-0,3,19";
    public const string Isolated = "8em64t-1s8c+isolated-4-5,7";
    public const string CpusetV1 = "16em64t-1s16c+cpuset-v1-0-3";
    public const string CpusetV2 = "16em64t-1s16c+cpuset-v2-4-7";
    public const string Hybrid = "20em64t-1s6c2t+8c";
    public const string TwoJobs = "96em64t-2s48c+two-jobs";
    public const string Virtual = "2vm";

    /// <summary>Makes a machine's text.</summary>
    public static string Build(string name) => name switch
    {
        PileUp => PileUpMachine.Build(),
        TwoNodes => BuildTwoNodes(),
        Thousand => BuildThousand(),
        Holes => BuildHoles(),
        Isolated => BuildIsolated(),
        CpusetV1 => BuildCpusetV1(),
        CpusetV2 => BuildCpusetV2(),
        Hybrid => BuildHybrid(),
        TwoJobs => TwoJobsMachine.Build(),
        Virtual => BuildVirtual(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such machine."),
    };

    public static TheoryData<string> Names =>
        [PileUp, TwoNodes, Thousand, Holes, Isolated, CpusetV1, CpusetV2, Hybrid, TwoJobs, Virtual];

    private static string BuildTwoNodes() =>
        new MachineBuilder("Two sockets of 64 cores with two threads each, eight cores a cache: 40 free workers and one process of many threads.")
        {
            Online = CpuSet.Range(0, 255),
            Load = "56.12 40.01 20.22",
            HasRunQueues = true,
        }
        .CpuFile("present", "0-255").CpuFile("online", "0-255")
        .Cores(Enumerable.Range(0, 128).Select(core => CpuSet.Of(core, core + 128)))
        .Packages(Halves(0, 64, 128)).Nodes(Halves(0, 64, 128))
        .Caches(3, Enumerable.Range(0, 16).Select(cache => Threads(cache * 8, 8, 128)))
        .Tasks(System())
        .Tasks(Enumerable.Range(0, 40).Select(i => Worker(2000 + i, "render", lastCpu: i * 3)))
        .Tasks(new FixtureTask(3000, "java")
        {
            Uid = 1000,
            Run = 16,
            CpuTime = TimeSpan.FromMinutes(200),
            CommandLine = "java -jar server.jar",
            VirtualKibibytes = 40_000_000,
            ResidentKibibytes = 8_000_000,
            LastCpu = 121,
            Threads =
            [
                new FixtureTask(3000, "java") { LastCpu = 121 },
                .. Enumerable.Range(0, 16).Select(i => new FixtureTask(3001 + i, $"worker-{i}")
                {
                    State = 'R',
                    Run = 1,
                    CpuTime = TimeSpan.FromMinutes(12),
                    LastCpu = 130 + (i * 4),
                }),
            ],
        })
        .Build();

    private static string BuildThousand() =>
        new MachineBuilder("Eight sockets of 64 cores with two threads each; every third CPU busy in its own way.")
        {
            Online = CpuSet.Range(0, 1023),
            Load = "300.00 290.00 280.00",
        }
        .CpuFile("present", "0-1023").CpuFile("online", "0-1023")
        .Cores(Enumerable.Range(0, 512).Select(core => CpuSet.Of(core, core + 512)))
        .Packages(Enumerable.Range(0, 8).Select(package => Threads(package * 64, 64, 512)))
        .Nodes(Enumerable.Range(0, 8).Select(node => Threads(node * 64, 64, 512)))
        .Caches(3, Enumerable.Range(0, 32).Select(cache => Threads(cache * 16, 16, 512)))
        .Tasks(System())
        .Tasks(Enumerable.Range(0, 8).Select(i => Worker(2000 + i, "stress", lastCpu: i * 64)))
        .BusyAll(Enumerable.Range(0, 341).Select(i => (i * 3, (i % 11) / 10.0, (i % 3) / 20.0)))
        .Build();

    private static string BuildHoles() =>
        new MachineBuilder("CPUs 8-15 were never there; 0, 3 and 19 are offline, so there is no CPU 0 to rely on.")
        {
            Online = CpuSet.Of(1, 2, 4, 5, 6, 7, 16, 17, 18, 20, 21, 22, 23),
        }
        .CpuFile("possible", "0-63").CpuFile("present", "0-7,16-23").CpuFile("online", "1-2,4-7,16-18,20-23")
        .Cores(Enumerable.Range(0, 24).Where(cpu => cpu is < 8 or > 15).Select(cpu => CpuSet.Of(cpu)))
        .Packages(CpuSet.Of(1, 2, 4, 5, 6, 7), CpuSet.Of(16, 17, 18, 20, 21, 22, 23))
        .Nodes(CpuSet.Of(1, 2, 4, 5, 6, 7), CpuSet.Of(16, 17, 18, 20, 21, 22, 23))
        .Tasks(System(1))
        .Tasks(Worker(2000, "burn", lastCpu: 20), Worker(2001, "pinned", lastCpu: 2) with { Affinity = "2-3" })
        .Build();

    private static string BuildIsolated() =>
        new MachineBuilder("CPUs 4-5 isolated on the command line, 7 by a cgroup partition: four tasks may use 4-5 and all sit on 4.")
        {
            Online = CpuSet.Range(0, 7),
            HasRunQueues = true,
        }
        .CpuFile("present", "0-7").CpuFile("online", "0-7").CpuFile("isolated", "4-5").CpuFile("nohz_full", "5")
        .Packages(CpuSet.Range(0, 7)).Caches(3, CpuSet.Range(0, 7)).Nodes(CpuSet.Range(0, 7))
        .File("/sys/fs/cgroup/cpuset.cpus.effective", "0-6").File("/sys/fs/cgroup/cpuset.cpus.isolated", "7")
        .File("/proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
        .Tasks(System("0-3,6"))
        .Tasks(Enumerable.Range(0, 4).Select(i => Worker(2000 + i, "poll", lastCpu: 4) with
        {
            Affinity = "4-5",
            Run = 0.25,
            Wait = 0.75,
            Cgroup = "0::/",
        }))
        .Build();

    private static string BuildCpusetV1() =>
        new MachineBuilder("cgroup v1: six workers of a job that may use CPUs 0-3 of 16.") { Online = CpuSet.Range(0, 15) }
        .CpuFile("present", "0-15").CpuFile("online", "0-15")
        .Packages(CpuSet.Range(0, 15)).Caches(3, CpuSet.Range(0, 15))
        .File("/proc/self/mountinfo", """
            33 30 0:30 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
            40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """)
        .File("/sys/fs/cgroup/cpuset/cpuset.effective_cpus", "0-15")
        .File("/sys/fs/cgroup/cpuset/job_7/cpuset.effective_cpus", "0-3")
        .Tasks(System())
        .Tasks(Enumerable.Range(0, 6).Select(i => Worker(2000 + i, "solver", lastCpu: i % 4) with
        {
            Affinity = "0-3",
            Run = 4 / 6.0,
            Wait = 2 / 6.0,
            Cgroup = "4:cpuset:/job_7\n0::/",
        }))
        .Build();

    private static string BuildCpusetV2() =>
        new MachineBuilder("cgroup v2: six workers in a container that may use CPUs 4-7 of 16, one of them pinned to 4.")
        {
            Online = CpuSet.Range(0, 15),
        }
        .CpuFile("present", "0-15").CpuFile("online", "0-15")
        .Packages(CpuSet.Range(0, 15)).Caches(3, CpuSet.Range(0, 15))
        .File("/proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
        .File("/sys/fs/cgroup/cpuset.cpus.effective", "0-15")
        .File("/sys/fs/cgroup/system.slice/cpuset.cpus.effective", "0-15")
        .File("/sys/fs/cgroup/system.slice/docker-1f.scope/cpuset.cpus.effective", "4-7")
        .Tasks(System())
        .Tasks(Enumerable.Range(0, 6).Select(i => Worker(2000 + i, "solver", lastCpu: 4 + (i % 4)) with
        {
            Affinity = i == 0 ? "4" : "4-7",
            Run = 4 / 6.0,
            Wait = 2 / 6.0,
            Cgroup = "0::/system.slice/docker-1f.scope/init",
        }))
        .Build();

    private static string BuildHybrid() =>
        new MachineBuilder("Six large cores of two threads, eight small ones of one in clusters of four.")
        {
            Online = CpuSet.Range(0, 19),
        }
        .CpuFile("present", "0-19").CpuFile("online", "0-19")
        .Cores([.. Enumerable.Range(0, 6).Select(core => CpuSet.Of(core * 2, (core * 2) + 1))])
        .Packages(CpuSet.Range(0, 19)).Caches(3, CpuSet.Range(0, 19)).Nodes(CpuSet.Range(0, 19))
        .Each(Enumerable.Range(0, 20), (machine, cpu) => machine.CpuFile($"cpu{cpu}/cpu_capacity", cpu < 12 ? "1024" : "640"))
        .Tasks(System())
        .Tasks(Worker(2000, "ffmpeg", lastCpu: 0), Worker(2001, "ffmpeg", lastCpu: 1), Worker(2002, "ffmpeg", lastCpu: 13))
        .Build();

    private static string BuildVirtual() =>
        new MachineBuilder("A small guest whose kernel tells of no topology.") { Online = CpuSet.Of(0, 1) }
        .CpuFile("present", "0-1").CpuFile("online", "0-1").CpuFile("nohz_full", "  (null)")
        .Tasks(System())
        .Tasks(Enumerable.Range(0, 4).Select(i => Worker(2000 + i, "yes", lastCpu: 0) with
        {
            Affinity = "0",
            Run = 0.25,
            Wait = 0.75,
        }))
        .Build();

    private static IEnumerable<FixtureTask> System(int cpu = 0) => System(affinity: null, cpu);

    private static IEnumerable<FixtureTask> System(string? affinity, int cpu = 0) =>
    [
        new FixtureTask(1, "systemd") { Parent = 0, CommandLine = "/sbin/init", Affinity = affinity, LastCpu = cpu, StartTicks = 1 },
        FixtureTask.KernelThread(2, "kthreadd") with { State = 'S', Affinity = affinity, LastCpu = cpu },
        FixtureTask.KernelThread(12, $"ksoftirqd/{cpu}", boundTo: cpu) with { State = 'S' },
        new FixtureTask(900, "sshd") { CommandLine = "/usr/sbin/sshd -D", Affinity = affinity, LastCpu = cpu },
    ];

    private static FixtureTask Worker(int pid, string name, int lastCpu) => new(pid, name)
    {
        State = 'R',
        Uid = 1000,
        Run = 1,
        LastCpu = lastCpu,
        CpuTime = TimeSpan.FromMinutes(10),
        CommandLine = $"{name} --jobs 1",
        VirtualKibibytes = 400_000,
        ResidentKibibytes = 200_000,
        SharedKibibytes = 40_000,
        StartTicks = 1000,
    };

    private static IEnumerable<CpuSet> Halves(int first, int cores, int siblingOffset) =>
        [Threads(first, cores, siblingOffset), Threads(first + cores, cores, siblingOffset)];

    // Cores that follow one another, and their second threads.
    private static CpuSet Threads(int first, int cores, int siblingOffset) =>
        CpuSet.Range(first, first + cores - 1)
            .Union(CpuSet.Range(first + siblingOffset, first + siblingOffset + cores - 1));

    private static MachineBuilder Each(this MachineBuilder machine, IEnumerable<int> cpus, Action<MachineBuilder, int> add)
    {
        foreach (int cpu in cpus)
        {
            add(machine, cpu);
        }

        return machine;
    }

    private static MachineBuilder BusyAll(this MachineBuilder machine, IEnumerable<(int Cpu, double User, double System)> cpus)
    {
        foreach ((int cpu, double user, double system) in cpus)
        {
            machine.Busy(cpu, user, system);
        }

        return machine;
    }
}
