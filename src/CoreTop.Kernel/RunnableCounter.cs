using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel;

/// <summary>Counts the runnable tasks of the whole machine, several times from one sample to the next.</summary>
/// <remarks>
/// /proc/loadavg and /proc/stat show the same number, the kernel's nr_running: the sum over the run queues at that moment. So tasks
/// that live too short to be listed are in it, and of what quotas stop nothing is.
/// </remarks>
/// <param name="files">The machine's files.</param>
internal sealed class RunnableCounter(KernelFiles files)
{
    private const string OwnName = "coretop";

    private long _sum;
    private int _count;
    private int _last;
    private bool _isUnreadable;

    /// <summary>Looks once more; what was unreadable once is not tried again before the next sample.</summary>
    public void Look()
    {
        if (_isUnreadable || files.Read(LoadAverageFile.Path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            _isUnreadable = true;
            return;
        }

        if (LenientParse.Of(text, LoadAverageFile.ParseRunnable) is { } running)
        {
            Add(running, own: 1);
        }
    }

    /// <summary>The looks since the sample before, with that of this sample; null when there is none.</summary>
    /// <param name="running">What <c>/proc/stat</c> says; null when it does not.</param>
    /// <param name="processes">The processes of the sample.</param>
    public RunnableLooks? End(int? running, IReadOnlyList<ProcessSample> processes)
    {
        if (running is { } now)
        {
            Add(now, files.IsLive || IsReaderListed(processes) ? 1 : 0);
        }

        RunnableLooks? looks = _count > 0 ? new RunnableLooks(_sum, _count, _last) : null;
        (_sum, _count, _isUnreadable) = (0, 0, false);
        return looks;
    }

    // Whoever reads runs.
    private void Add(int running, int own)
    {
        _last = Math.Max(own, running) - own;
        _sum += _last;
        _count++;
    }

    // What captured a machine ran on it; one that was made up has nobody who read it.
    private static bool IsReaderListed(IReadOnlyList<ProcessSample> processes)
    {
        foreach (ProcessSample process in processes)
        {
            if (process.State == TaskState.Running && process.Name == OwnName)
            {
                return true;
            }
        }

        return false;
    }
}
