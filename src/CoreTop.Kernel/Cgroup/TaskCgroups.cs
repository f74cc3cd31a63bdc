using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Cgroup;

/// <summary>Reads which cgroups tasks are in, and what those let them have. Tasks of the same cgroups share one object.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="limits">Says what cpusets allow.</param>
/// <param name="cpu">Says what the CPU controller makes of them.</param>
/// <param name="threaded">Says where threads must be asked one by one.</param>
internal sealed class TaskCgroups(KernelFiles files, ICpusetLimits limits, CpuCgroups cpu, ThreadedCgroups threaded)
{
    private const int MostCgroups = 10_000;

    private readonly TextCache<TaskCgroup> _known = new();
    private byte[] _text = [];
    private bool _hasForgottenLimits;

    /// <summary>Begins a reading.</summary>
    public void Begin() => _hasForgottenLimits = false;

    /// <summary>A mask changed, perhaps because its cpuset did, or because the task went into another cgroup: limits are read again, once a reading.</summary>
    public void ForgetLimits()
    {
        if (!_hasForgottenLimits)
        {
            _hasForgottenLimits = true;
            limits.Forget();
        }
    }

    /// <summary>The cgroups of a process, which are those of its first thread.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="mayThreadsDiffer">Its other threads may be in other ones.</param>
    /// <returns>Null when they cannot be read.</returns>
    public TaskCgroup? ReadProcess(int pid, out bool mayThreadsDiffer)
    {
        ReadOnlySpan<byte> text = ReadText(pid, tid: 0);

        // A captured machine has the threads' files where they were needed, and to look for them costs nothing.
        mayThreadsDiffer = !text.IsEmpty && (!files.IsLive || threaded.MayHoldThreadsOf(text));
        return text.IsEmpty ? null : Of(text);
    }

    /// <summary>The cgroups of a thread; null when they cannot be read.</summary>
    public TaskCgroup? ReadThread(int pid, int tid)
    {
        ReadOnlySpan<byte> text = ReadText(pid, tid);
        return text.IsEmpty ? null : Of(text);
    }

    private ReadOnlySpan<byte> ReadText(int pid, int tid)
    {
        // Copied, because those who look at it read files of their own.
        FileStatus status = files.ReadTask(pid, tid, TaskFile.Cgroup, out ReadOnlySpan<byte> read);
        if (status != FileStatus.Ok)
        {
            return default;
        }

        if (_text.Length < read.Length)
        {
            _text = new byte[read.Length * 2];
        }

        read.CopyTo(_text);
        return _text.AsSpan(0, read.Length);
    }

    private TaskCgroup Of(ReadOnlySpan<byte> text)
    {
        _known.TryGet(text, out TaskCgroup? known);
        CpusetLimit limit = limits.Find(text);
        FoundCpuCgroup found = cpu.Find(text);
        bool isSame = known is not null && ReferenceEquals(known.Limit, limit.Cpus) && known.LimitedBy == limit.CgroupPath
            && known.CpuCgroup == found.Cgroup && known.QuotaCgroup == found.Quota;
        if (isSame)
        {
            return known!;
        }

        if (_known.Count >= MostCgroups)
        {
            _known.Clear();
        }

        var now = new TaskCgroup(
            known?.Cgroup ?? CgroupEntry.PathOf(text), found.Cgroup, limit.Cpus, limit.CgroupPath, found.Quota);
        _known.Set(text, now);
        return now;
    }
}
