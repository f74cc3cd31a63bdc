using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>
/// What a capture holds of a machine's files: nothing that a user has named or written, but what causes look for. A file
/// that the table does not name is left out.
/// </summary>
internal sealed class CaptureMask
{
    private const string Proc = "/proc/", Disks = "/sys/block/", HostName = "/proc/sys/kernel/hostname";

    private static readonly FrozenDictionary<string, FileMask> Files = new Dictionary<string, FileMask>
    {
        ["/proc/#/stat"] = (mask, task, text) => mask.Stat(task, text),
        ["/proc/#/status"] = (mask, task, text) => TaskMasks.Status(text, name => mask.Name(task, Unescape(name)), mask._standIns),
        ["/proc/#/comm"] = (mask, task, text) => mask.Name(task, TaskText.Name(text)) + "\n",
        ["/proc/#/cmdline"] = (mask, task, text) => mask._commandLines.Of(text, mask._comms.GetValueOrDefault(task.Tid)),
        ["/proc/#/cgroup"] = (mask, _, text) => mask._cgroups.OfTask(text),
        ["/proc/#/environ"] = (mask, _, text) => mask._environments.Of(text),
        ["/proc/#/maps"] = (_, _, text) => TaskMasks.Maps(text),
        ["/proc/#/numa_maps"] = (_, _, text) => TaskMasks.NumaMaps(text),
        ["/proc/#/schedstat"] = (_, _, text) => TaskMasks.Numbers(text),
        ["/proc/#/statm"] = (_, _, text) => TaskMasks.Numbers(text),
        ["/proc/#/oom_score"] = (_, _, text) => TaskMasks.Numbers(text),
        ["/proc/#/oom_score_adj"] = (_, _, text) => TaskMasks.Numbers(text),
        ["/proc/#/io"] = (_, _, text) => TaskMasks.Counters(
            text, ["rchar", "wchar", "syscr", "syscw", "read_bytes", "write_bytes", "cancelled_write_bytes"]),
        ["/proc/#/sched"] = (_, _, text) => TaskMasks.Counters(text, ["se.nr_migrations"]),
        ["/proc/#/smaps_rollup"] = (_, _, text) => TaskMasks.Counters(
            text, ["Rss", "Pss", "Shared_Clean", "Shared_Dirty", "Private_Clean", "Private_Dirty", "Referenced", "Anonymous", "Swap", "SwapPss"]),
        ["/proc/#/autogroup"] = (_, _, text) => SystemMasks.Autogroup(text),
        ["/proc/#/attr/current"] = (_, _, text) => TaskMasks.Label(text),
        ["/proc/#/wchan"] = (_, _, text) => TaskMasks.WaitChannel(text),
        ["/proc/stat"] = Copy,
        ["/proc/uptime"] = Copy,
        ["/proc/loadavg"] = Copy,
        ["/proc/meminfo"] = Copy,
        ["/proc/schedstat"] = Copy,
        ["/proc/softirqs"] = Copy,
        ["/proc/pressure/cpu"] = Copy,
        ["/proc/pressure/memory"] = Copy,
        ["/proc/pressure/io"] = Copy,
        ["/proc/interrupts"] = (mask, _, text) => mask._devices.OfInterrupts(text),
        ["/proc/diskstats"] = (mask, _, text) => mask._devices.OfDisks(text),
        ["/proc/net/dev"] = (mask, _, text) => mask._devices.OfInterfaces(text),
        ["/proc/cpuinfo"] = (_, _, text) => TaskMasks.Counters(text, ["processor", "cpu MHz"]),
        ["/proc/sysvipc/shm"] = (_, _, text) => SystemMasks.SharedMemory(text),
        ["/proc/self/mountinfo"] = (mask, _, text) => mask._cgroups.OfMounts(text),
        ["/proc/sys/kernel/hostname"] = (_, _, _) => StandIns.Host + "\n",
        ["/proc/sys/kernel/osrelease"] = (_, _, text) => SystemMasks.Release(text),
    }.ToFrozenDictionary();

    // Below these, folders and files have names and texts of the kernel alone.
    private static readonly string[] OfKernel =
    [
        "/sys/devices/system/cpu/", "/sys/devices/system/node/", "/sys/devices/cpu_core/", "/sys/devices/cpu_atom/",
        "/sys/class/hwmon/", "/sys/class/thermal/", "/sys/kernel/sched_ext/",
    ];

    private static readonly string[] OfCgroups = ["cpu.", "cpuset.", "cgroup.type"];

    private readonly StandIns _standIns = new();
    private readonly Dictionary<int, string> _comms = [];
    private readonly NameMask _names;
    private readonly CgroupMask _cgroups;
    private readonly DeviceMask _devices;
    private readonly EnvironMask _environments;
    private readonly CommandLineMask _commandLines;

    /// <summary>A mask for one capture.</summary>
    /// <param name="hasArguments">Arguments of command lines are kept, with stars where they look like secrets.</param>
    public CaptureMask(bool hasArguments)
    {
        var words = new WordMask(_standIns);
        _names = new NameMask(_standIns);
        _cgroups = new CgroupMask(_standIns, words);
        _devices = new DeviceMask(_standIns, words);
        _environments = new EnvironMask(words);
        _commandLines = new CommandLineMask(_names, words, hasArguments);
    }

    private delegate string? FileMask(CaptureMask mask, CapturedTask task, ReadOnlySpan<byte> text);

    /// <summary>Learns, before anything is masked, which names must be replaced wherever they are met.</summary>
    /// <param name="files">The machine's files.</param>
    public void Learn(KernelFiles files)
    {
        LearnHost(Read(files, HostName));
        _cgroups.Learn(Read(files, MountEntry.Path));
        _devices.Learn(Read(files, NetworkFile.Path), Read(files, DiskStatsFile.Path));
        new UserLearner(_standIns).Learn(files);
    }

    /// <summary>What a capture holds of a file.</summary>
    /// <param name="path">From the root; a folder's ends in <c>/</c>.</param>
    /// <param name="text">What the kernel said.</param>
    /// <param name="maskedPath">The path in the capture.</param>
    /// <returns>Null for what is left out.</returns>
    public byte[]? Apply(string path, ReadOnlySpan<byte> text, out string maskedPath)
    {
        maskedPath = path;
        if (path.StartsWith(Proc, StringComparison.Ordinal))
        {
            CapturedTask task = CapturedTask.Of(path, out string pattern);
            return Files.TryGetValue(pattern, out FileMask? mask) && mask(this, task, text) is { } masked ? Encoding.UTF8.GetBytes(masked) : null;
        }

        if (_cgroups.IsBelow(path))
        {
            return OfCgroup(path, text, out maskedPath);
        }

        if (path.StartsWith(Disks, StringComparison.Ordinal))
        {
            string[] folders = path[Disks.Length..].Split('/');
            folders[0] = _devices.OfDisk(folders[0]);
            maskedPath = Disks + string.Join('/', folders);
            return folders is [_, ""] or [_, "device", ""] ? [] : null;
        }

        if (_devices.OfPlace(path) is { } place)
        {
            maskedPath = place;
            return text.ToArray();
        }

        return OfKernel.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) ? SystemMasks.Kernel(path, text) : null;
    }

    /// <summary>A file of users for the capture: their stand-ins.</summary>
    public byte[] Users() => Encoding.UTF8.GetBytes(
        "root:x:0:\n" + string.Concat(_standIns.Users.Select(user => string.Create(CultureInfo.InvariantCulture, $"{user.Name}:x:{user.Uid}:\n"))));

    private static string? Copy(CaptureMask mask, CapturedTask task, ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    private static byte[] Read(KernelFiles files, string path) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? text.ToArray() : [];

    // The kernel writes line ends and backslashes in a name so, here only.
    private static string Unescape(string name) =>
        name.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private byte[]? OfCgroup(string path, ReadOnlySpan<byte> text, out string maskedPath)
    {
        if (path.EndsWith('/'))
        {
            maskedPath = _cgroups.OfPath(path);
            return [];
        }

        int slash = path.LastIndexOf('/');
        maskedPath = $"{_cgroups.OfPath(path[..slash])}{path[slash..]}";
        return OfCgroups.Any(start => path.AsSpan(slash + 1).StartsWith(start)) ? SystemMasks.Kernel(path, text) : null;
    }

    private string? Stat(CapturedTask task, ReadOnlySpan<byte> text)
    {
        return TaskMasks.Stat(text, (stat, given) => _comms[task.Tid] =
            stat.IsKernelThread ? _names.OfKernelThread(given) : task.IsLeader ? _names.OfProcess(given) : _names.OfThread(given));
    }

    // Where its stat was read, as that says what is a kernel thread's.
    private string Name(CapturedTask task, string given) =>
        _comms.TryGetValue(task.Tid, out string? known) ? known : task.IsLeader ? _names.OfProcess(given) : _names.OfThread(given);

    private void LearnHost(ReadOnlySpan<byte> text)
    {
        string host = Encoding.UTF8.GetString(text.Trim(" \n"u8));
        _standIns.LearnHost(host);
        _standIns.LearnHost(host.Split('.')[0]);
    }
}
