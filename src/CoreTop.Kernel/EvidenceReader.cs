using System.Collections.Immutable;
using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Interrupts;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel;

/// <summary>
/// Reads what says who confined tasks. Costs a millisecond or so, and looks into environments: only done where there is
/// something to explain. Belongs to the thread that its machine belongs to.
/// </summary>
public sealed class EvidenceReader
{
    private const int MostProcesses = 32;
    private const int MostAncestors = 64;

    private readonly KernelFiles _files;
    private readonly IAffinityControl _affinity;
    private readonly ICpusetLimits _limits;

    /// <summary>A reader of one machine.</summary>
    /// <param name="files">The machine's files.</param>
    /// <param name="affinity">Asked for the affinity of the processes.</param>
    /// <param name="limits">Says what their cpusets allow.</param>
    internal EvidenceReader(KernelFiles files, IAffinityControl affinity, ICpusetLimits limits) =>
        (_files, _affinity, _limits) = (files, affinity, limits);

    /// <summary>Reads of processes and all their ancestors; of the first 32 if there are more, whose fellows have the same ancestors.</summary>
    /// <param name="pids">The processes; may name one several times.</param>
    public CauseEvidence Read(IEnumerable<int> pids)
    {
        var processes = ImmutableDictionary.CreateBuilder<int, ProcessEvidence>();
        foreach (int pid in pids.Distinct().Take(MostProcesses))
        {
            int ancestor = pid;
            for (int depth = 0; depth < MostAncestors && ancestor > 0 && !processes.ContainsKey(ancestor); depth++)
            {
                if (ReadProcess(ancestor) is not { } process)
                {
                    break;
                }

                processes.Add(ancestor, process);
                ancestor = process.ParentPid;
            }
        }

        bool? hasSegment = _files.Read(SharedMemoryFile.Path, out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? SharedMemoryFile.HasKey(text, SharedMemoryFile.OpenBlasKey)
            : null;
        return new CauseEvidence(processes.ToImmutable(), hasSegment);
    }

    /// <summary>Where a process's memory lies; null when that cannot be read or the kernel has no NUMA.</summary>
    /// <remarks>Takes milliseconds for each 100 MB, and stops the process's memory calls meanwhile: only on the user's request.</remarks>
    public ImmutableArray<NodeMemory>? ReadMemoryNodes(int pid) =>
        _files.Read($"/proc/{pid}/numa_maps", out ReadOnlySpan<byte> text) == FileStatus.Ok ? NumaMapsFile.Parse(text) : null;

    /// <summary>The interrupts since boot; none when they cannot be read. What matters is the growth between two readings.</summary>
    public InterruptCounts ReadInterrupts()
    {
        try
        {
            return _files.Read(InterruptsFile.Path, out ReadOnlySpan<byte> text) == FileStatus.Ok
                ? InterruptsFile.Parse(text)
                : InterruptCounts.None;
        }
        catch (KernelFormatException)
        {
            return InterruptCounts.None;
        }
    }

    private ProcessEvidence? ReadProcess(int pid)
    {
        if (_files.ReadProcess(pid, TaskFile.Stat, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        TaskStat stat;
        string name;
        try
        {
            stat = TaskStat.Parse(text);
            name = Encoding.UTF8.GetString(text[stat.NameRange]);
        }
        catch (KernelFormatException)
        {
            return null;
        }

        bool hasCommand = _files.ReadProcess(pid, TaskFile.Cmdline, out text) == FileStatus.Ok;
        string commandLine = hasCommand ? TaskText.CommandLine(text) : string.Empty;
        ImmutableArray<string> arguments = hasCommand ? TaskText.Arguments(text) : [];
        _affinity.Read(pid, pid, known: null, out CpuSet? mask);
        byte[] cgroup = _files.ReadProcess(pid, TaskFile.Cgroup, out text) == FileStatus.Ok ? text.ToArray() : [];
        CpusetLimit limit = cgroup.Length > 0 ? _limits.Find(cgroup) : default;
        EvidenceAccess access = Read(pid, "environ", EnvironFile.Parse, out ImmutableArray<EnvironmentVariable> environment);
        MapsFile? maps = null;
        if (access == EvidenceAccess.Read)
        {
            // A user who may read the one may read the other; only a capture may lack it.
            Read(pid, "maps", MapsFile.Parse, out maps);
        }

        return new ProcessEvidence
        {
            Key = stat.Facts.Key,
            ParentPid = stat.ParentPid,
            Name = name,
            CommandLine = commandLine,
            Arguments = arguments,
            Session = stat.Facts.Session.Session,
            Affinity = mask,
            Limit = limit.Cpus,
            LimitedBy = limit.CgroupPath,
            Cgroups = [.. CgroupEntry.Parse(cgroup).Select(entry => entry.Path).Where(path => path != "/").Distinct()],
            Access = access,
            Environment = access == EvidenceAccess.Read ? environment : [],
            Libraries = maps?.Libraries ?? [],
            LlvmVersion = maps?.LlvmVersion,
            HasOpenBlasTable = maps?.HasOpenBlasTable ?? false,
        };
    }

    private EvidenceAccess Read<T>(int pid, string file, FileParser<T> parse, out T? value)
    {
        FileStatus status = _files.Read($"/proc/{pid}/{file}", out ReadOnlySpan<byte> text);
        value = status == FileStatus.Ok ? parse(text) : default;
        return status switch
        {
            FileStatus.Ok => EvidenceAccess.Read,
            FileStatus.Denied => EvidenceAccess.Denied,
            _ => EvidenceAccess.Missing,
        };
    }
}
