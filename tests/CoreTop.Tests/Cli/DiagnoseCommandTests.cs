using System.Text.Json;
using CoreTop.Analysis.Blaming;
using CoreTop.Cli;
using CoreTop.Cli.Documents;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class DiagnoseCommandTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void The_founding_machine_is_a_warning_and_the_document_says_what_where_and_how_much()
    {
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --json --root {FixtureMachines.PileUp}"));

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        JsonElement finding = document.GetProperty("findings")[0];
        Assert.Equal("diagnose", document.GetProperty("command").GetString());
        Assert.Equal("pile-up", finding.GetProperty("rule").GetString());
        Assert.Equal("warning", finding.GetProperty("severity").GetString());
        Assert.Equal("35", finding.GetProperty("cpus").GetString());
        Assert.Equal("1,5,8,11,13-14,21,25,27,30,34", finding.GetProperty("idleCpus").GetString());
        Assert.Equal(11, finding.GetProperty("lostCores").GetDouble(), 1);
        Assert.Equal("affinity", finding.GetProperty("lostTo").GetString());
        Assert.Equal(11, document.GetProperty("lostCores").GetProperty("affinity").GetDouble(), 1);
        JsonElement[] tasks = [.. finding.GetProperty("tasks").EnumerateArray()];
        Assert.Equal(12, tasks.Length);
        Assert.All(tasks, task =>
        {
            Assert.Equal("35", task.GetProperty("affinity").GetString());
            Assert.Equal("0-35", task.GetProperty("limit").GetString());
            Assert.Equal(1.0 / 12, task.GetProperty("run").GetDouble(), 2);
        });
        Assert.NotEqual(JsonValueKind.Null, finding.GetProperty("cause").ValueKind);
        Assert.All(
            finding.GetProperty("fix").GetProperty("commands").EnumerateArray(),
            command => Assert.StartsWith("coretop release ", command.GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bursty12", "up to 2.0 cores")]
    [InlineData("busy60", "5.5 to 10.8 cores")]
    [InlineData("cpuset2", null)]
    public void A_document_has_the_bound_or_the_range_of_a_loss(string name, string? loss)
    {
        var host = new TestHost();
        host.Run($"diagnose --json --root {Fixture.CasePath(name)}");

        Assert.Equal(loss, JsonDocument.Parse(host.Output).RootElement.GetProperty("findings")[0].GetProperty("loss").GetString());
    }

    [Fact]
    public void The_text_has_the_message_the_tasks_the_cause_and_the_commands()
    {
        Assert.Equal(ExitCode.WarningFound, _host.Run($"diagnose --root {FixtureMachines.PileUp}"));

        Assert.StartsWith("pile-up: 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost.", _host.Output, StringComparison.Ordinal);
        Assert.Contains(" Seen\n", _host.Output, StringComparison.Ordinal);
        Assert.Contains("ause", _host.Output, StringComparison.Ordinal);
        Assert.Contains(" What helps now\n", _host.Output, StringComparison.Ordinal);
        Assert.Contains("\n      coretop rebalance --apply\n", _host.Output, StringComparison.Ordinal);
        Assert.Empty(_host.Errors);
    }

    [Fact]
    public void A_calm_machine_has_nothing_wrong()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"diagnose --root {FixtureMachines.Thousand}"));
        Assert.StartsWith("Nothing is wrong: ", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_reading_is_too_few_to_say_anything()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2).WithProcess(100, parent: 1, "0-1");
        var host = new TestHost();

        Assert.Equal(ExitCode.Failed, host.Run($"diagnose --root {machine.Root}"));
        Assert.Contains("saved with one reading", host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Fact]
    public void Every_kind_of_cause_has_a_name_of_its_own()
    {
        string[] names = [.. Enum.GetValues<CauseKind>().Select(kind => CauseEntry.From(AnyDiagnosis.OpenMp with { Kind = kind }).Kind)];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z-]+$", name));
    }
}
