using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Fixtures;

/// <summary>Two MPI jobs on one node that both bound their ranks to the cores from 0 on, and a process of many threads on the other socket.</summary>
internal static class TwoJobsMachine
{
    private const int Cpus = 96;
    private const int SocketCpus = Cpus / 2;
    private const int CacheCpus = 6;
    private const int Ranks = 24;
    private const int LoaderThreads = 12;
    private const string LaunchedBy = "OMPI_COMM_WORLD_SIZE=24 OMPI_MCA_hwloc_base_binding_policy=core SLURM_JOB_ID=";

    public static string Build()
    {
        var machine = new MachineBuilder("""
            Two sockets of 48 cores, six cores a cache. Two jobs of 24 MPI ranks each were started on it; each mpirun knew only of its own
            job and bound its ranks to cores 0 to 23, so that two ranks share each of them while the rest of the machine has little to do.
            """)
        {
            Online = CpuSet.Range(0, Cpus - 1),
            Host = "node017",
            Load = "60.20 59.81 41.07",
            HasRunQueues = true,
            Memory = "MemTotal: 263921408 kB\nMemFree: 131960704 kB\nMemAvailable: 184744985 kB\nBuffers: 1048576 kB\n"
                + "Cached: 54525952 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\nSReclaimable: 2097152 kB",
        };
        return machine
            .CpuFile("possible", "0-95").CpuFile("present", "0-95").CpuFile("online", "0-95").CpuFile("isolated", "")
            .Packages(Sockets).Nodes(Sockets)
            .Caches(3, Enumerable.Range(0, Cpus / CacheCpus).Select(cache => CpuSet.Range(cache * CacheCpus, (cache * CacheCpus) + CacheCpus - 1)))
            .File("/proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .File("/sys/fs/cgroup/cpuset.cpus.effective", "0-95")
            .File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann:/home/ann:/bin/bash\nbob:x:1001:1001:Bob:/home/bob:/bin/bash")
            .Tasks(
                Daemon(1, "systemd", "/sbin/init") with { Parent = 0, StartTicks = 1 },
                FixtureTask.KernelThread(2, "kthreadd") with { State = 'S' },
                Daemon(2010, "slurmd", "/usr/sbin/slurmd -D"),
                Daemon(2044, "sshd", "/usr/sbin/sshd -D"))
            .Tasks(Job(4711, firstPid: 4000, uid: 1000, "lmp", "lmp -in melt.in"))
            .Tasks(Job(4712, firstPid: 5000, uid: 1001, "gmx_mpi", "gmx_mpi mdrun -deffnm md"))
            .Tasks(Loader())
            .Build();
    }

    private static CpuSet[] Sockets => [CpuSet.Range(0, SocketCpus - 1), CpuSet.Range(SocketCpus, Cpus - 1)];

    private static IEnumerable<FixtureTask> Job(int job, int firstPid, int uid, string name, string commandLine)
    {
        string cgroup = $"0::/system.slice/slurmstepd.scope/job_{job}/step_0/user/task_0";
        yield return Daemon(firstPid, "slurmstepd", $"slurmstepd: [{job}.0]") with { Parent = 2010, Cgroup = cgroup };
        yield return Daemon(firstPid + 1, "mpirun", $"mpirun -np 24 --bind-to core {commandLine}") with
        {
            Parent = firstPid,
            Uid = uid,
            Cgroup = cgroup,
            LastCpu = 60,
            Environment = $"SLURM_JOB_ID={job}",
        };
        for (int rank = 0; rank < Ranks; rank++)
        {
            yield return new FixtureTask(firstPid + 10 + rank, name)
            {
                State = 'R',
                Parent = firstPid + 1,
                Uid = uid,
                Run = 0.5,
                Wait = 0.5,
                LastCpu = rank,
                Affinity = $"{rank}",
                CpuTime = TimeSpan.FromSeconds(2711 - (rank * 3)),
                CommandLine = commandLine,
                Cgroup = cgroup,
                VirtualKibibytes = 1_843_200,
                ResidentKibibytes = 614_400 + (rank * 1024),
                SharedKibibytes = 71_680,
                StartTicks = (ulong)(60_000 + firstPid + rank),
                Environment = $"{LaunchedBy}{job} OMPI_COMM_WORLD_RANK={rank} OMPI_COMM_WORLD_LOCAL_RANK={rank}",
            };
        }
    }

    private static FixtureTask Loader() => Daemon(6100, "java", "java -Xmx64g -jar indexer.jar") with
    {
        Uid = 1000,
        Run = LoaderThreads,
        CpuTime = TimeSpan.FromMinutes(340),
        Affinity = "48-95",
        LastCpu = 48,
        VirtualKibibytes = 71_303_168,
        ResidentKibibytes = 40_894_464,
        SharedKibibytes = 102_400,
        Threads =
        [
            new FixtureTask(6100, "java") { Affinity = "48-95", LastCpu = 48 },
            .. Enumerable.Range(0, LoaderThreads).Select(i => new FixtureTask(6101 + i, $"worker-{i}")
            {
                State = 'R',
                Affinity = "48-95",
                Run = 1,
                CpuTime = TimeSpan.FromMinutes(28),
                LastCpu = SocketCpus + 1 + (i * 4),
            }),
        ],
    };

    private static FixtureTask Daemon(int pid, string name, string commandLine) => new(pid, name)
    {
        CommandLine = commandLine,
        VirtualKibibytes = 30_000,
        ResidentKibibytes = 9_000,
        SharedKibibytes = 5_000,
        Cgroup = "0::/",
    };
}
