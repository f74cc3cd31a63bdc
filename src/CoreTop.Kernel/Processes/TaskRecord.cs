using System.Runtime.InteropServices;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>What a <see cref="ITaskSource"/> says of one task: no reference in it, so that thousands cost one array.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TaskRecord
{
    /// <summary>Its process, in the numbers of this program's PID namespace.</summary>
    public required int Pid { get; init; }

    /// <summary>The task; <see cref="Pid"/> for the first thread of a process.</summary>
    public required int Tid { get; init; }

    /// <summary>When it started, in clock ticks, exactly as field 22 of <c>stat</c> says: with <see cref="Tid"/> its identity.</summary>
    public required ulong StartTicks { get; init; }

    /// <summary>What it does, as field 3 of <c>stat</c> says.</summary>
    public required TaskState State { get; init; }

    /// <summary>The CPU it last ran on, as field 39 of <c>stat</c> says.</summary>
    public required int LastCpu { get; init; }

    /// <summary>Field 18 of <c>stat</c>.</summary>
    public required int Priority { get; init; }

    /// <summary>Field 19 of <c>stat</c>.</summary>
    public required int Nice { get; init; }

    /// <summary>Field 40 of <c>stat</c>.</summary>
    public required int RealTimePriority { get; init; }

    /// <summary>Field 41 of <c>stat</c>.</summary>
    public required SchedPolicy Policy { get; init; }

    /// <summary>Field 1 of <c>schedstat</c>; as with the file, what a task has run since it was last switched or ticked may be missing.</summary>
    public required ulong RunNanoseconds { get; init; }

    /// <summary>Field 2 of <c>schedstat</c>.</summary>
    public required ulong WaitNanoseconds { get; init; }

    /// <summary>Field 3 of <c>schedstat</c>.</summary>
    public required ulong Slices { get; init; }

    /// <summary><c>voluntary_ctxt_switches</c> of <c>status</c>.</summary>
    public required ulong VoluntarySwitches { get; init; }

    /// <summary>Time on a CPU of the threads of its process that have ended; 0 for a task that is not the first thread.</summary>
    public ulong EndedNanoseconds { get; init; }
}
