using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>What a script passes when its variable is empty, and names that nobody has.</summary>
public sealed class EmptyWordsTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Theory]
    [InlineData("FILE is empty: give the file to write.", "capture", "")]
    [InlineData("--config is empty: give a file.", "--config", "")]
    [InlineData("--config is empty: give a file.", "-b", "--config", "")]
    [InlineData("--root is empty: give a folder or a file.", "snapshot", "--root", "")]
    [InlineData("--user is empty: give a user's name or number.", "snapshot", "--user", "")]
    [InlineData("--user is empty: give a user's name or number.", "rebalance", "-u", "")]
    [InlineData("\"\" is not a PID", "snapshot", "-p", "")]
    [InlineData("\"\" is not a PID", "pin", "", "--cpus", "0")]
    [InlineData("--sort takes a column", "snapshot", "-s", "")]
    [InlineData("there is no command \"\"", "")]
    [InlineData("capture", "capture")]
    [InlineData("--config", "--config")]
    public void A_word_that_is_empty_is_bad_usage_and_named(string sentence, params string[] words)
    {
        Assert.Equal(ExitCode.BadUsage, CliProgram.Run(words, _host.Host));
        Assert.Contains(sentence, _host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("-b -n 1")]
    [InlineData("rebalance")]
    [InlineData("")]
    public void A_user_that_nobody_is_fails_with_his_name_as_in_ps(string command)
    {
        _host.OutputWidth = 80;

        Assert.Equal(ExitCode.Failed, _host.Run($"{command} -u nosuch --root {FixtureMachines.PileUp}"));
        Assert.Contains("there is no user nosuch on this machine", _host.Errors, StringComparison.Ordinal);
        Assert.Null(_host.Screen);
    }

    [Fact]
    public void A_user_by_number_may_have_no_process()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"snapshot -u 4294967294 --root {FixtureMachines.PileUp}"));
    }
}
