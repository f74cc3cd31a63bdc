using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads what seldom changes of a process: who it is, what it was started with, and where its cgroups let it run.</summary>
internal sealed class DetailsReader(KernelFiles files, UserNames users, TaskCgroups cgroups)
{
    /// <summary>Reads them.</summary>
    /// <param name="process">As known so far.</param>
    /// <param name="mayThreadsDiffer">Its threads may be in other cgroups than it is itself.</param>
    /// <returns>The same object when nothing changed.</returns>
    /// <exception cref="KernelFormatException">Its <c>status</c> does not read as documented.</exception>
    public ProcessSample Read(ProcessSample process, out bool mayThreadsDiffer)
    {
        mayThreadsDiffer = false;
        int pid = process.Pid;
        if (files.ReadProcess(pid, TaskFile.Status, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return process;
        }

        int uid = TaskStatusFile.Parse(text).EffectiveUid;
        string user = users.Name(uid);
        string commandLine = files.ReadProcess(pid, TaskFile.Cmdline, out text) == FileStatus.Ok
            ? TaskText.CommandLine(text)
            : string.Empty;
        ulong shared = process.Details?.SharedBytes ?? 0;
        TaskCgroup? cgroup = cgroups.ReadProcess(pid, out mayThreadsDiffer);
        var details = new ProcessDetails(
            uid, user, commandLine, shared, cgroup?.Limit, cgroup?.LimitedBy, cgroup?.QuotaCgroup, cgroup?.Cgroup, cgroup?.CpuCgroup);
        return details == process.Details ? process : process with { Details = details };
    }

    /// <summary>Reads where its cgroups let it run, alone.</summary>
    /// <param name="process">As known so far, with details.</param>
    /// <param name="mayThreadsDiffer">Its threads may be in other cgroups than it is itself.</param>
    /// <returns>The same object when nothing changed.</returns>
    public ProcessSample ReadCgroup(ProcessSample process, out bool mayThreadsDiffer)
    {
        TaskCgroup? cgroup = cgroups.ReadProcess(process.Pid, out mayThreadsDiffer);
        ProcessDetails details = process.Details! with
        {
            Limit = cgroup?.Limit,
            LimitedBy = cgroup?.LimitedBy,
            QuotaCgroup = cgroup?.QuotaCgroup,
            Cgroup = cgroup?.Cgroup,
            CpuCgroup = cgroup?.CpuCgroup,
        };
        return details == process.Details ? process : process with { Details = details };
    }
}
