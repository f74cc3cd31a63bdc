namespace CoreTop.Model.Tasks;

/// <summary>Whether a task's affinity can and may be changed.</summary>
public enum TaskMobility
{
    /// <summary>An ordinary task.</summary>
    Movable = 0,

    /// <summary>A kernel thread that the kernel would let us move; never offered by default.</summary>
    KernelThread,

    /// <summary>Bound by the kernel: <c>PF_NO_SETAFFINITY</c> (0x04000000) in <c>stat</c> field 9.</summary>
    KernelBound,

    /// <summary>SCHED_DEADLINE: the kernel refuses a narrower affinity (EBUSY).</summary>
    Deadline,
}
