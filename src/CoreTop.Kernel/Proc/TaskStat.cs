using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// One task's line in <c>/proc/[pid]/stat</c> or <c>/proc/[pid]/task/[tid]/stat</c>. A process's times and memory are its
/// own; its state, CPU and policy are its leader's.
/// </summary>
/// <param name="Facts">What is shown of it as it is.</param>
/// <param name="NameRange">Where field 2, the name without its brackets, lies in the text.</param>
/// <param name="ParentPid">Field 4.</param>
/// <param name="Flags">Field 9: PF_ bits.</param>
/// <param name="Children">Fields 11, 13, 16 and 17.</param>
/// <param name="UserTicks">Field 14.</param>
/// <param name="SystemTicks">Field 15.</param>
/// <param name="ThreadCount">Field 20.</param>
/// <param name="VirtualBytes">Field 23.</param>
/// <param name="ResidentPages">Field 24.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"/>
public readonly record struct TaskStat(
    TaskFacts Facts,
    Range NameRange,
    int ParentPid,
    uint Flags,
    ChildUse Children,
    ulong UserTicks,
    ulong SystemTicks,
    int ThreadCount,
    ulong VirtualBytes,
    ulong ResidentPages)
{
    private const uint NoSetAffinity = 0x04000000;
    private const uint KernelThread = 0x00200000;

    // PID_MAX_LIMIT: more tasks than that are on no machine.
    private const int MostThreads = 4_194_304;

    /// <summary>It is a kernel thread: PF_KTHREAD.</summary>
    public bool IsKernelThread => (Flags & KernelThread) != 0;

    /// <summary>Field 1.</summary>
    public int Tid => Facts.Key.Tid;

    /// <summary>Field 22.</summary>
    public ulong StartTicks => Facts.Key.StartTicks;

    /// <summary>Field 3.</summary>
    public TaskState State => Facts.State;

    /// <summary>What its flags and policy say of changing its affinity.</summary>
    public TaskMobility Mobility => Facts.Mobility;

    /// <summary>What it says of a process as a whole.</summary>
    /// <param name="pageBytes">Bytes of a page.</param>
    public ProcessFacts Whole(ulong pageBytes) => new(ParentPid, ThreadCount, VirtualBytes, unchecked(ResidentPages * pageBytes));

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
        var facts = new TaskFacts
        {
            Key = new TaskKey(tid, start),
            State = TaskStateLetters.FromLetter(state.Length == 1 ? (char)state[0] : '?'),
            Policy = (SchedPolicy)policy,
            Priority = priority,
            RealTimePriority = realTime,
            Nice = nice,
            LastCpu = FieldReader.ToCpu(cpu),
            Mobility = MobilityOf(flags, (SchedPolicy)policy),
            Session = session,
            Faults = new PageFaults(minor, major),
        };
        return new TaskStat(facts, (open + 1)..close, parent, flags, children, user, system, threads, virtualBytes, resident);
    }

    private static TaskMobility MobilityOf(uint flags, SchedPolicy policy) =>
        (flags & NoSetAffinity) != 0 ? TaskMobility.KernelBound
        : (flags & KernelThread) != 0 ? TaskMobility.KernelThread
        : policy == SchedPolicy.Deadline ? TaskMobility.Deadline
        : TaskMobility.Movable;

    // Signed in the kernel, and below zero for a moment when its counters are behind.
    private static ulong ResidentPagesFrom(ReadOnlySpan<byte> field) =>
        field.StartsWith("-"u8) ? 0 : new FieldReader(field).NextUInt64();
}
