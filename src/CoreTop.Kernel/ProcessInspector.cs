using System.Collections.Immutable;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Inspection;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel;

/// <summary>Reads on request what nobody needs at each refresh: all there is of one process. Belongs to the thread that its machine belongs to.</summary>
public sealed class ProcessInspector
{
    private const int MostFiles = 2000;

    // Three thousand years: what a machine does not run for still makes a date.
    private const double MostSeconds = 100_000_000_000;

    private readonly KernelFiles _files;
    private readonly ICpusetLimits _limits;
    private readonly Lazy<CgroupMounts> _mounts;
    private readonly CpuCgroups _cpu;
    private readonly List<int> _descriptors = [];
    private readonly List<ReadRefusal> _refusals = [];

    /// <summary>An inspector of one machine.</summary>
    /// <param name="files">The machine's _files.</param>
    /// <param name="limits">Says what cpusets allow.</param>
    internal ProcessInspector(KernelFiles files, ICpusetLimits limits)
    {
        (_files, _limits) = (files, limits);
        _mounts = new Lazy<CgroupMounts>(() => CgroupMounts.Read(files));
        _cpu = new CpuCgroups(files, _mounts);
    }

    /// <summary>Reads a part. What cannot be read is a refusal in it.</summary>
    public ProcessInspection Read(InspectionRequest request)
    {
        _refusals.Clear();
        var asked = new ProcessInspection(request);
        if (!IsThere(request.Key))
        {
            return asked with { IsEnded = true };
        }

        string folder = $"/proc/{request.Key.Tid}";
        ProcessInspection read = request.Part switch
        {
            InspectedPart.Program => ReadProgram(asked, folder),
            InspectedPart.Environment => asked with { Environment = Parse(folder + "/environ", EnvironmentText.Parse, []) },
            InspectedPart.Files => ReadFiles(asked, folder + "/fd"),
            InspectedPart.Limits => asked with { Limits = Parse(folder + "/limits", LimitsFile.Parse, []) },
            InspectedPart.Cgroups => ReadCgroups(asked, folder),
            InspectedPart.Memory => asked with { Memory = Parse(folder + "/numa_maps", NumaMapsFile.Parse, []) },
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Part, "No such part."),
        };

        // Its PID may have been given to another process while files were read.
        return IsThere(request.Key) ? read with { Refusals = [.. _refusals] } : asked with { IsEnded = true };
    }

    private bool IsThere(TaskKey key)
    {
        try
        {
            return _files.ReadProcess(key.Tid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok
                && TaskStat.Parse(text).StartTicks == key.StartTicks;
        }
        catch (KernelFormatException)
        {
            return false;
        }
    }

    private ProcessInspection ReadProgram(ProcessInspection asked, string folder)
    {
        ImmutableArray<string> arguments = Parse(folder + "/cmdline", TaskText.Arguments, []);

        // A kernel thread and a zombie have neither arguments nor a program: no refusal, but how it is.
        bool isProgram = arguments.Length > 0;
        return asked with
        {
            Arguments = arguments,
            Executable = isProgram ? Link(folder + "/exe") : null,
            WorkingFolder = isProgram ? Link(folder + "/cwd") : null,
            StartedAfterBoot = TimeSpan.FromSeconds(
                Math.Min((double)asked.Request.Key.StartTicks / LinuxScheduler.TicksPerSecond, MostSeconds)),
        };
    }

    private ProcessInspection ReadFiles(ProcessInspection asked, string folder)
    {
        FileStatus status = _files.ListNumbers(folder, _descriptors);
        if (status != FileStatus.Ok)
        {
            Refuse(folder, status);
            return asked;
        }

        _descriptors.Sort();
        var open = ImmutableArray.CreateBuilder<OpenFile>();
        foreach (int descriptor in _descriptors.Take(MostFiles))
        {
            FileStatus link = _files.ReadLink($"{folder}/{descriptor}", out string target);
            open.Add(new OpenFile(descriptor, link == FileStatus.Ok ? target : null));
        }

        return asked with { Files = open.ToImmutable(), FileCount = _descriptors.Count };
    }

    private ProcessInspection ReadCgroups(ProcessInspection asked, string folder)
    {
        string path = folder + "/cgroup";
        byte[] cgroups = Parse(path, static text => text.ToArray(), []);
        CpusetLimit limit = cgroups.Length > 0 ? _limits.Find(cgroups) : default;
        return asked with
        {
            Cgroups = [.. CgroupEntry.Parse(cgroups).Select(entry => new CgroupPath(entry.Controllers, entry.Path))],
            CpusetCpus = limit.Cpus,
            CpusetCgroup = limit.CgroupPath,
            Quotas = ReadQuotas(cgroups),
            OtherNamespaces = ReadNamespaces(folder + "/ns"),
        };
    }

    private ImmutableArray<CgroupQuota> ReadQuotas(byte[] cgroups)
    {
        var quotas = ImmutableArray.CreateBuilder<CgroupQuota>();
        CgroupPlace? place = _mounts.Value.Find(cgroups, "cpu");
        for (; place is { } cgroup; place = cgroup.Parent)
        {
            if (_cpu.ReadQuota(cgroup) is { } cores)
            {
                quotas.Add(new CgroupQuota(cgroup.Path, cores));
            }
        }

        return quotas.ToImmutable();
    }

    // A captured machine holds no links.
    private ImmutableArray<string>? ReadNamespaces(string folder)
    {
        if (!_files.IsLive)
        {
            return null;
        }

        var others = ImmutableArray.CreateBuilder<string>();
        foreach (string name in _files.ListFolder("/proc/self/ns"))
        {
            FileStatus status = _files.ReadLink($"{folder}/{name}", out string theirs);
            if (status != FileStatus.Ok)
            {
                Refuse($"{folder}/{name}", status);
                return null;
            }

            bool isOther = _files.ReadLink($"/proc/self/ns/{name}", out string own) == FileStatus.Ok && own != theirs;
            if (isOther && !name.EndsWith("_for_children", StringComparison.Ordinal))
            {
                others.Add(name);
            }
        }

        return others.ToImmutable();
    }

    private string? Link(string path)
    {
        FileStatus status = _files.ReadLink(path, out string target);
        if (status == FileStatus.Ok)
        {
            return target;
        }

        Refuse(path, status);
        return null;
    }

    private T Parse<T>(string path, FileParser<T> parse, T nothing)
    {
        FileStatus status = _files.Read(path, out ReadOnlySpan<byte> text);
        if (status == FileStatus.Ok)
        {
            return parse(text);
        }

        Refuse(path, status);
        return nothing;
    }

    private void Refuse(string path, FileStatus status) => _refusals.Add(new ReadRefusal(path, status == FileStatus.Denied));
}
