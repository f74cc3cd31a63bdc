using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Cgroup;

/// <summary>
/// Says where threads of one process may be in different cgroups, so that each must be asked: in threaded cgroups of v2, and wherever
/// v1 has the cpu or cpuset controller and any cgroups. Looked up on a slow cycle.
/// </summary>
/// <param name="files">The machine's files.</param>
/// <param name="mounts">Where its cgroups are mounted.</param>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#threads"/>
internal sealed class ThreadedCgroups(KernelFiles files, Lazy<CgroupMounts> mounts)
{
    private const string TypeName = "cgroup.type";
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(10);
    private static readonly string[] Controllers = ["cpu", "cpuset"];

    private readonly TextCache<bool> _answers = new();
    private TimeSpan? _cycleBegan;

    /// <summary>Begins a reading.</summary>
    /// <param name="now">The clock that windows are measured by.</param>
    public void Begin(TimeSpan now)
    {
        if (_cycleBegan is not { } began || now - began >= Cycle)
        {
            _cycleBegan = now;
            _answers.Clear();
        }
    }

    /// <summary>Whether the threads of a process may be elsewhere than it is itself.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>, not in a buffer that the next read overwrites.</param>
    public bool MayHoldThreadsOf(ReadOnlySpan<byte> cgroupText)
    {
        if (!_answers.TryGet(cgroupText, out bool answer))
        {
            answer = Look(cgroupText);
            _answers.Set(cgroupText, answer);
        }

        return answer;
    }

    private bool Look(ReadOnlySpan<byte> cgroupText)
    {
        bool isUnifiedKnown = false;
        foreach (string controller in Controllers)
        {
            if (mounts.Value.Find(cgroupText, controller) is not { } place || (place.IsUnified && isUnifiedKnown))
            {
                continue;
            }

            isUnifiedKnown |= place.IsUnified;
            if (place.IsUnified ? IsThreaded(place) : files.HasFolders(place.MountPoint))
            {
                return true;
            }
        }

        return false;
    }

    // The root has no such file, and yet may have threaded cgroups below it.
    private bool IsThreaded(in CgroupPlace place)
    {
        if (files.Read($"{place.Folder}/{TypeName}", out ReadOnlySpan<byte> type) == FileStatus.Ok)
        {
            type = type.TrimEnd((byte)'\n');
            return type.SequenceEqual("threaded"u8) || type.SequenceEqual("domain threaded"u8);
        }

        if (place.Parent is not null)
        {
            return false;
        }

        foreach (string name in files.ListFolder(place.Folder))
        {
            if (files.Read($"{place.Folder}/{name}/{TypeName}", out type) == FileStatus.Ok && type.StartsWith("threaded"u8))
            {
                return true;
            }
        }

        return false;
    }
}
