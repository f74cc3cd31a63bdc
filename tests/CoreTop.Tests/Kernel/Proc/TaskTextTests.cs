using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class TaskTextTests
{
    [Fact]
    public void A_name_loses_only_the_line_end_that_closes_the_file()
    {
        Assert.Equal("x\ny", TaskText.Name("x\ny\n"u8));
        Assert.Equal("x", TaskText.Name("x"u8));
        Assert.Equal("\u001b[31m", TaskText.Name("\u001b[31m\n"u8));
    }

    [Fact]
    public void Arguments_are_joined_by_blanks()
    {
        Assert.Equal("python train.py  -x", TaskText.CommandLine("python\0train.py\0\0-x\0"u8));
        Assert.Equal("title without an end", TaskText.CommandLine("title without an end"u8));
        Assert.Equal(string.Empty, TaskText.CommandLine(""u8));
        Assert.Equal(string.Empty, TaskText.CommandLine("\0\0"u8));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_become_replacement_characters() =>
        Assert.Equal("a\uFFFD", TaskText.CommandLine([(byte)'a', 0xff, 0]));

    [Fact]
    public void A_long_command_line_is_cut() =>
        Assert.Equal(4096, TaskText.CommandLine(new string('x', 10_000).Select(c => (byte)c).ToArray()).Length);
}
