using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class RebalanceCommandTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void Without_apply_the_plan_is_shown_and_nothing_is_changed()
    {
        JsonElement document = Json("rebalance");

        Assert.Equal("widen", document.GetProperty("strategy").GetString());
        JsonElement[] changes = [.. document.GetProperty("changes").EnumerateArray()];
        Assert.Equal(11, changes.Length);
        Assert.All(changes, change => Assert.Equal(
            ("35", "0-35", "planned"),
            (change.GetProperty("from").GetString(), change.GetProperty("to").GetString(), change.GetProperty("result").GetString())));
        Assert.Equal(25, document.GetProperty("expected").GetProperty("coresBefore").GetDouble(), 0);
        Assert.Equal(36, document.GetProperty("expected").GetProperty("coresAfter").GetDouble(), 0);
        Assert.False(document.GetProperty("applied").GetBoolean());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("measured").ValueKind);
        Assert.Empty(document.GetProperty("refused").EnumerateArray());
    }

    [Fact]
    public void The_text_has_the_plan_as_a_table_and_as_commands()
    {
        Assert.Equal(ExitCode.Done, Run("rebalance"));

        Assert.Contains("Plan, widen: 11 changes; tasks that want a CPU get 25.0 cores now, 36.0 then (+11.0).", _host.Output, StringComparison.Ordinal);
        Assert.Equal(11, _host.Output.Split('\n').Count(line => line.Contains(" python", StringComparison.Ordinal) && line.Contains(" 0-35 ", StringComparison.Ordinal)));
        Assert.Equal(11, _host.Output.Split('\n').Count(line => line.StartsWith("  taskset -apc 0-35 ", StringComparison.Ordinal)));
        Assert.EndsWith("Nothing was changed: --apply does it.\n", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spread", 36)]
    [InlineData("pin", 1)]
    public void The_strategy_says_what_is_written(string strategy, int cpus)
    {
        JsonElement document = Json($"rebalance --strategy {strategy}");

        Assert.Equal(strategy, document.GetProperty("strategy").GetString());
        Assert.All(
            document.GetProperty("changes").EnumerateArray(),
            change => Assert.Equal(cpus, AnyDiagnosis.Cpus(change.GetProperty("to").GetString()!).Count));
    }

    [Theory]
    [InlineData("widen")]
    [InlineData("spread")]
    [InlineData("pin")]
    public void On_a_captured_machine_apply_only_records(string strategy)
    {
        JsonElement document = Json($"rebalance --apply --strategy {strategy}");

        Assert.Equal(11, document.GetProperty("changes").EnumerateArray().Count(change => change.GetProperty("result").GetString() == "recorded"));
        Assert.False(document.GetProperty("applied").GetBoolean());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("measured").ValueKind);
    }

    [Fact]
    public void Only_the_processes_asked_for_are_moved_and_one_that_is_not_there_is_named()
    {
        JsonElement document = Json("rebalance --pid 3291,3292 --pid 99999", ExitCode.PartlyDone);

        Assert.Equal([3291, 3292], document.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("pid").GetInt32()).Order());
        JsonElement refused = Assert.Single(document.GetProperty("refused").EnumerateArray());
        Assert.Equal((99999, 3), (refused.GetProperty("pid").GetInt32(), refused.GetProperty("errno").GetInt32()));
        Assert.Contains("99999 is not a process here.", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_user_only_his_are_moved()
    {
        Assert.Equal(11, Json("rebalance --user ubuntu").GetProperty("changes").GetArrayLength());
    }

    [Theory]
    [InlineData("!root", 11)]
    [InlineData("!ubuntu", 0)]
    public void Of_a_user_with_an_exclamation_mark_all_others_are_moved(string user, int changes) =>
        Assert.Equal(changes, Json($"rebalance --user {user}").GetProperty("changes").GetArrayLength());

    [Theory]
    [InlineData("rebalance --user root", ExitCode.Done, "Nothing to rebalance among the processes asked for.")]
    [InlineData("rebalance --user nobody-of-that-name", ExitCode.Failed, "there is no user nobody-of-that-name on this machine")]
    [InlineData("rebalance --pid 99999", ExitCode.PartlyDone, "99999 is not a process here.")]
    [InlineData("rebalance --apply --readonly", ExitCode.Failed, "--readonly is given")]
    [InlineData("rebalance --strategy wide", ExitCode.BadUsage, "--strategy takes widen, spread, pin, not \"wide\".")]
    [InlineData("rebalance --pid x", ExitCode.BadUsage, "\"x\" is not a PID")]
    public void What_cannot_be_is_a_sentence(string words, int code, string sentence)
    {
        Assert.Equal(code, Run(words));
        Assert.Contains(sentence, _host.Output + _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calm_machine_has_nothing_to_rebalance()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"rebalance --apply --root {FixtureMachines.Thousand}"));
        Assert.StartsWith("Nothing to rebalance: ", _host.Output, StringComparison.Ordinal);
    }

    private JsonElement Json(string words, int code = ExitCode.Done)
    {
        Assert.Equal(code, Run($"{words} --json"));
        return JsonDocument.Parse(_host.Output).RootElement;
    }

    private int Run(string words) => _host.Run($"{words} --root {FixtureMachines.PileUp}");
}
