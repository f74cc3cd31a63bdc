using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Model.Tasks;

public sealed class IoPriorityTests
{
    [Theory]
    [InlineData(0, "none")]
    [InlineData(4, "none")]
    [InlineData(0x4004, "best-effort 4")]
    [InlineData(0x2000, "real-time 0")]
    [InlineData(0x6007, "idle")]
    [InlineData(0x401C, "best-effort 4")]
    public void The_kernels_number_is_told_in_the_words_of_ionice(int number, string text) =>
        Assert.Equal(text, IoPriority.FromNumber(number).ToString());

    [Fact]
    public void A_priority_has_the_kernels_number()
    {
        Assert.Equal(0x4007, new IoPriority(IoClass.BestEffort, 7).Number);
        Assert.Equal(0x6000, new IoPriority(IoClass.Idle, 0).Number);
    }
}
