namespace CoreTop.Model.Tasks;

/// <summary>What a task is doing: the letter in <c>stat</c> field 3, proc_pid_stat(5).</summary>
public enum TaskState
{
    /// <summary>A letter this program does not know.</summary>
    Unknown = 0,

    /// <summary><c>R</c>: running or runnable.</summary>
    Running,

    /// <summary><c>S</c>: waiting, a signal wakes it.</summary>
    Sleeping,

    /// <summary><c>D</c>: waiting, mostly for a disk; no signal wakes it.</summary>
    DiskSleep,

    /// <summary><c>T</c>: stopped by a signal.</summary>
    Stopped,

    /// <summary><c>t</c>: stopped by a debugger.</summary>
    Traced,

    /// <summary><c>Z</c>: ended, not yet reaped by its parent.</summary>
    Zombie,

    /// <summary><c>X</c>: dead.</summary>
    Dead,

    /// <summary><c>I</c>: an idle kernel thread.</summary>
    Idle,

    /// <summary><c>P</c>: parked kernel thread.</summary>
    Parked,
}
