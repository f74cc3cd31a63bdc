using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// One task's line in <c>/proc/[pid]/stat</c> or <c>/proc/[pid]/task/[tid]/stat</c>. A process's times and memory are its
/// own; its state, CPU and policy are its leader's.
/// </summary>
/// <param name="Tid">Field 1.</param>
/// <param name="NameRange">Where field 2, the name without its brackets, lies in the text.</param>
/// <param name="State">Field 3.</param>
/// <param name="ParentPid">Field 4.</param>
/// <param name="Session">Fields 5 to 8: process group, session and terminal.</param>
/// <param name="Flags">Field 9: PF_ bits.</param>
/// <param name="Faults">Fields 10 and 12.</param>
/// <param name="Children">Fields 11, 13, 16 and 17.</param>
/// <param name="UserTicks">Field 14.</param>
/// <param name="SystemTicks">Field 15.</param>
/// <param name="Priority">Field 18.</param>
/// <param name="Nice">Field 19.</param>
/// <param name="ThreadCount">Field 20.</param>
/// <param name="StartTicks">Field 22.</param>
/// <param name="VirtualBytes">Field 23.</param>
/// <param name="ResidentPages">Field 24.</param>
/// <param name="LastCpu">Field 39.</param>
/// <param name="RealTimePriority">Field 40.</param>
/// <param name="Policy">Field 41.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"/>
public readonly record struct TaskStat(
    int Tid,
    Range NameRange,
    TaskState State,
    int ParentPid,
    TaskSession Session,
    uint Flags,
    PageFaults Faults,
    ChildUse Children,
    ulong UserTicks,
    ulong SystemTicks,
    int Priority,
    int Nice,
    int ThreadCount,
    ulong StartTicks,
    ulong VirtualBytes,
    ulong ResidentPages,
    CpuId LastCpu,
    int RealTimePriority,
    SchedPolicy Policy)
{
    private const uint NoSetAffinity = 0x04000000;
    private const uint KernelThread = 0x00200000;

    // PID_MAX_LIMIT: more tasks than that are on no machine.
    private const int MostThreads = 4_194_304;

    /// <summary>It is a kernel thread: PF_KTHREAD.</summary>
    public bool IsKernelThread => (Flags & KernelThread) != 0;

    /// <summary>What its flags and policy say of changing its affinity.</summary>
    public TaskMobility Mobility =>
        (Flags & NoSetAffinity) != 0 ? TaskMobility.KernelBound
        : (Flags & KernelThread) != 0 ? TaskMobility.KernelThread
        : Policy == SchedPolicy.Deadline ? TaskMobility.Deadline
        : TaskMobility.Movable;

    /// <summary>Parses the whole file of a task: a folder that holds another task's line would make two tasks of one key.</summary>
    /// <exception cref="KernelFormatException">It is cut off, no such line, or another task's.</exception>
    public static TaskStat Parse(ReadOnlySpan<byte> text, int tid)
    {
        TaskStat stat = Parse(text);
        return stat.Tid == tid ? stat : throw new KernelFormatException("It is another task's.");
    }

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">It is cut off or no such line.</exception>
    public static TaskStat Parse(ReadOnlySpan<byte> text)
    {
        // The name may hold blanks, brackets and line ends: only the last ')' ends it.
        int open = text.IndexOf((byte)'('), close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open)
        {
            throw new KernelFormatException("The task's name in brackets is missing in it.");
        }

        int tid = new FieldReader(text[..open]).NextInt32();
        var fields = new FieldReader(text[(close + 1)..]);
        ReadOnlySpan<byte> state = fields.Next();
        int parent = fields.NextInt32();
        var session = new TaskSession(fields.NextInt32(), fields.NextInt32(), fields.NextInt32(), fields.NextInt32());
        uint flags = (uint)(fields.NextUInt64() & uint.MaxValue);
        ulong minor = fields.NextUInt64(), childMinor = fields.NextUInt64();
        ulong major = fields.NextUInt64(), childMajor = fields.NextUInt64();
        ulong user = fields.NextUInt64(), system = fields.NextUInt64();
        long childUser = fields.NextInt64(), childSystem = fields.NextInt64();
        var children = new ChildUse(new PageFaults(childMinor, childMajor), childUser, childSystem);
        int priority = fields.NextInt32(), nice = fields.NextInt32(), threads = Math.Clamp(fields.NextInt32(), 0, MostThreads);
        fields.Skip(1);
        ulong start = fields.NextUInt64(), virtualBytes = fields.NextUInt64();
        ulong resident = ResidentPagesFrom(fields.Next());
        fields.Skip(14);
        int cpu = fields.NextInt32(), realTime = fields.NextInt32(), policy = fields.NextInt32();
        return new TaskStat(
            tid, (open + 1)..close, TaskStateLetters.FromLetter(state.Length == 1 ? (char)state[0] : '?'), parent, session, flags,
            new PageFaults(minor, major), children, user, system, priority, nice, threads, start, virtualBytes, resident, FieldReader.ToCpu(cpu), realTime,
            (SchedPolicy)policy);
    }

    // Signed in the kernel, and below zero for a moment when its counters are behind.
    private static ulong ResidentPagesFrom(ReadOnlySpan<byte> field) =>
        field.StartsWith("-"u8) ? 0 : new FieldReader(field).NextUInt64();
}
