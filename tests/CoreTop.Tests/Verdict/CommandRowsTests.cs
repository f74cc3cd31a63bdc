using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class CommandRowsTests
{
    [Theory]
    [InlineData("taskset -apc 0-35 3291", 40, "taskset -apc 0-35 3291")]
    [InlineData("taskset -apc 0-35 3291", 18, @"taskset -apc \|  0-35 3291")]
    [InlineData("   coretop release 1 2 3", 20, @"   coretop release \|     1 2 3")]
    [InlineData("echo 'a b c d e f' end", 12, @"echo \|  'a b c d e f' \|  end")]
    [InlineData("a-word-that-has-no-blank", 10, "a-word-that-has-no-blank")]
    public void A_long_command_is_broken_at_blanks_outside_quotes_so_that_it_can_be_pasted(string command, int width, string rows) =>
        Assert.Equal(rows, string.Join('|', CommandRows.Of(command, width)));
}
