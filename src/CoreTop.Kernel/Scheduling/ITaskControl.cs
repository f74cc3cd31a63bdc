using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Scheduling;

/// <summary>Reads and changes what the kernel keeps of one task at a time, but its affinity, and sends signals to processes.</summary>
public interface ITaskControl
{
    /// <summary>errno of the last call that the kernel refused; 0 when it refused none.</summary>
    int LastErrno { get; }

    /// <summary>Reads a task's nice value, which a real-time task keeps for later: getpriority(2).</summary>
    /// <param name="pid">The process it belongs to: under which a captured machine files it.</param>
    /// <param name="tid">The task.</param>
    /// <param name="nice">-20 to 19; of meaning when Applied.</param>
    ControlResult ReadNice(int pid, int tid, out int nice);

    /// <summary>Sets it: setpriority(2).</summary>
    ControlResult WriteNice(int pid, int tid, int nice);

    /// <summary>Reads a task's I/O priority: ioprio_get(2).</summary>
    ControlResult ReadIoPriority(int pid, int tid, out IoPriority priority);

    /// <summary>Sets it, without hints: ioprio_set(2).</summary>
    ControlResult WriteIoPriority(int pid, int tid, IoPriority priority);

    /// <summary>Reads a task's policy: sched_getscheduler(2) and sched_getparam(2).</summary>
    ControlResult ReadPolicy(int pid, int tid, out TaskPolicy policy);

    /// <summary>Sets it; its nice value stays: sched_setscheduler(2).</summary>
    ControlResult WritePolicy(int pid, int tid, TaskPolicy policy);

    /// <summary>Reads the autogroup that a process is in; Unsupported when it is in none.</summary>
    ControlResult ReadAutogroup(int pid, int tid, out Autogroup group);

    /// <summary>Sets its nice value, for all of the session.</summary>
    ControlResult WriteAutogroup(int pid, int tid, Autogroup group);

    /// <summary>
    /// This thread may give priorities that are above what limits allow: root of the machine, or CAP_SYS_NICE. False where that
    /// cannot be known.
    /// </summary>
    bool MayRaisePriorities { get; }

    /// <summary>How far its owner may go with a task without CAP_SYS_NICE; null when that cannot be read.</summary>
    TaskLimits? ReadLimits(int tid);

    /// <summary>
    /// Takes hold of a process, so that a signal reaches it or nobody. Whose number it is must be checked after this: only then
    /// is it sure that the one checked is the one held.
    /// </summary>
    /// <param name="pid">The process.</param>
    /// <param name="process">The hold, to be disposed; null unless Applied.</param>
    ControlResult Hold(int pid, out HeldProcess? process);

    /// <summary>Sends a signal to a process that is held.</summary>
    ControlResult Send(HeldProcess process, Signal signal);
}
