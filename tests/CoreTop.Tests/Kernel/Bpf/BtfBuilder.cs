using System.Buffers.Binary;
using System.Text;
using CoreTop.Kernel.Bpf;

namespace CoreTop.Tests.Kernel.Bpf;

/// <summary>Writes types in BPF's format, as a kernel's build does.</summary>
internal sealed class BtfBuilder
{
    private const int HeaderBytes = 24;
    private readonly List<uint> _types = [];
    private readonly List<byte> _names = [0];
    private int _count;

    /// <summary>A kernel's types, as far as they are needed to read tasks.</summary>
    /// <param name="state">What the member with a task's state is called.</param>
    /// <param name="isCpuInThreadInfo">A task's CPU is in its thread_info.</param>
    public static BtfBuilder Kernel(string state = "__state", bool isCpuInThreadInfo = true)
    {
        var types = new BtfBuilder();
        int integer = types.Integer("int", 4), word = types.Integer("unsigned long", 8);
        int longer = types.Typedef("u64", word);
        int upid = types.Struct("upid", 16, ("nr", integer, 0), ("ns", types.Pointer(0), 8));
        int numbers = types.Array(upid, 0);
        int pid = types.Struct("pid", 96, ("level", integer, 4), ("numbers", numbers, 96));
        int cpumask = types.Typedef("cpumask_t", types.Struct("cpumask", 1024, ("bits", types.Array(word, 128), 0)));
        int entity = types.Struct("sched_entity", 64, ("exec_start", longer, 0), ("sum_exec_runtime", longer, 40));
        int info = types.Struct("sched_info", 32, ("pcount", word, 0), ("run_delay", types.Volatile(longer), 8));
        int thread = types.Struct("thread_info", 24, ("flags", word, 0), (isCpuInThreadInfo ? "cpu" : "status", integer, 16));
        int inner = types.Struct(string.Empty, 16, ("pid", integer, 0), ("tgid", integer, 4));
        int signal = types.Struct("signal_struct", 1024, ("sum_sched_runtime", longer, 400));
        int task = types.Struct(
            "task_struct", 4096, ("thread_info", thread, 0), (state, integer, 24), ("exit_state", integer, 28), ("se", entity, 64),
            ("sched_info", info, 128), (string.Empty, inner, 200), ("thread_pid", types.Pointer(pid), 224), ("group_leader", types.Pointer(types.Next + 2), 232),
            ("nvcsw", word, 240), ("start_boottime", longer, 248), ("cpus_mask", cpumask, 256), ("cpu", integer, 1280),
            ("signal", types.Pointer(signal), 1288), ("prio", integer, 1300), ("static_prio", integer, 1304), ("rt_priority", integer, 1312), ("policy", integer, 1320));
        int file = types.Struct("seq_file", 64, ("buf", types.Pointer(integer), 0));
        int meta = types.Struct("bpf_iter_meta", 24, ("seq", types.Pointer(file), 0), ("session_id", longer, 8));
        types.Struct(
            "bpf_iter__task", 16, (string.Empty, types.Union(8, ("meta", types.Pointer(meta))), 0),
            (string.Empty, types.Union(8, ("task", types.Pointer(task))), 8));
        types.Add("bpf_iter_task", BtfKind.Function, 0, (uint)types.Add(string.Empty, BtfKind.FunctionType, 0, 0));
        return types;
    }

    /// <summary>The id that the next type gets.</summary>
    public int Next => _count + 1;

    public int Integer(string name, int bytes) => Add(name, BtfKind.Integer, 0, (uint)bytes, (uint)bytes * 8);

    public int Pointer(int to) => Add(string.Empty, BtfKind.Pointer, 0, (uint)to);

    public int Typedef(string name, int of) => Add(name, BtfKind.OtherName, 0, (uint)of);

    public int Volatile(int type) => Add(string.Empty, BtfKind.Volatile, 0, (uint)type);

    public int Array(int of, int entries) => Add(string.Empty, BtfKind.Array, 0, 0, (uint)of, 0, (uint)entries);

    public int Struct(string name, int bytes, params (string Name, int Type, int Offset)[] members) => Add(
        name, BtfKind.Struct, members.Length, (uint)bytes, [.. members.SelectMany(member => Member(member.Name, member.Type, (uint)member.Offset * 8))]);

    public int Union(int bytes, params (string Name, int Type)[] members) => Add(
        string.Empty, BtfKind.Union, members.Length, (uint)bytes, [.. members.SelectMany(member => Member(member.Name, member.Type, 0))]);

    /// <summary>A struct whose members have sizes in bits.</summary>
    public int BitStruct(string name, int bytes, params (string Name, int Type, int BitOffset, int Bits)[] members)
    {
        const uint HasBits = 0x8000_0000;
        return Add(
            name, BtfKind.Struct, (int)((uint)members.Length | 0), (uint)bytes,
            [.. members.SelectMany(member => Member(member.Name, member.Type, (uint)member.BitOffset | ((uint)member.Bits << 24)))], HasBits);
    }

    public int Add(string name, BtfKind kind, int entries, uint sizeOrType, params uint[] behind) => Add(name, kind, entries, sizeOrType, behind, 0);

    /// <summary>The whole file.</summary>
    public byte[] ToBytes()
    {
        var file = new byte[HeaderBytes + (_types.Count * 4) + _names.Count];
        BinaryPrimitives.WriteUInt16LittleEndian(file, 0xEB9F);
        file[2] = 1;
        Write(file, 4, HeaderBytes);
        Write(file, 8, 0);
        Write(file, 12, (uint)_types.Count * 4);
        Write(file, 16, (uint)_types.Count * 4);
        Write(file, 20, (uint)_names.Count);
        for (int i = 0; i < _types.Count; i++)
        {
            Write(file, HeaderBytes + (i * 4), _types[i]);
        }

        _names.CopyTo(file, HeaderBytes + (_types.Count * 4));
        return file;
    }

    private int Add(string name, BtfKind kind, int entries, uint sizeOrType, uint[] behind, uint flag)
    {
        _types.AddRange([Name(name), ((uint)kind << 24) | (uint)entries | flag, sizeOrType, .. behind]);
        return ++_count;
    }

    private uint[] Member(string name, int type, uint place) => [Name(name), (uint)type, place];

    private uint Name(string name)
    {
        if (name.Length == 0)
        {
            return 0;
        }

        int at = _names.Count;
        _names.AddRange([.. Encoding.UTF8.GetBytes(name), 0]);
        return (uint)at;
    }

    private static void Write(byte[] file, int at, uint number) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), number);
}
