using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Model.Tasks;

public sealed class TaskPolicyTests
{
    [Theory]
    [InlineData(0, 0, "OTHER", false)]
    [InlineData(1, 10, "FIFO 10", false)]
    [InlineData(0x40000002, 99, "RR 99", true)]
    [InlineData(0x40000003, 0, "BATCH", true)]
    [InlineData(12, 0, "policy 12", false)]
    public void Policy_and_flag_go_there_and_back(int number, int priority, string text, bool resets)
    {
        var policy = TaskPolicy.FromNumber(number, priority);

        Assert.Equal(text, policy.ToString());
        Assert.Equal(resets, policy.ResetsOnFork);
        Assert.Equal(number, policy.Number);
    }
}
