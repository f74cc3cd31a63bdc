using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The numbers of system calls, which differ from architecture to architecture.</summary>
/// <param name="GetIoPriority">ioprio_get.</param>
/// <param name="SetIoPriority">ioprio_set.</param>
/// <param name="GetScheduler">sched_getscheduler.</param>
/// <param name="SetScheduler">sched_setscheduler.</param>
/// <param name="GetParameter">sched_getparam.</param>
internal sealed record TaskCallNumbers(
    nint GetIoPriority, nint SetIoPriority, nint GetScheduler, nint SetScheduler, nint GetParameter)
{
    /// <summary>pidfd_send_signal and pidfd_open, from Linux 5.1 and 5.3: the same everywhere.</summary>
    public const nint PidfdSendSignal = 424, PidfdOpen = 434;

    /// <summary>Those of this machine; null where they are not known.</summary>
    public static TaskCallNumbers? OfThisMachine { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => new TaskCallNumbers(252, 251, 145, 144, 143),
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => new TaskCallNumbers(31, 30, 120, 119, 121),
        _ => null,
    };
}
