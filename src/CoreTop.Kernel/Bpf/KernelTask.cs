using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Bpf;

/// <summary>What <see cref="TaskProgram"/> writes of a task, in the kernel's own units; the words of its mask follow.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct KernelTask
{
    /// <summary>So many bytes it has.</summary>
    public const int Bytes = 88;

    /// <summary>task_struct.start_boottime: nanoseconds from boot.</summary>
    public readonly ulong StartNanoseconds;

    /// <summary>task_struct.se.sum_exec_runtime.</summary>
    public readonly ulong RunNanoseconds;

    /// <summary>task_struct.sched_info.run_delay.</summary>
    public readonly ulong WaitNanoseconds;

    /// <summary>task_struct.sched_info.pcount.</summary>
    public readonly ulong Slices;

    /// <summary>task_struct.nvcsw.</summary>
    public readonly ulong VoluntarySwitches;

    /// <summary>task_struct.pid, in the numbers of the PID namespace that the program was made for; 0 where it has none there any more.</summary>
    public readonly int Tid;

    /// <summary>task_struct.tgid, in the same numbers.</summary>
    public readonly int Pid;

    /// <summary>task_struct.__state: bits, see <see cref="TaskStateBits"/>.</summary>
    public readonly uint State;

    /// <summary>task_struct.exit_state: bits, too.</summary>
    public readonly uint ExitState;

    /// <summary>task_struct.thread_info.cpu.</summary>
    public readonly int LastCpu;

    /// <summary>task_struct.prio: what the scheduler goes by; 100 less than field 18 of <c>stat</c> counts from.</summary>
    public readonly int Priority;

    /// <summary>task_struct.static_prio: 100 to 139, for nice -20 to 19.</summary>
    public readonly int NicePriority;

    /// <summary>task_struct.rt_priority.</summary>
    public readonly int RealTimePriority;

    /// <summary>task_struct.policy: SCHED_ of include/uapi/linux/sched.h.</summary>
    public readonly int Policy;

    private readonly int _unused;

    /// <summary>task_struct.signal.sum_sched_runtime: of the threads of the process that have ended; the same for each of its threads.</summary>
    public readonly ulong EndedNanoseconds;
}
