namespace CoreTop.Model.Tasks;

/// <summary>Scheduling policy, numbered as in <c>stat</c> field 41; sched(7).</summary>
public enum SchedPolicy
{
    /// <summary>SCHED_OTHER: the fair scheduler, the default.</summary>
    Other = 0,

    /// <summary>SCHED_FIFO: real-time, runs until it waits.</summary>
    Fifo = 1,

    /// <summary>SCHED_RR: real-time, takes turns with its equals.</summary>
    RoundRobin = 2,

    /// <summary>SCHED_BATCH: fair, no wake-up preemption.</summary>
    Batch = 3,

    /// <summary>SCHED_IDLE: only when nothing else wants the CPU.</summary>
    Idle = 5,

    /// <summary>SCHED_DEADLINE: earliest deadline first; its affinity cannot be narrowed.</summary>
    Deadline = 6,

    /// <summary>SCHED_EXT: a BPF scheduler.</summary>
    Ext = 7,
}
