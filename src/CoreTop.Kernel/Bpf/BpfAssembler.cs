namespace CoreTop.Kernel.Bpf;

/// <summary>
/// Writes the instructions of a BPF program: a method for each kind that is needed here. An instruction is 8 bytes: the operation, two
/// registers of four bits each, an offset of 16 bits, a value of 32.
/// </summary>
/// <seealso href="https://docs.kernel.org/bpf/standardization/instruction-set.html"/>
internal sealed class BpfAssembler
{
    private const int LoadFromMemory = 0x61, StoreToMemory = 0x63;
    private const int MoveRegister = 0xBF, MoveValue = 0xB7, AddValue = 0x07;
    private const int JumpIfEqual = 0x15;
    private const int CallHelper = 0x85, ExitProgram = 0x95;

    private readonly List<ulong> _code = [];

    /// <summary>What was written so far.</summary>
    public ulong[] Code => [.. _code];

    /// <summary>Copies a register.</summary>
    public void Move(BpfRegister to, BpfRegister from) => Emit(MoveRegister, to, from, 0, 0);

    /// <summary>Sets a register.</summary>
    public void Move(BpfRegister to, int value) => Emit(MoveValue, to, 0, 0, value);

    /// <summary>Adds to a register.</summary>
    public void Add(BpfRegister to, int value) => Emit(AddValue, to, 0, 0, value);

    /// <summary>Loads from memory; what is shorter than 8 bytes is filled with zeros.</summary>
    /// <param name="to">The register.</param>
    /// <param name="from">Has an address.</param>
    /// <param name="offset">Is added to it.</param>
    /// <param name="bytes">1, 2, 4 or 8.</param>
    public void Load(BpfRegister to, BpfRegister from, int offset, int bytes) => Emit(LoadFromMemory | Size(bytes), to, from, offset, 0);

    /// <summary>Stores the lowest bytes of a register.</summary>
    /// <param name="to">Has an address.</param>
    /// <param name="offset">Is added to it.</param>
    /// <param name="from">The register.</param>
    /// <param name="bytes">1, 2, 4 or 8.</param>
    public void Store(BpfRegister to, int offset, BpfRegister from, int bytes) => Emit(StoreToMemory | Size(bytes), to, from, offset, 0);

    /// <summary>Jumps forward if a register is zero.</summary>
    /// <returns>Where to, once <see cref="Land"/> is given it.</returns>
    public int JumpIfZero(BpfRegister register)
    {
        Emit(JumpIfEqual, register, 0, 0, 0);
        return _code.Count - 1;
    }

    /// <summary>A jump leads to the next instruction that is written.</summary>
    /// <param name="jump">What the jump's method returned.</param>
    public void Land(int jump) => _code[jump] |= (ulong)(ushort)(_code.Count - jump - 1) << 16;

    /// <summary>Calls a function of the kernel.</summary>
    public void Call(BpfHelper helper) => Emit(CallHelper, 0, 0, 0, (int)helper);

    /// <summary>Ends the program with the answer 0.</summary>
    public void Exit()
    {
        Move(BpfRegister.Result, 0);
        Emit(ExitProgram, 0, 0, 0, 0);
    }

    private static int Size(int bytes) => bytes switch
    {
        4 => 0x00,
        2 => 0x08,
        1 => 0x10,
        8 => 0x18,
        _ => throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "Memory is read and written in 1, 2, 4 or 8 bytes."),
    };

    private void Emit(int operation, BpfRegister to, BpfRegister from, int offset, int value) => _code.Add(
        (ulong)(byte)operation | ((ulong)to << 8) | ((ulong)from << 12) | ((ulong)unchecked((ushort)(short)offset) << 16) | ((ulong)unchecked((uint)value) << 32));
}
