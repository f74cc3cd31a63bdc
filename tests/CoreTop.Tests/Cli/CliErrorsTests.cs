using CoreTop.Cli;

namespace CoreTop.Tests.Cli;

public sealed class CliErrorsTests
{
    [Theory]
    [InlineData("snapshto", "no command \"snapshto\"", "snapshot, topology")]
    [InlineData("--frobnicate", "no option --frobnicate", "\"coretop\"")]
    [InlineData("snapshot --frobnicate", "no option --frobnicate", "\"coretop snapshot\"")]
    [InlineData("topology -u root", "no option -u", "\"coretop topology\"")]
    [InlineData("-d 3 snapshot", "--delay has no meaning", "\"coretop snapshot\"")]
    [InlineData("topology everything", "takes no \"everything\"", "coretop topology")]
    [InlineData("[suggest]", "no command \"[suggest]\"", "topology")]
    [InlineData("@words", "no command \"@words\"", "topology")]
    public void A_word_that_is_not_known_is_named_with_what_there_is(string words, string what, string where)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(what, host.Errors, StringComparison.Ordinal);
        Assert.Contains(where, host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Theory]
    [InlineData("snapshot --interval 0", "--interval takes seconds from 0.05 to 3600")]
    [InlineData("snapshot --interval -1", "not \"-1\"")]
    [InlineData("snapshot --interval soon", "not \"soon\"")]
    [InlineData("snapshot --interval 1e99", "not \"1e99\"")]
    [InlineData("snapshot --interval 99999999999999999999", "not \"99999999999999999999\"")]
    [InlineData("snapshot --interval NaN", "not \"NaN\"")]
    [InlineData("snapshot --interval 1,5", "not \"1,5\"")]
    [InlineData("snapshot --interval", "'--interval'")]
    [InlineData("snapshot --interval 1 --interval 2", "'--interval'")]
    [InlineData("-d 0", "--delay takes seconds from 0.1 to 3600")]
    [InlineData("-p 0", "\"0\" is no PID")]
    [InlineData("-p -7", "\"-7\" is no PID")]
    [InlineData("-p 12,x", "\"x\" is no PID")]
    [InlineData("-p 99999999999", "\"99999999999\" is no PID")]
    [InlineData("-s colour", "one of PID USER PR")]
    public void A_value_that_cannot_be_is_named_with_what_can(string words, string sentence)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(sentence, host.Errors, StringComparison.Ordinal);
        Assert.Contains("--help", host.Errors, StringComparison.Ordinal);
    }
}
