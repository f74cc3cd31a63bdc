using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Fixtures;

/// <summary>The founding case: 36 workers on 36 CPUs, of which twelve share CPU 35 while eleven CPUs idle.</summary>
internal static class PileUpMachine
{
    public const int PileUpCpu = 35;

    private const int Cpus = 36;
    private const int FirstWorker = 3291;
    private const int FreeWorkers = 24;
    private const int Sleepers = 409;

    public static IReadOnlyList<int> IdleCpus { get; } = [1, 5, 8, 11, 13, 14, 21, 25, 27, 30, 34];

    /// <summary>The twelve that take turns.</summary>
    public static IReadOnlyList<int> CrowdedPids { get; } = [.. Enumerable.Range(FirstWorker, 11), 3303];

    /// <summary>The 24 that have a CPU each.</summary>
    public static IReadOnlyList<int> FreePids { get; } =
        [.. Enumerable.Range(FirstWorker, CrowdedPids.Count + FreeWorkers).Except(CrowdedPids)];

    public static string Build()
    {
        var machine = new MachineBuilder("""
            A c5.9xlarge on which 36 Python workers were started. Twelve are confined to CPU 35 and get 8.3 % each; 24 have a
            CPU each; eleven CPUs idle. Mean values of the reading that a user of top posted.
            """)
        {
            Online = CpuSet.Range(0, Cpus - 1),
            Host = "ip-10-0-0-7",
            KernelRelease = "4.15.0-1023-aws",
            Time = new DateTimeOffset(2018, 10, 5, 1, 52, 47, TimeSpan.Zero),
            Uptime = new TimeSpan(0, 34, 40),
            Load = "36.03 34.15 22.04",
            HasRunQueues = true,
            Memory = "MemTotal: 72028912 kB\nMemFree: 63163192 kB\nMemAvailable: 64175464 kB\nBuffers: 61440 kB\n"
                + "Cached: 850832 kB\nSwapTotal: 10239996 kB\nSwapFree: 10239996 kB\nSReclaimable: 100000 kB",
        };
        return machine
            .CpuFile("possible", "0-35").CpuFile("present", "0-35").CpuFile("online", "0-35").CpuFile("isolated", "")
            .Packages(CpuSet.Range(0, Cpus - 1)).Caches(3, CpuSet.Range(0, Cpus - 1)).Nodes(CpuSet.Range(0, Cpus - 1))
            .File("/proc/self/mountinfo", """
                33 30 0:30 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
                40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
                """)
            .File("/sys/fs/cgroup/cpuset/cpuset.effective_cpus", "0-35")
            .File("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash")
            .Busy(5, 0, 0.003)
            .Tasks(SystemTasks())
            .Tasks(Workers())
            .Build();
    }

    private static IEnumerable<FixtureTask> Workers()
    {
        int[] busyCpus = [.. Enumerable.Range(0, Cpus - 1).Except(IdleCpus)];
        foreach (int pid in CrowdedPids)
        {
            yield return Worker(pid, PileUpCpu) with
            {
                Run = 1.0 / 12,
                Wait = 11.0 / 12,
                CpuTime = TimeSpan.FromSeconds(75),
                VirtualKibibytes = 522_240,
                ResidentKibibytes = 225_280,
                SharedKibibytes = 49_152,
            };
        }

        // The longest has 14:49.20 of CPU time, the shortest 12:41.
        foreach ((int index, int pid) in FreePids.Index())
        {
            yield return Worker(pid, busyCpus[index]) with
            {
                Run = 1,
                CpuTime = TimeSpan.FromSeconds(889.2 - (index * 5.5)),
                VirtualKibibytes = 488_448,
                ResidentKibibytes = 235_520,
                SharedKibibytes = 48_128,
            };
        }
    }

    private static FixtureTask Worker(int pid, int cpu) => new(pid, "python")
    {
        State = 'R',
        Parent = 2950,
        Uid = 1000,
        LastCpu = cpu,
        Affinity = $"{cpu}",
        CommandLine = "python train.py",
        Cgroup = "4:cpuset:/\n0::/",
        StartTicks = (ulong)(118_000 + pid - FirstWorker),
    };

    // 409 that sleep, and the top that was looking.
    private static List<FixtureTask> SystemTasks()
    {
        var tasks = new List<FixtureTask>
        {
            Daemon(1, "systemd", "/sbin/init") with { Parent = 0, StartTicks = 1 },
            FixtureTask.KernelThread(2, "kthreadd") with { State = 'S' },
            Daemon(1093, "sshd", "sshd") with
            {
                LastCpu = 7, CpuTime = TimeSpan.FromSeconds(0.8), VirtualKibibytes = 12_288, ResidentKibibytes = 4_200,
                SharedKibibytes = 3_280,
            },
            Daemon(2900, "sshd", "sshd: ubuntu@pts/0") with { Parent = 1093 },
            Daemon(2950, "bash", "-bash") with { Parent = 2900, Uid = 1000 },
            Daemon(3400, "top", "top") with { State = 'R', Run = 0.003, Parent = 2950, Uid = 1000, LastCpu = 5 },
        };
        int pid = 3;
        foreach (string name in new[] { "cpuhp", "migration", "ksoftirqd", "kworker" })
        {
            for (int cpu = 0; cpu < Cpus; cpu++)
            {
                bool isRealTime = name == "migration";
                tasks.Add(FixtureTask.KernelThread(pid++, name == "kworker" ? $"kworker/{cpu}:0H" : $"{name}/{cpu}", cpu) with
                {
                    State = name == "kworker" ? 'I' : 'S',
                    Priority = isRealTime ? -100 : name == "kworker" ? 0 : 20,
                    Nice = name == "kworker" ? -20 : 0,
                    RealTimePriority = isRealTime ? 99 : 0,
                    Policy = isRealTime ? 1 : 0,
                });
            }
        }

        while (tasks.Count < Sleepers + 1)
        {
            tasks.Add(FixtureTask.KernelThread(pid, $"kworker/u72:{pid}"));
            pid++;
        }

        return tasks;
    }

    private static FixtureTask Daemon(int pid, string name, string commandLine) => new(pid, name)
    {
        CommandLine = commandLine,
        VirtualKibibytes = 20_000,
        ResidentKibibytes = 5_000,
        SharedKibibytes = 3_000,
        Cgroup = "4:cpuset:/\n0::/",
    };
}
