using CoreTop.Kernel.Bpf;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class TaskStateBitsTests
{
    [Theory]
    [InlineData(0x0000, 0x00, 'R')]
    [InlineData(0x0001, 0x00, 'S')]
    [InlineData(0x0002, 0x00, 'D')]
    [InlineData(0x0102, 0x00, 'D')]
    [InlineData(0x0402, 0x00, 'I')]
    [InlineData(0x0004, 0x00, 'T')]
    [InlineData(0x0008, 0x00, 't')]
    [InlineData(0x0080, 0x20, 'Z')]
    [InlineData(0x0080, 0x10, 'X')]
    [InlineData(0x0040, 0x00, 'P')]
    [InlineData(0x1000, 0x00, 'D')]
    [InlineData(0x8000, 0x00, 'D')]
    public void Bits_are_the_letter_that_the_kernel_makes_of_them(uint state, uint exitState, char letter) =>
        Assert.Equal(letter, TaskStateBits.Of(state, exitState).Letter());
}
