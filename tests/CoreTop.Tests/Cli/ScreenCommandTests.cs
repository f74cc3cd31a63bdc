using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Listing.Fields;
using CoreTop.Settings;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class ScreenCommandTests
{
    [Theory]
    [InlineData(false, 80, "standard input")]
    [InlineData(true, null, "standard output")]
    public void Without_a_terminal_the_command_to_use_instead_is_named(bool isInputTerminal, int? width, string stream)
    {
        var host = new TestHost { IsInputTerminal = isInputTerminal, OutputWidth = width };

        Assert.Equal(ExitCode.Failed, host.Run(string.Empty));
        Assert.Contains(stream, host.Errors, StringComparison.Ordinal);
        Assert.Contains("coretop snapshot", host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dumb", "TERM=dumb")]
    [InlineData(null, "TERM is not set")]
    public void A_terminal_that_can_show_no_full_screen_is_a_failure_that_names_the_commands_to_use_instead(string? term, string why)
    {
        var host = new TestHost { OutputWidth = 80 };
        host.Variables.Remove("TERM");
        if (term is not null)
        {
            host.Variables["TERM"] = term;
        }

        Assert.Equal(ExitCode.Failed, host.Run(string.Empty));
        Assert.Contains(why, host.Errors, StringComparison.Ordinal);
        Assert.Contains("\"coretop snapshot\"", host.Errors, StringComparison.Ordinal);
        Assert.Contains("\"coretop diagnose\"", host.Errors, StringComparison.Ordinal);
        Assert.Null(host.Screen);
    }

    [Fact]
    public void A_machine_that_cannot_be_opened_is_a_sentence()
    {
        var host = new TestHost { OutputWidth = 80 };

        Assert.Equal(ExitCode.Failed, host.Run(string.Empty));
        Assert.Equal("coretop: There is no machine in this test.\n", host.Errors);
    }

    [Fact]
    public void A_fault_of_the_program_is_a_sentence_that_asks_for_a_report()
    {
        var host = new TestHost { OutputWidth = 80, OpenMachine = (_, _) => throw new InvalidOperationException("Oops.") };

        Assert.Equal(ExitCode.Failed, host.Run(string.Empty));
        Assert.Contains("please report it: InvalidOperationException, Oops.", host.Errors, StringComparison.Ordinal);
        Assert.Single(host.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_field_of_a_filter_that_is_not_there_is_the_first_thing_the_screen_says()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2);
        var host = new TestHost { OutputWidth = 80 };

        Assert.Equal(ExitCode.Done, host.Run($"--root {machine.Root} --filter usr=ada"));
        Assert.Equal("No field is called usr, so this text is looked for. Did you mean \"user\"?", host.Screen!.FirstRemark);
    }

    [Fact]
    public void Options_reach_the_screen()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2).With("etc/passwd", "ada:x:1000:1000::/home/ada:/bin/sh");
        var host = new TestHost { OutputWidth = 80 };
        host.Variables["NO_COLOR"] = "1";
        host.Variables["HOME"] = "/home/ada";

        Assert.Equal(ExitCode.Done, host.Run($"--root {machine.Root} -d 2.5 -H -s mem -u ada -p 7,8 --filter x --ascii --readonly"));
        FullScreenOptions options = host.Screen!;
        Assert.Equal(TimeSpan.FromSeconds(2.5), options.Settings.Delay);
        Assert.True(options.IsAscii && options.IsMono && options.WhyReadOnly is not null && options.Settings.List.ShowsThreads);
        Assert.Equal(ProcessColumns.Memory, options.Settings.List.Sort);
        Assert.Equal([7, 8], options.Settings.List.Pids!.Order());
        Assert.Equal("x", options.Settings.List.Filter.Text);
        Assert.Equal("ada", options.Settings.List.User);
        Assert.Null(options.FirstRemark);
        Assert.Equal("/home/ada/.local/state/coretop", options.StateFolder);
        Assert.Contains("--readonly", options.WhyReadOnly, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_the_root_of_the_running_machine_the_screen_is_read_only_and_says_what_made_it_so()
    {
        var host = new TestHost { OutputWidth = 80, OpenMachine = Machine.Open };

        Assert.Equal(ExitCode.Done, host.Run("--root /"));
        Assert.Equal("Read only: --root / is the running machine, which is changed only without --root.", host.Screen!.WhyReadOnly);

        Assert.Equal(ExitCode.Done, host.Run(string.Empty));
        Assert.Null(host.Screen.WhyReadOnly);
    }
}
