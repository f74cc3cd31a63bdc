using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

/// <summary>What the tasks of a <see cref="FakeMachine"/> have besides an affinity, and a post office for signals.</summary>
internal sealed class FakeTaskControl(FakeMachine machine) : ITaskControl
{
    private readonly Dictionary<int, (ControlResult Result, int Errno)> _refusals = [];
    private readonly Dictionary<HeldProcess, ulong> _held = [];

    public Dictionary<int, int> Nice { get; } = [];

    public Dictionary<int, IoPriority> IoPriorities { get; } = [];

    public Dictionary<int, TaskPolicy> Policies { get; } = [];

    /// <summary>Which autogroup a process is in.</summary>
    public Dictionary<int, long> GroupOf { get; } = [];

    public Dictionary<long, int> GroupNice { get; } = [];

    public TaskLimits? Limits { get; set; } = new TaskLimits(LowestNice: 20, HighestRealTime: 0);

    /// <summary>Every write that reached a task, in words.</summary>
    public List<(int Tid, string Value)> Writes { get; } = [];

    /// <summary>Every signal that reached a process, with the process's start.</summary>
    public List<(int Pid, ulong Start, string Signal)> Sent { get; } = [];

    public Action<int>? BeforeHold { get; set; }

    /// <summary>Called after a value was read.</summary>
    public Action<int>? AfterRead { get; set; }

    public Action<int>? BeforeSend { get; set; }

    public Action<int>? AfterWrite { get; set; }

    /// <summary>Writes are accepted and have no effect.</summary>
    public bool IsSwallowing { get; set; }

    public bool OnlyRecords { get; set; }

    /// <summary>This program has CAP_SYS_NICE.</summary>
    public bool MayRaisePriorities { get; set; } = true;

    public int LastErrno { get; private set; }

    public void Refuse(int tid, ControlResult result, int errno) => _refusals[tid] = (result, errno);

    /// <summary>Refuses no more what <see cref="Refuse"/> was told of.</summary>
    public void Permit(int tid) => _refusals.Remove(tid);

    public ControlResult ReadNice(int pid, int tid, out int nice) => Read(Nice, tid, out nice);

    public ControlResult WriteNice(int pid, int tid, int nice) => Write(Nice, tid, nice);

    public ControlResult ReadIoPriority(int pid, int tid, out IoPriority priority) => Read(IoPriorities, tid, out priority);

    public ControlResult WriteIoPriority(int pid, int tid, IoPriority priority) => Write(IoPriorities, tid, priority);

    public ControlResult ReadPolicy(int pid, int tid, out TaskPolicy policy) => Read(Policies, tid, out policy);

    public ControlResult WritePolicy(int pid, int tid, TaskPolicy policy) => Write(Policies, tid, policy);

    public ControlResult ReadAutogroup(int pid, int tid, out Autogroup group)
    {
        group = default;
        if (!GroupOf.TryGetValue(pid, out long number))
        {
            return ControlResult.Unsupported;
        }

        group = new Autogroup(number, GroupNice.GetValueOrDefault(number));
        return ControlResult.Applied;
    }

    public ControlResult WriteAutogroup(int pid, int tid, Autogroup group)
    {
        GroupNice[group.Number] = group.Nice;
        Writes.Add((tid, $"{group}"));
        return ControlResult.Applied;
    }

    public TaskLimits? ReadLimits(int tid) => Limits;

    public ControlResult Hold(int pid, out HeldProcess? process)
    {
        BeforeHold?.Invoke(pid);
        process = null;
        if (machine.StartOf(pid) is not { } start)
        {
            return ControlResult.TaskGone;
        }

        process = new HeldProcess(pid, new Microsoft.Win32.SafeHandles.SafeFileHandle(-1, ownsHandle: false));
        _held[process] = start;
        return ControlResult.Applied;
    }

    public ControlResult Send(HeldProcess process, Signal signal)
    {
        BeforeSend?.Invoke(process.Pid);
        if (OnlyRecords)
        {
            return ControlResult.Recorded;
        }

        if (machine.StartOf(process.Pid) != _held[process])
        {
            return ControlResult.TaskGone;
        }

        if (Refused(process.Pid) is { } refused)
        {
            return refused;
        }

        Sent.Add((process.Pid, _held[process], signal.Name));
        return ControlResult.Applied;
    }

    private ControlResult Read<T>(Dictionary<int, T> values, int tid, out T value)
        where T : struct
    {
        value = values.GetValueOrDefault(tid);
        if (!machine.IsAlive(tid))
        {
            return ControlResult.TaskGone;
        }

        AfterRead?.Invoke(tid);
        return ControlResult.Applied;
    }

    private ControlResult Write<T>(Dictionary<int, T> values, int tid, T value)
        where T : struct
    {
        if (OnlyRecords)
        {
            return ControlResult.Recorded;
        }

        if (Refused(tid) is { } refused)
        {
            return refused;
        }

        if (IsSwallowing)
        {
            return ControlResult.Applied;
        }

        values[tid] = value;
        Writes.Add((tid, $"{value}"));
        AfterWrite?.Invoke(tid);
        return ControlResult.Applied;
    }

    private ControlResult? Refused(int tid)
    {
        if (!_refusals.TryGetValue(tid, out (ControlResult Result, int Errno) refusal))
        {
            return null;
        }

        LastErrno = refusal.Errno;
        return refusal.Result;
    }
}
