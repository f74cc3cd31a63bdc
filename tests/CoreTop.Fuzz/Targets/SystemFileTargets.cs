using System.Collections.Immutable;
using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Interrupts;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;

namespace CoreTop.Fuzz.Targets;

/// <summary>The files of the machine and of cgroups.</summary>
internal static class SystemFileTargets
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        KernelTarget.Of("stat", "cpu cpu0 procs_running procs_blocked btime intr", input =>
        {
            SystemStat stat = SystemStat.Parse(input);
            Expect.That(stat.Cpus.Length is > 0 && stat.Cpus.Length <= input.Length);
            return Outcome.Of(stat.Cpus.Length, stat.RunningTasks ?? 0, stat.BlockedTasks, stat.BootTime is null ? 0 : 1);
        }),
        KernelTarget.Of("schedstat", "version 15 16 17 cpu0 domain0", input => Outcome.Of(SystemSchedStat.Parse(input).Length)),
        KernelTarget.Of("interrupts", "CPU0 CPU1 NMI: 0: IO-APIC", input =>
        {
            InterruptCounts counts = InterruptsFile.Parse(input);
            Expect.That(counts.Sources.All(source => source.Counts.Length == counts.Cpus.Length));
            return Outcome.Of(counts.Cpus.Length, counts.Sources.Length);
        }),
        KernelTarget.Of(
            "container-files",
            "{ } [ ] : , \"Name\" \"/web\" \"annotations\" \"io.kubernetes.cri.container-name\" \"nerdctl/name\" \"id\" \"names\" k8s_a_b_c \\ud800 null 1",
            input =>
            {
                var stored = new Dictionary<string, string>();
                ContainerFiles.AddStored(input, stored);
                string? docker = ContainerFiles.DockerName(input), annotated = ContainerFiles.AnnotatedName(input);
                Expect.That(stored.Values.Append(docker).Append(annotated).All(name => name is null or { Length: > 0 and <= 256 }));
                return Outcome.Of(stored.Count, docker?.Length ?? -1, annotated?.Length ?? -1);
            }),
        KernelTarget.Of("meminfo", "MemTotal: MemFree: MemAvailable: Buffers: Cached: SReclaimable: SwapTotal: SwapFree: kB", input =>
            Outcome.Of((long)(MemoryFile.Parse(input).TotalBytes >> 1))),
        KernelTarget.Of("loadavg", "0.00 1/200", input =>
        {
            LoadAverage load = LoadAverageFile.Parse(input);
            Expect.Amount(load.OneMinute);
            Expect.Amount(load.FiveMinutes);
            Expect.Amount(load.FifteenMinutes);
            return Outcome.Of((long)Math.Min(load.OneMinute, 1e9));
        }),
        KernelTarget.Of("btf", "task_struct bpf_iter_task bpf_iter__task __state cpus_mask thread_pid", input =>
        {
            var types = Btf.Parse(input);
            TaskProgram program = TaskProgram.OfTasks(types, cpus: 200, level: input.Length % 3);
            Expect.That(program.MaskWords is >= 1 and <= 4);
            Expect.That(program.Code.Length < 200);
            return Outcome.Of(types.Count, program.Code.Length, TaskProgram.OfLevel(types).Code.Length);
        }),
        KernelTarget.Of("uptime", "0.00", input => Outcome.Of(UptimeFile.Parse(input).Ticks)),
        KernelTarget.Of("cpuinfo", "cpu MHz :", input =>
        {
            double? hertz = CpuInfoFile.ParseMeanHertz(input);
            Expect.Amount(hertz);
            return Outcome.Of((long)Math.Min(hertz ?? -1, 1e18));
        }),
        KernelTarget.Of("diskstats", "sda nvme0n1 dm-0", input =>
        {
            ImmutableArray<DeviceCounters> disks = DiskStatsFile.Parse(input, static name => !name.StartsWith("loop", StringComparison.Ordinal));
            return Outcome.Of(disks.Length);
        }),
        KernelTarget.Of("net-dev", "lo: eth0: eth0:1: |", input => Outcome.Of(NetworkFile.Parse(input).Length)),
        KernelTarget.Of("pressure", "some full avg10= avg60= total=", input =>
        {
            StallShares shares = PressureFile.Parse(input);
            Expect.That(shares.Some is >= 0 and <= 1 && shares.Full is null or (>= 0 and <= 1));
            return Outcome.Of((long)(shares.Some * 1000), shares.Full is null ? -1 : 1);
        }),
        KernelTarget.Of("shm", "5309712", input => SharedMemoryFile.HasKey(input, SharedMemoryFile.OpenBlasKey) ? 1 : 0),
        KernelTarget.Of("mountinfo", "- cgroup cgroup2 rw,cpuset shared:1 \\040 \\777 \\134", Mounts),
        KernelTarget.Of("cgroup-cpu-max", "max 100000", input =>
        {
            double? cores = CpuMaxFile.Parse(input);
            Expect.Amount(cores);
            return Outcome.Of((long)Math.Min(cores ?? -1, 1e18));
        }),
        KernelTarget.Of("cgroup-cfs-quota", "-1", input => Quota(input, CpuMaxFile.ParseQuota)),
        KernelTarget.Of("cgroup-cfs-period", "100000", input => Quota(input, CpuMaxFile.ParsePeriod)),
        KernelTarget.Of("cgroup-cpu-stat", "nr_periods nr_throttled usage_usec", input =>
            Outcome.Of((long)(CpuStatFile.Parse(input).Periods >> 1))),
        KernelTarget.Of("cgroup-cpu-weight", "100 10000", input => Weight(CpuWeightFile.Parse(input), highest: 10_000)),
        KernelTarget.Of("cgroup-cpu-shares", "1024 262144", input => Weight(CpuWeightFile.ParseShares(input), highest: 25_600)),
        KernelTarget.Of("loadavg-runnable", "0.00 1/200", input =>
        {
            int? runnable = LoadAverageFile.ParseRunnable(input);
            Expect.That(runnable >= 0);
            return Outcome.Of(runnable ?? -1);
        }),
    ];

    private static int Weight(int? weight, int highest)
    {
        Expect.That(weight >= 1 && weight <= highest);
        return Outcome.Of(weight ?? -1);
    }

    private static int Mounts(ReadOnlySpan<byte> input)
    {
        IReadOnlyList<MountEntry> entries = MountEntry.Parse(input);
        foreach (MountEntry entry in entries)
        {
            Expect.That(entry.Root.Length + entry.MountPoint.Length + entry.FileSystem.Length + entry.SuperOptions.Length <= input.Length);
        }

        CgroupPlace? v2 = new CgroupMounts(entries).Find("1:cpuset:/a/b\n0::/a/b\n"u8, "cpu");
        CgroupPlace? v1 = new CgroupMounts(entries).Find("1:cpuset:/a/b\n0::/a/b\n"u8, "cpuset");
        return Outcome.Of(entries.Count, v1 is null ? 0 : 1, v2 is null ? 0 : 1);
    }

    private static int Quota(ReadOnlySpan<byte> input, FileParser<double?> parse)
    {
        double? number = parse(input);
        Expect.Amount(number);
        return Outcome.Of((long)Math.Min(number ?? -1, 1e18));
    }
}
