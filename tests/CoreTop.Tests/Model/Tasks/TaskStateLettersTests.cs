using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Model.Tasks;

public sealed class TaskStateLettersTests
{
    [Theory]
    [InlineData('R', TaskState.Running)]
    [InlineData('S', TaskState.Sleeping)]
    [InlineData('D', TaskState.DiskSleep)]
    [InlineData('T', TaskState.Stopped)]
    [InlineData('t', TaskState.Traced)]
    [InlineData('Z', TaskState.Zombie)]
    [InlineData('X', TaskState.Dead)]
    [InlineData('I', TaskState.Idle)]
    [InlineData('P', TaskState.Parked)]
    public void Every_letter_of_the_kernel_goes_both_ways(char letter, TaskState state)
    {
        Assert.Equal(state, TaskStateLetters.FromLetter(letter));
        Assert.Equal(letter, state.Letter());
    }

    [Fact]
    public void An_unknown_letter_is_an_unknown_state() => Assert.Equal(TaskState.Unknown, TaskStateLetters.FromLetter('W'));
}
