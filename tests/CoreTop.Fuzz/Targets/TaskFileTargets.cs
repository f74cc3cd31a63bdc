using System.Collections.Immutable;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;

namespace CoreTop.Fuzz.Targets;

/// <summary>The files of a process or thread, /proc/[pid]/*.</summary>
internal static class TaskFileTargets
{
    private const int LongestValue = 4096;
    private const string StatusKeys =
        "Name: Tgid: Uid: Gid: Threads: Cpus_allowed: Cpus_allowed_list: Mems_allowed_list: VmSwap: VmExe: VmData: VmStk: VmHWM: VmLck: "
        + "VmLib: RssAnon: RssFile: RssShmem: voluntary_ctxt_switches: nonvoluntary_ctxt_switches: kB 0-3 ff,00000001";

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        KernelTarget.Of("task-stat", "( ) ) S R Z X (a) ) S", input =>
        {
            TaskStat stat = TaskStat.Parse(input);
            ReadOnlySpan<byte> name = input[stat.NameRange];
            Expect.That(stat.Facts.LastCpu.Number is >= 0 and <= CpuId.HighestNumber);
            Expect.That(stat.ThreadCount is >= 0 and <= 4_194_304);
            Expect.That(Enum.IsDefined(stat.Mobility));
            return Outcome.Of(name.Length, (long)stat.State, (long)stat.Mobility, stat.Facts.Nice, stat.ThreadCount, (long)(stat.UserTicks >> 1));
        }),
        KernelTarget.Of("task-schedstat", "0", input =>
        {
            TaskSchedStat stat = TaskSchedStat.Parse(input);
            return Outcome.Of((long)(stat.RunNanoseconds >> 1), (long)(stat.WaitNanoseconds >> 1), stat.IsKept ? 1 : 0);
        }),
        KernelTarget.Of("task-statm", "0", input => Outcome.Of((long)(TaskMemory.Parse(input).ResidentPages >> 1))),
        KernelTarget.Of("task-status", StatusKeys, input =>
        {
            TaskStatusFile status = TaskStatusFile.Parse(input);
            Expect.That(status.AllowedCpus is null || CpuTextTargets.ReadsBack(status.AllowedCpus));
            Expect.That(status.AllowedNodes is null || CpuTextTargets.ReadsBack(status.AllowedNodes));
            return Outcome.Of(status.ProcessId, status.Threads, status.AllowedCpus?.Count ?? -1, status.AllowedNodes?.Count ?? -1);
        }) with { FixedBytes = 2 * 1024 * 1024 },
        Details(),
        KernelTarget.Of("task-io", "rchar: wchar: syscr: syscw: read_bytes: write_bytes: cancelled_write_bytes:", input =>
        {
            IoCounters io = IoFile.Parse(input);
            return Outcome.Of((long)(io.ReadBytes >> 1), (long)(io.WrittenBytes >> 1));
        }),
        KernelTarget.Of("task-autogroup", "/autogroup- nice", input => Outcome.Of(AutogroupFile.Parse(input)?.Nice ?? -99)),
        KernelTarget.Of("task-sched", "se.nr_migrations :", input => Outcome.Of((long)((SchedFile.ParseMigrations(input) ?? 0) >> 1))),
        KernelTarget.Of("task-smaps-rollup", "Pss: Private_Clean: Private_Dirty: kB", input =>
            Outcome.Of((long)((SmapsRollupFile.Parse(input)?.UniqueBytes ?? 0) >> 1))),
        KernelTarget.Of("task-cmdline", "--", input =>
        {
            string line = TaskText.CommandLine(input);
            ImmutableArray<string> arguments = TaskText.Arguments(input);
            Expect.That(line.Length <= LongestValue);
            Expect.That(line.Length <= input.Length && arguments.Sum(argument => argument.Length) <= input.Length);
            Expect.That(TaskText.Name(input).Length <= input.Length);
            return Outcome.Of(line.Length, arguments.Length);
        }),
        KernelTarget.Of("task-environ", "OMP_ GOMP_CPU_AFFINITY= KMP_AFFINITY= OMPI_ PMIX_ SLURM_CPU_BIND= MKL_ =", input =>
        {
            ImmutableArray<EnvironmentVariable> wanted = EnvironFile.Parse(input), all = EnvironmentText.Parse(input);
            Expect.That(wanted.All(entry => entry.Name.Length is > 0 and <= 64 && entry.Value.Length <= 2048));
            Expect.That(wanted.All(entry => !entry.Name.Concat(entry.Value).Any(char.IsControl)));
            Expect.That(all.Length <= 2000 && all.All(entry => entry.Name.Length <= LongestValue && entry.Value.Length <= LongestValue));
            return Outcome.Of(wanted.Length, all.Length);
        }),
        KernelTarget.Of(
            "task-job-variables",
            "OMPI_COMM_WORLD_RANK= PMIX_RANK= PMI_RANK= SLURM_PROCID= SLURM_STEP_ID= SLURM_JOB_ID= PBS_JOBID= JOB_ID= SGE_TASK_ID= [ ].",
            input =>
            {
                JobVariables job = JobEnvironment.Parse(input);
                Expect.That(job.Rank is null or >= 0);
                Expect.That(job.Job is null || (job.Job.Length > 0 && job.Job.All(letter => char.IsAsciiDigit(letter) || letter is '[' or ']')));
                return Outcome.Of(job.Rank ?? -1, job.Job?.Length ?? -1);
            }),
        KernelTarget.Of("task-limits", "Limit Soft Hard Units", input =>
        {
            ImmutableArray<ResourceLimit> limits = LimitsFile.Parse(input);
            return Outcome.Of(limits.Length, limits.Sum(limit => limit.Name.Length));
        }),
        KernelTarget.Of("task-maps", "/libgomp.so /libomp.so /libiomp5.so /SYSV00510510 /libopenblas.so /libmpi", input =>
        {
            MapsFile maps = MapsFile.Parse(input);
            Expect.That(maps.Libraries.All(name => name.Length is > 0 and <= 80 && !name.Any(char.IsControl)));
            Expect.That(maps.Libraries.Distinct().Count() == maps.Libraries.Length);
            return Outcome.Of(maps.Libraries.Length, maps.HasOpenBlasTable ? 1 : 0);
        }),
        KernelTarget.Of("task-numa-maps", "N0= N1= kernelpagesize_kB= default", input =>
        {
            ImmutableArray<NodeMemory> nodes = NumaMapsFile.Parse(input);
            Expect.That(nodes.Select(node => node.Node).Distinct().Count() == nodes.Length);
            return Outcome.Of(nodes.Length);
        }),
        KernelTarget.Of("task-cgroup", "0:: cpu,cpuacct cpuset / /.. (deleted)", Cgroups) with { LongestInput = 4096, FixedBytes = 64 * 1024 * 1024 },
    ];

    private static FuzzTarget Details()
    {
        var users = new UserNames(new KernelFiles(Path.Combine(AppContext.BaseDirectory, "no-machine")));
        int names = 0;
        return KernelTarget.Of("task-status-details", StatusKeys, input =>
        {
            // It remembers every user it has met.
            users = ++names % 1000 == 0 ? new UserNames(new KernelFiles(Path.Combine(AppContext.BaseDirectory, "no-machine"))) : users;
            TaskStatusDetails details = TaskStatusLines.Parse(input, users);
            Expect.That(details.RealUser.Length > 0 && details.Group.Length > 0);
            return Outcome.Of(details.RealUid, (long)((details.SwapBytes ?? 0) >> 1));
        });
    }

    private static int Cgroups(ReadOnlySpan<byte> input)
    {
        IReadOnlyList<CgroupEntry> entries = CgroupEntry.Parse(input);
        string? path = CgroupEntry.PathOf(input);
        Expect.That((path is null) == (entries.Count == 0));
        var mounts = new CgroupMounts(
        [
            new MountEntry("/", "/sys/fs/cgroup", "cgroup2", "rw"), new MountEntry("/a", "/sys/fs/cgroup/cpuset", "cgroup", "rw,cpuset"),
        ]);
        int depth = 0;
        foreach (string controller in new[] { "cpu", "cpuset" })
        {
            for (CgroupPlace? place = mounts.Find(input, controller); place is { } here; place = here.Parent)
            {
                Expect.That(here.Folder.StartsWith(here.MountPoint, StringComparison.Ordinal));
                Expect.That(++depth <= input.Length + 2);
            }
        }

        return Outcome.Of(entries.Count, depth);
    }
}
