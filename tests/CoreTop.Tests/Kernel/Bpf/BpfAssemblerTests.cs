using CoreTop.Kernel.Bpf;

namespace CoreTop.Tests.Kernel.Bpf;

/// <summary>Instructions as the kernel's own documents write them: operation, registers, offset, value.</summary>
public sealed class BpfAssemblerTests
{
    private readonly BpfAssembler _code = new();

    [Fact]
    public void A_register_is_copied_set_and_added_to()
    {
        _code.Move(BpfRegister.KeptA, BpfRegister.First);
        _code.Move(BpfRegister.Third, 72);
        _code.Add(BpfRegister.Second, -480);

        Assert.Equal([0x00000000_0000_16BF, 0x00000048_0000_03B7, 0xFFFFFE20_0000_0207], _code.Code);
    }

    [Theory]
    [InlineData(1, 0x71, 0x73)]
    [InlineData(2, 0x69, 0x6B)]
    [InlineData(4, 0x61, 0x63)]
    [InlineData(8, 0x79, 0x7B)]
    public void Memory_is_loaded_and_stored_in_four_sizes(int bytes, ulong load, ulong store)
    {
        _code.Load(BpfRegister.First, BpfRegister.KeptB, 1280, bytes);
        _code.Store(BpfRegister.StackEnd, -8, BpfRegister.First, bytes);

        Assert.Equal([0x00000000_0500_7100 | load, 0x00000000_FFF8_1A00 | store], _code.Code);
    }

    [Fact]
    public void Another_size_is_a_fault_of_the_program() => Assert.Throws<ArgumentOutOfRangeException>(
        () => _code.Load(BpfRegister.First, BpfRegister.KeptB, 0, 3));

    [Fact]
    public void A_jump_leads_to_the_instruction_after_its_landing()
    {
        int jump = _code.JumpIfZero(BpfRegister.KeptB);
        _code.Call(BpfHelper.Write);
        _code.Call(BpfHelper.CurrentTask);
        _code.Land(jump);
        _code.Exit();

        Assert.Equal(
            [0x00000000_0002_0715, 0x0000007F_0000_0085, 0x00000023_0000_0085, 0x00000000_0000_00B7, 0x00000000_0000_0095], _code.Code);
    }
}
