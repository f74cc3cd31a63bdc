using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The tasks of a captured machine: what they have comes from <c>stat</c>, and nothing is done to them.</summary>
/// <param name="files">The captured machine's files.</param>
internal sealed class CapturedTaskControl(KernelFiles files) : ITaskControl
{
    /// <inheritdoc/>
    public int LastErrno => 0;

    /// <inheritdoc/>
    public bool MayRaisePriorities => true;

    /// <inheritdoc/>
    public ControlResult ReadNice(int pid, int tid, out int nice)
    {
        TaskStat? stat = Read(pid, tid);
        nice = stat?.Facts.Nice ?? 0;
        return Told(stat);
    }

    /// <inheritdoc/>
    public ControlResult WriteNice(int pid, int tid, int nice) => ControlResult.Recorded;

    /// <inheritdoc/>
    public ControlResult ReadIoPriority(int pid, int tid, out IoPriority priority)
    {
        priority = IoPriority.None;
        return Told(Read(pid, tid));
    }

    /// <inheritdoc/>
    public ControlResult WriteIoPriority(int pid, int tid, IoPriority priority) => ControlResult.Recorded;

    /// <inheritdoc/>
    public ControlResult ReadPolicy(int pid, int tid, out TaskPolicy policy)
    {
        TaskStat? stat = Read(pid, tid);
        policy = stat is { } known ? new TaskPolicy(known.Facts.Policy, known.Facts.RealTimePriority) : default;
        return Told(stat);
    }

    /// <inheritdoc/>
    public ControlResult WritePolicy(int pid, int tid, TaskPolicy policy) => ControlResult.Recorded;

    /// <inheritdoc/>
    public ControlResult ReadAutogroup(int pid, int tid, out Autogroup group)
    {
        group = default;
        return Told(Read(pid, tid));
    }

    /// <inheritdoc/>
    public ControlResult WriteAutogroup(int pid, int tid, Autogroup group) => ControlResult.Recorded;

    /// <inheritdoc/>
    public TaskLimits? ReadLimits(int tid) => null;

    /// <inheritdoc/>
    public ControlResult Hold(int pid, out HeldProcess? process)
    {
        process = new HeldProcess(pid, descriptor: null);
        return ControlResult.Applied;
    }

    /// <inheritdoc/>
    public ControlResult Send(HeldProcess process, Signal signal) => ControlResult.Recorded;

    private static ControlResult Told(TaskStat? stat) => stat is null ? ControlResult.TaskGone : ControlResult.Applied;

    private TaskStat? Read(int pid, int tid) =>
        files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? LenientParse.Of<TaskStat?>(text, static stat => TaskStat.Parse(stat))
            : null;
}
