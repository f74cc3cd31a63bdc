using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary><c>coretop diagnose --brief</c> and <c>--watch</c>.</summary>
public sealed class BriefDiagnosisTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void A_warning_is_a_line_without_PIDs_and_percentages()
    {
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --brief --root {FixtureMachines.PileUp}"));

        Assert.Equal("pile-up: python ×12 on CPU 35, about 11 cores lost\n", _host.Output);
    }

    [Fact]
    public void A_machine_with_nothing_to_warn_of_says_ok_alone()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"diagnose --brief --root {FixtureMachines.Thousand}"));

        Assert.Equal("ok\n", _host.Output);
    }

    [Theory]
    [InlineData("cpuset2")]
    [InlineData("iso_one")]
    public void A_note_is_nothing_to_warn_of(string name)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.Done, host.Run($"diagnose --brief --root {Fixture.CasePath(name)}"));

        Assert.Equal("ok\n", host.Output);
    }

    [Theory]
    [InlineData("filler_idle", "squeezed: job ×4 on CPU 0, about 3 cores short of a fair share\n")]
    [InlineData("busy60", "pile-up: solver ×12 on CPU 0, about 11 cores lost\n")]
    public void The_cost_is_in_whole_cores(string name, string expected)
    {
        var host = new TestHost();

        host.Run($"diagnose --brief --root {Fixture.CasePath(name)}");

        Assert.Equal(expected, host.Output);
    }

    [Fact]
    public void In_ASCII_nothing_else_is_printed()
    {
        _host.Run($"diagnose --brief --ascii --root {FixtureMachines.PileUp}");

        Assert.Equal("pile-up: python x12 on CPU 35, about 11 cores lost\n", _host.Output);
    }

    [Fact]
    public void A_watch_prints_a_document_a_line_and_ends_with_the_readings_of_a_captured_machine()
    {
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --watch 2 --root {FixtureMachines.PileUp}"));

        string[] lines = _host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal("diagnose", JsonDocument.Parse(line).RootElement.GetProperty("command").GetString()));
        Assert.Equal("pile-up", JsonDocument.Parse(lines[^1]).RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());
    }

    [Theory]
    [InlineData("--brief --json", "--brief and --json exclude each other: give one of them.")]
    [InlineData("--brief --watch 2", "--watch prints JSON: leave --brief out.")]
    [InlineData("--watch 2 --interval 1", "--watch says the window: leave --interval out.")]
    [InlineData("--watch 0", "--watch takes seconds from 0.5 to 3600")]
    public void What_does_not_go_together_is_said(string options, string said)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run($"diagnose {options} --root {FixtureMachines.PileUp}"));

        Assert.Contains(said, _host.Errors, StringComparison.Ordinal);
        Assert.Empty(_host.Output);
    }
}
