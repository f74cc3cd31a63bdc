using CoreTop.Model.Words;

namespace CoreTop.Tests.Model.Words;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("postgresql.service", "postgresql.service")]
    [InlineData("getty@tty1.service", "getty@tty1.service")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("`id`;rm -rf ~", "'`id`;rm -rf ~'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("-rf", "'-rf'")]
    [InlineData("=x", "'=x'")]
    [InlineData("~root", "'~root'")]
    [InlineData("a\nreboot\r", "'a?reboot?'")]
    [InlineData("\u202etxt.sh", "'?txt.sh'")]
    [InlineData("\u2028\u200b\e[31m", "'???[31m'")]
    [InlineData("\U000E0041", "'?'")]
    [InlineData(@"dev-disk\x2dby.service", @"'dev-disk\x2dby.service'")]
    [InlineData("世蓮", "'世蓮'")]
    public void A_name_is_one_word_on_one_line_and_means_nothing_to_a_shell(string name, string expected) =>
        Assert.Equal(expected, ShellWord.Of(name));
}
