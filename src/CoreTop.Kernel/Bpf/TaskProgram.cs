using System.Collections.Immutable;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Bpf;

/// <summary>
/// The BPF program that the kernel runs for every task when the iterator is read: it copies a few members of the task's struct, and
/// changes nothing. Where they are on this kernel is looked up by name.
/// </summary>
internal sealed class TaskProgram
{
    /// <summary>The function whose place such a program takes: it is called for every task.</summary>
    private const string IteratorFunction = "bpf_iter_task";

    // A program has 512 bytes of stack; a machine of thousands of CPUs has masks that do not fit.
    private const int PieceBytes = 480;
    private const int WordBytes = 8;

    private readonly BpfAssembler _code = new();
    private int _pieceBegin;

    private TaskProgram(int function) => Function = function;

    // In the order of KernelTask. A member that has changed its name has the newer one first.
    private static ImmutableArray<Copied> Fields { get; } =
    [
        new(8, ["start_boottime"]),
        new(8, ["se.sum_exec_runtime"]),
        new(8, ["sched_info.run_delay"]),
        new(8, ["sched_info.pcount"]),
        new(8, ["nvcsw"]),
        new(4, ["pid"]),
        new(4, ["tgid"]),
        new(4, ["__state", "state"]),
        new(4, ["exit_state"]),
        new(4, ["thread_info.cpu", "cpu"]),
        new(4, ["prio"]),
        new(4, ["static_prio"]),
        new(4, ["rt_priority"]),
        new(8, ["policy"]),
    ];

    /// <summary>Its instructions.</summary>
    public ulong[] Code => _code.Code;

    /// <summary>The id of the function in the kernel's types.</summary>
    public int Function { get; }

    /// <summary>How many words the mask of a task has.</summary>
    public int MaskWords { get; private set; }

    /// <summary>How many bytes are written of a task.</summary>
    public int RecordBytes => KernelTask.Bytes + (MaskWords * WordBytes);

    /// <summary>The program that writes a <see cref="KernelTask"/> and a mask of every task.</summary>
    /// <param name="types">Of this kernel.</param>
    /// <param name="cpus">So many CPUs the machine can have; longer masks are cut.</param>
    /// <param name="level">How deep the PID namespace is in whose numbers tasks are named: 0 for the outermost.</param>
    /// <exception cref="KernelFormatException">This kernel has no such members.</exception>
    public static TaskProgram OfTasks(Btf types, int cpus, int level)
    {
        var program = new TaskProgram(types.Find(IteratorFunction, BtfKind.Function));
        int task = types.Find("task_struct", BtfKind.Struct);
        BtfField mask = types.Field(task, "cpus_mask");
        program.MaskWords = Math.Clamp((cpus + 63) / 64, 1, Math.Max(1, mask.Bytes / WordBytes));
        int end = program.Begin(types);
        int at = 0;
        foreach (Copied copied in Fields)
        {
            program.Copy(Find(types, task, copied), at, copied.Bytes);
            at += copied.Bytes;
        }

        program.CopyEnded(types, task, at);
        if (level > 0)
        {
            program.CopyNumbers(types, task, level);
        }

        program.CopyMask(mask);
        program.Write(program.RecordBytes);
        program.End(end);
        return program;
    }

    /// <summary>The program that writes, in 4 bytes for every task, how deep the PID namespace of the task that reads is.</summary>
    /// <param name="types">Of this kernel.</param>
    /// <exception cref="KernelFormatException">This kernel has no such members.</exception>
    public static TaskProgram OfLevel(Btf types)
    {
        var program = new TaskProgram(types.Find(IteratorFunction, BtfKind.Function));
        int task = types.Find("task_struct", BtfKind.Struct);
        BtfField number = types.Field(task, "thread_pid");
        BtfField level = types.Field(types.PointedAt(number), "level");
        BpfAssembler code = program._code;
        int end = program.Begin(types);
        code.Call(BpfHelper.CurrentTask);
        code.Move(BpfRegister.Third, BpfRegister.Result);
        program.ReadKernel(at: 0, WordBytes, number.Offset);
        code.Load(BpfRegister.Third, BpfRegister.StackEnd, program.OnStack(0), WordBytes);
        program.ReadKernel(at: 0, level.Bytes, level.Offset);
        program.Write(sizeof(int));
        program.End(end);
        return program;
    }

    private static BtfField Find(Btf types, int task, Copied copied)
    {
        foreach (string name in copied.Names[..^1])
        {
            if (types.TryField(task, name) is { } found)
            {
                return found;
            }
        }

        return types.Field(task, copied.Names[^1]);
    }

    // The task in KeptB, the file of whoever reads in KeptC. After the last task the program is called once more, without one.
    private int Begin(Btf types)
    {
        int context = types.Find("bpf_iter__task", BtfKind.Struct);
        BtfField meta = types.Field(context, "meta");
        BtfField file = types.Field(types.PointedAt(meta), "seq");
        _code.Load(BpfRegister.KeptB, BpfRegister.First, types.Field(context, "task").Offset, WordBytes);
        _code.Load(BpfRegister.KeptC, BpfRegister.First, meta.Offset, WordBytes);
        int end = _code.JumpIfZero(BpfRegister.KeptB);
        _code.Load(BpfRegister.KeptC, BpfRegister.KeptC, file.Offset, WordBytes);
        return end;
    }

    private void End(int jump)
    {
        _code.Land(jump);
        _code.Exit();
    }

    private void Copy(BtfField from, int to, int bytes)
    {
        if (from.Bytes is not (1 or 2 or 4 or 8))
        {
            throw new KernelFormatException("A member of a task's struct has a size that a number cannot have.");
        }

        _code.Load(BpfRegister.First, BpfRegister.KeptB, from.Offset, from.Bytes);
        _code.Store(BpfRegister.StackEnd, OnStack(to), BpfRegister.First, bytes);
    }

    private void CopyEnded(Btf types, int task, int to)
    {
        BtfField signal = types.Field(task, "signal");
        BtfField ended = types.Field(types.PointedAt(signal), "sum_sched_runtime");
        _code.Load(BpfRegister.First, BpfRegister.KeptB, signal.Offset, WordBytes);
        _code.Load(BpfRegister.First, BpfRegister.First, ended.Offset, ended.Bytes);
        _code.Store(BpfRegister.StackEnd, OnStack(to), BpfRegister.First, WordBytes);
    }

    // pid and tgid are those of the outermost namespace: struct pid has a number for each level from there to the task's own.
    private void CopyNumbers(Btf types, int task, int level)
    {
        const int TidAt = 40, PidAt = 44;
        BtfField own = types.Field(task, "thread_pid");
        BtfField leader = types.Field(task, "group_leader");
        BtfField number = types.Field(types.PointedAt(own), $"numbers[{level}].nr");
        _code.Load(BpfRegister.Third, BpfRegister.KeptB, own.Offset, WordBytes);
        ReadKernel(TidAt, number.Bytes, number.Offset);
        _code.Load(BpfRegister.Third, BpfRegister.KeptB, leader.Offset, WordBytes);
        _code.Load(BpfRegister.Third, BpfRegister.Third, own.Offset, WordBytes);
        ReadKernel(PidAt, number.Bytes, number.Offset);
    }

    private void CopyMask(BtfField mask)
    {
        for (int word = 0; word < MaskWords; word++)
        {
            int at = KernelTask.Bytes + (word * WordBytes);
            if (at + WordBytes - _pieceBegin > PieceBytes)
            {
                Write(at);
            }

            _code.Load(BpfRegister.First, BpfRegister.KeptB, mask.Offset + (word * WordBytes), WordBytes);
            _code.Store(BpfRegister.StackEnd, OnStack(at), BpfRegister.First, WordBytes);
        }
    }

    // From where Third and the offset lead, to the stack.
    private void ReadKernel(int at, int bytes, int offset)
    {
        _code.Add(BpfRegister.Third, offset);
        _code.Move(BpfRegister.First, BpfRegister.StackEnd);
        _code.Add(BpfRegister.First, OnStack(at));
        _code.Move(BpfRegister.Second, bytes);
        _code.Call(BpfHelper.ReadKernel);
    }

    // What is on the stack so far. Where it does not fit any more, the kernel gives the whole task again at the next read.
    private void Write(int end)
    {
        _code.Move(BpfRegister.First, BpfRegister.KeptC);
        _code.Move(BpfRegister.Second, BpfRegister.StackEnd);
        _code.Add(BpfRegister.Second, OnStack(_pieceBegin));
        _code.Move(BpfRegister.Third, end - _pieceBegin);
        _code.Call(BpfHelper.Write);
        _pieceBegin = end;
    }

    private int OnStack(int at) => at - _pieceBegin - PieceBytes;

    /// <summary>A member of the task's struct that is copied as it is.</summary>
    /// <param name="Bytes">What it takes in <see cref="KernelTask"/>: more is cut, less is filled with zeros.</param>
    /// <param name="Names">Paths from the struct; the first that this kernel has counts.</param>
    private readonly record struct Copied(int Bytes, ImmutableArray<string> Names);
}
