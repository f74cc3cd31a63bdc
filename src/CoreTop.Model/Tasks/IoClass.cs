namespace CoreTop.Model.Tasks;

/// <summary>Whose reads and writes a disk serves first, numbered as in ioprio_set(2).</summary>
public enum IoClass
{
    /// <summary>IOPRIO_CLASS_NONE: not set, so that nice and policy decide.</summary>
    None = 0,

    /// <summary>IOPRIO_CLASS_RT: before all others.</summary>
    RealTime = 1,

    /// <summary>IOPRIO_CLASS_BE: best effort, the usual one.</summary>
    BestEffort = 2,

    /// <summary>IOPRIO_CLASS_IDLE: only when nobody else wants the disk.</summary>
    Idle = 3,
}
