using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Tasks;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The running machine's tasks.</summary>
/// <param name="files">The running machine's files.</param>
internal sealed class LinuxTaskControl(KernelFiles files) : ITaskControl
{
    private const int MostNiceSteps = 20;
    private readonly TaskCallNumbers? _numbers = TaskCallNumbers.OfThisMachine;

    /// <summary>Takes hold by pidfd where the kernel can; false only to see what happens where it cannot.</summary>
    public bool UsesPidfd { get; init; } = true;

    /// <inheritdoc/>
    public int LastErrno { get; private set; }

    /// <inheritdoc/>
    public ControlResult ReadNice(int pid, int tid, out int nice)
    {
        nice = TaskNative.GetPriority(TaskNative.OneTask, tid);
        return nice != -1 || Marshal.GetLastPInvokeError() == 0 ? ControlResult.Applied : Refused();
    }

    /// <inheritdoc/>
    public ControlResult WriteNice(int pid, int tid, int nice) =>
        ToResult(TaskNative.SetPriority(TaskNative.OneTask, tid, nice));

    /// <inheritdoc/>
    public ControlResult ReadIoPriority(int pid, int tid, out IoPriority priority)
    {
        priority = default;
        if (_numbers is null)
        {
            return NotSupported();
        }

        nint number = TaskNative.Call(_numbers.GetIoPriority, TaskNative.OneTaskIo, tid, 0);
        priority = number < 0 ? default : IoPriority.FromNumber((int)number);
        return ToResult(number);
    }

    /// <inheritdoc/>
    public ControlResult WriteIoPriority(int pid, int tid, IoPriority priority) => _numbers is null
        ? NotSupported()
        : ToResult(TaskNative.Call(_numbers.SetIoPriority, TaskNative.OneTaskIo, tid, priority.Number));

    /// <inheritdoc/>
    public ControlResult ReadPolicy(int pid, int tid, out TaskPolicy policy)
    {
        policy = default;
        if (_numbers is null)
        {
            return NotSupported();
        }

        nint number = TaskNative.Call(_numbers.GetScheduler, tid, 0, 0);
        if (number < 0)
        {
            return Refused();
        }

        ControlResult result = ToResult(TaskNative.GetParameter(_numbers.GetParameter, tid, out int realTimePriority));
        policy = TaskPolicy.FromNumber((int)number, realTimePriority);
        return result;
    }

    /// <inheritdoc/>
    public ControlResult WritePolicy(int pid, int tid, TaskPolicy policy) => _numbers is null
        ? NotSupported()
        : ToResult(TaskNative.SetScheduler(_numbers.SetScheduler, tid, policy.Number, policy.RealTimePriority));

    /// <inheritdoc/>
    public ControlResult ReadAutogroup(int pid, int tid, out Autogroup group)
    {
        group = default;
        FileStatus status = files.Read(AutogroupPath(pid), out ReadOnlySpan<byte> text);
        if (status != FileStatus.Ok)
        {
            LastErrno = files.LastErrno;
            return LastErrno == Errno.Enoent && IsThere(pid) ? ControlResult.Unsupported
                : status == FileStatus.Gone ? ControlResult.TaskGone
                : ControlErrno.ToResult(LastErrno);
        }

        try
        {
            Autogroup? told = AutogroupFile.Parse(text);
            group = told ?? default;
            return told is null ? ControlResult.Unsupported : ControlResult.Applied;
        }
        catch (KernelFormatException)
        {
            return ControlResult.Unsupported;
        }
    }

    /// <inheritdoc/>
    public ControlResult WriteAutogroup(int pid, int tid, Autogroup group)
    {
        using SafeFileHandle file = TaskNative.Open(AutogroupPath(pid), TaskNative.OpenToWrite);
        if (file.IsInvalid)
        {
            ControlResult refused = Refused();
            return LastErrno == Errno.Enoent ? ControlResult.TaskGone : refused;
        }

        byte[] text = Encoding.ASCII.GetBytes(group.ToString());
        return ToResult(TaskNative.Write(file, in text[0], (nuint)text.Length));
    }

    /// <inheritdoc/>
    public bool MayRaisePriorities =>
        files.Read("/proc/thread-self/status", out ReadOnlySpan<byte> text) == FileStatus.Ok
        && Capabilities.HasSysNice(text)
        && files.Read("/proc/self/uid_map", out ReadOnlySpan<byte> map) == FileStatus.Ok
        && Capabilities.IsOfWholeMachine(map);

    /// <inheritdoc/>
    public TaskLimits? ReadLimits(int tid)
    {
        if (LimitNative.Get(tid, LimitNative.Nice, 0, out ResourceBounds nice) != 0
            || LimitNative.Get(tid, LimitNative.RealTimePriority, 0, out ResourceBounds realTime) != 0)
        {
            return null;
        }

        int steps = (int)Math.Min(nice.Soft, 2 * MostNiceSteps);
        return new TaskLimits(MostNiceSteps - steps, (int)Math.Min(realTime.Soft, TaskPolicy.HighestRealTime));
    }

    /// <inheritdoc/>
    public ControlResult Hold(int pid, out HeldProcess? process)
    {
        process = null;
        nint descriptor = UsesPidfd ? TaskNative.Call(TaskCallNumbers.PidfdOpen, pid, 0, 0) : -1;
        if (descriptor >= 0)
        {
            process = new HeldProcess(pid, new SafeFileHandle(descriptor, ownsHandle: true));
            return ControlResult.Applied;
        }

        // It needs no right, so EPERM is a seccomp filter that does not know it.
        ControlResult result = UsesPidfd ? Refused() : ControlResult.Unsupported;
        if (result is not (ControlResult.Unsupported or ControlResult.NotPermitted))
        {
            return result;
        }

        process = new HeldProcess(pid, descriptor: null);
        return ControlResult.Applied;
    }

    /// <inheritdoc/>
    public ControlResult Send(HeldProcess process, Signal signal) => process.Descriptor is { } descriptor
        ? ToResult(TaskNative.SendSignal(TaskCallNumbers.PidfdSendSignal, descriptor, signal.Number, 0, 0))
        : ToResult(TaskNative.Kill(process.Pid, signal.Number));

    private static string AutogroupPath(int pid) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/autogroup");

    private bool IsThere(int pid) => files.ReadProcess(pid, TaskFile.Stat, out _) == FileStatus.Ok;

    private ControlResult ToResult(nint answer) => answer < 0 ? Refused() : ControlResult.Applied;

    private ControlResult Refused()
    {
        LastErrno = Marshal.GetLastPInvokeError();
        return ControlErrno.ToResult(LastErrno);
    }

    private ControlResult NotSupported()
    {
        LastErrno = Errno.Enosys;
        return ControlResult.Unsupported;
    }
}
