using System.Globalization;
using System.Text;
using CoreTop.Kernel.Archive;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Fixtures;

/// <summary>
/// Makes a captured machine of two readings. Only files are written that the readers cannot do without, so that a machine
/// of a thousand CPUs stays small: sharers stand with their first CPU alone.
/// </summary>
/// <param name="description">What the machine is for: the lines after the first of its file.</param>
internal sealed class MachineBuilder(string description)
{
    private const string Cpu = "/sys/devices/system/cpu";
    private const int TicksPerSecond = 100;
    private const ulong NanosecondsPerTick = 1_000_000_000 / TicksPerSecond;

    private readonly List<(string Path, string Text)> _files = [];
    private readonly List<FixtureTask> _tasks = [];
    private readonly Dictionary<int, (double User, double System)> _busy = [];
    private readonly Dictionary<int, double> _waiting = [];

    /// <summary>Time since boot at the last reading.</summary>
    public TimeSpan Uptime { get; init; } = TimeSpan.FromMinutes(34);

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(3);

    public DateTimeOffset Time { get; init; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string Host { get; init; } = "fixture";

    public string KernelRelease { get; init; } = "6.12.0";

    public required CpuSet Online { get; init; }

    public string Load { get; init; } = "1.00 1.00 1.00";

    public string Memory { get; init; } =
        "MemTotal: 16384000 kB\nMemFree: 8192000 kB\nMemAvailable: 12288000 kB\nBuffers: 102400 kB\nCached: 4096000 kB\n"
        + "SwapTotal: 0 kB\nSwapFree: 0 kB\nSReclaimable: 204800 kB";

    /// <summary>The kernel keeps /proc/schedstat (CONFIG_SCHEDSTATS).</summary>
    public bool HasRunQueues { get; init; }

    public MachineBuilder File(string path, string text)
    {
        _files.Add((path, text + "\n"));
        return this;
    }

    /// <summary>A file of <c>cpu</c>, such as <c>present</c>.</summary>
    public MachineBuilder CpuFile(string name, string text) => File($"{Cpu}/{name}", text);

    public MachineBuilder Cores(IEnumerable<CpuSet> cores) => Sharers("topology/core_cpus_list", cores);

    public MachineBuilder Packages(params IEnumerable<CpuSet> packages) => Sharers("topology/package_cpus_list", packages);

    public MachineBuilder Caches(int level, params IEnumerable<CpuSet> caches)
    {
        foreach (CpuSet cache in caches)
        {
            CpuFile($"cpu{cache.First}/cache/index{level}/level", $"{level}");
            CpuFile($"cpu{cache.First}/cache/index{level}/type", "Unified");
            CpuFile($"cpu{cache.First}/cache/index{level}/shared_cpu_list", cache.ToString());
        }

        return this;
    }

    public MachineBuilder Nodes(params IEnumerable<CpuSet> nodes)
    {
        foreach ((int number, CpuSet cpus) in nodes.Index())
        {
            File($"/sys/devices/system/node/node{number}/cpulist", cpus.ToString());
        }

        return this;
    }

    /// <summary>Adds tasks; what they run is time of their CPU.</summary>
    public MachineBuilder Tasks(params IEnumerable<FixtureTask> tasks)
    {
        foreach (FixtureTask task in tasks)
        {
            _tasks.Add(task);
            foreach (FixtureTask thread in task.Threads.DefaultIfEmpty(task))
            {
                _waiting[thread.LastCpu] = _waiting.GetValueOrDefault(thread.LastCpu) + thread.Wait;
                Busy(thread.LastCpu, thread.Run, 0);
            }
        }

        return this;
    }

    /// <summary>Adds to what a CPU does besides the tasks given.</summary>
    public MachineBuilder Busy(int cpu, double user, double system)
    {
        (double User, double System) = _busy.GetValueOrDefault(cpu);
        _busy[cpu] = (User + user, System + system);
        return this;
    }

    /// <summary>The text of the capture.</summary>
    public string Build()
    {
        var archive = new CaptureArchive(description);
        archive.NextReading();
        foreach ((string path, string text) in _files)
        {
            archive.Add(path, Encoding.UTF8.GetBytes(text));
        }

        AddReading(archive, TimeSpan.FromSeconds(0));
        archive.NextReading();
        AddReading(archive, Interval);
        return Encoding.UTF8.GetString(archive.End().Span);
    }

    private void AddReading(CaptureArchive archive, TimeSpan since)
    {
        foreach ((string path, string text) in _files.Where(file => file.Path.StartsWith("/proc/", StringComparison.Ordinal)))
        {
            archive.Add(path, Encoding.UTF8.GetBytes(text));
        }

        TimeSpan uptime = Uptime - Interval + since;
        int running = _tasks.Sum(task => task.Threads.DefaultIfEmpty(task).Count(thread => thread.State == 'R'));
        Add("uptime", Text($"{uptime.TotalSeconds:F2} 1.00"));
        Add("stat", CpuTimes(uptime, since)
            + Text($"ctxt 1\nbtime {(Time - Uptime).ToUnixTimeSeconds()}\nprocs_running {running}\nprocs_blocked 0"));
        if (HasRunQueues)
        {
            Add("schedstat", RunQueues(since));
        }

        Add("loadavg", Text($"{Load} {running}/{_tasks.Count} {_tasks.Max(task => task.Tid)}"));
        Add("meminfo", Memory);
        Add("sys/kernel/hostname", Host);
        Add("sys/kernel/osrelease", KernelRelease);
        foreach (FixtureTask task in _tasks)
        {
            AddTask(task, $"{task.Tid}");
            foreach (FixtureTask thread in task.Threads)
            {
                AddTask(thread with { Parent = task.Parent, Uid = task.Uid }, $"{task.Tid}/task/{thread.Tid}");
            }
        }

        void Add(string path, string text) => archive.Add($"/proc/{path}", Encoding.UTF8.GetBytes(text + "\n"));

        void AddTask(FixtureTask task, string folder)
        {
            FixtureTask first = task.Threads.Count > 0 ? task.Threads[0] : task;
            Add($"{folder}/stat", Stat(task, since));
            Add($"{folder}/schedstat", SchedStat(first, since));
            Add($"{folder}/status", Text(
                $"Tgid:\t{folder.Split('/')[0]}\nUid:\t{task.Uid}\t{task.Uid}\nCpus_allowed_list:\t{first.Affinity ?? Online.ToString()}"));
            if (task.CommandLine is { } line)
            {
                archive.Add($"/proc/{folder}/cmdline", Encoding.UTF8.GetBytes(line.Replace(' ', '\0') + '\0'));
                Add($"{folder}/statm", Text($"{task.VirtualKibibytes / 4} {task.ResidentKibibytes / 4} {task.SharedKibibytes / 4}"));
            }

            if (task.Environment is { } environment)
            {
                archive.Add($"/proc/{folder}/environ", Encoding.UTF8.GetBytes(environment.Replace(' ', '\0') + '\0'));
            }

            if (task.Cgroup is { } cgroup)
            {
                Add($"{folder}/cgroup", cgroup);
            }
        }
    }

    private MachineBuilder Sharers(string file, IEnumerable<CpuSet> sets)
    {
        foreach (CpuSet set in sets)
        {
            CpuFile($"cpu{set.First}/{file}", set.ToString());
        }

        return this;
    }

    private string CpuTimes(TimeSpan uptime, TimeSpan since)
    {
        var lines = new StringBuilder();
        foreach (CpuId cpu in Online)
        {
            (double user, double system) = _busy.GetValueOrDefault(cpu.Number);
            (double userTicks, double systemTicks) = (Ticks(Math.Min(1, user) * since), Ticks(system * since));
            double idleTicks = Ticks(uptime) - userTicks - systemTicks;
            lines.Append(Text($"cpu{cpu} {userTicks:F0} 0 {systemTicks:F0} {idleTicks:F0} 0 0 0 0 0 0\n"));
        }

        return lines.ToString();
    }

    private string RunQueues(TimeSpan since)
    {
        var lines = new StringBuilder("version 15\ntimestamp 4295000000\n");
        foreach (CpuId cpu in Online)
        {
            double run = Math.Min(1, _busy.GetValueOrDefault(cpu.Number).User), wait = _waiting.GetValueOrDefault(cpu.Number);
            lines.Append(Text(
                $"cpu{cpu} 0 0 0 0 0 0 {Nanoseconds(run, since)} {Nanoseconds(wait, since)} {(int)(since.TotalSeconds * 100)}\n"));
        }

        return lines.ToString().TrimEnd('\n');
    }

    // Fields 1 to 41 of proc_pid_stat(5); those that nobody reads are 0.
    private string Stat(FixtureTask task, TimeSpan since)
    {
        ulong ticks = RunNanoseconds(task, since) / NanosecondsPerTick;
        return Text(
            $"{task.Tid} ({task.Name}) {task.State} {task.Parent} 0 0 0 -1 {task.Flags} 0 0 0 0 {ticks} 0 0 0 ")
            + Text($"{task.Priority} {task.Nice} {Math.Max(1, task.Threads.Count)} 0 {task.StartTicks} ")
            + Text($"{task.VirtualKibibytes * 1024L} {task.ResidentKibibytes / 4} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 ")
            + Text($"{task.LastCpu} {task.RealTimePriority} {task.Policy}");
    }

    private string SchedStat(FixtureTask task, TimeSpan since)
    {
        // Before the readings the task ran as it does now.
        ulong run = RunNanoseconds(task, since);
        double waited = task.Run > 0 ? run / task.Run * task.Wait : Nanoseconds(task.Wait, since);
        return Text($"{run} {(ulong)waited} {(run / 20_000_000) + 1}");
    }

    private ulong RunNanoseconds(FixtureTask task, TimeSpan since)
    {
        double before = task.CpuTime.TotalNanoseconds - (task.Run * Interval.TotalNanoseconds);
        return (ulong)Math.Max(0, before) + Nanoseconds(task.Run, since);
    }

    private static ulong Nanoseconds(double cores, TimeSpan time) => (ulong)(cores * time.TotalNanoseconds);

    private static double Ticks(TimeSpan time) => Math.Round(time.TotalSeconds * TicksPerSecond);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
