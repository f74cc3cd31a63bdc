using System.CommandLine;
using CoreTop.Cli;
using CoreTop.Listing.Fields;
using CoreTop.Os;

namespace CoreTop.Tests.Cli;

public sealed class CliCommandsTests
{
    public static TheoryData<string> Names => [.. CliCommands.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_of_every_command_tells_each_of_its_options(string name)
    {
        var host = new TestHost();
        CliCommand command = CliCommands.All.Single(each => each.Name == name);

        Assert.Equal(ExitCode.Done, host.Run($"{name} --help"));
        Assert.Contains($"Usage: {command.Invocation}", host.Output, StringComparison.Ordinal);
        Assert.All(command.Options, option =>
        {
            Assert.Contains(option.Name, host.Output, StringComparison.Ordinal);
            Assert.EndsWith(".", option.Description, StringComparison.Ordinal);
        });
        Assert.All(host.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_as_a_command_prints_what_the_option_does(string name)
    {
        (TestHost command, TestHost option) = (new TestHost(), new TestHost());

        Assert.Equal(ExitCode.Done, command.Run($"help {name}"));
        Assert.Equal(ExitCode.Done, option.Run($"{name} --help"));
        Assert.Equal(option.Output, command.Output);
        Assert.Empty(command.Errors);
    }

    [Fact]
    public void The_version_is_printed_whatever_else_is_said()
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.Done, host.Run("--version"));
        Assert.Equal($"coretop {ProgramVersion.Text}\nnot a release: built from source, for systems as new as the one it was built on\n", host.Output);
    }

    [Fact]
    public void An_option_may_stand_before_the_command_or_behind_it()
    {
        Assert.True(CliProgram.Parse(["-H", "snapshot"]).GetValue(CliOptions.Threads));
        Assert.True(CliProgram.Parse(["snapshot", "-H"]).GetValue(CliOptions.Threads));
    }

    [Fact]
    public void Pids_may_be_separated_by_commas_and_given_again()
    {
        ParseResult line = CliProgram.Parse(["-p", "3,1", "-p", "2", "-p", "1"]);

        Assert.Equal([3, 1, 2], line.GetValue(CliOptions.Pids));
    }

    [Theory]
    [InlineData("cpu", "CPU")]
    [InlineData("%cpu", "CPU%")]
    [InlineData("run", "CPU%")]
    [InlineData("CPU%", "CPU%")]
    [InlineData("wait", "WAIT%")]
    [InlineData("time", "TIME+")]
    [InlineData("Affinity", "AFFINITY")]
    public void A_column_is_known_by_its_heading(string word, string heading)
    {
        ProcessColumn? column = CliProgram.Parse(["-s", word]).GetValue(CliOptions.Sort);

        Assert.Equal(heading, column?.Heading);
    }
}
